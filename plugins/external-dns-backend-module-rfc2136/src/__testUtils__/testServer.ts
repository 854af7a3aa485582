import { createServer, Server, Socket } from 'node:net';
import { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import {
  createResponse,
  encodeMessage,
  FrameSplitter,
  frameMessage,
  MAX_MESSAGE_LENGTH,
  Message,
  Name,
  namesEqual,
  rejectedTsig,
  ResponseCode,
  signMessage,
  TsigKey,
  tsigLength,
  TsigStreamSigner,
  verifyMessage,
} from '@openova/dns-wire';
import { applyUpdate } from './applyUpdate';
import { ZoneContent, ZoneRecord } from './zoneContent';

/** What the server does otherwise than right. */
export interface Faults {
  /** To updates that change something. */
  update?:
    | 'servfail before'
    | 'servfail after'
    | 'cut after'
    | 'refuse'
    /** NOERROR, and nothing is done. */
    | 'ignore';
  /** Nothing but silence. */
  silent?: boolean;
  /** Answers signed by a key that nobody knows, or not at all. */
  signature?: 'wrong' | 'none';
  /** Seconds by which its clock is wrong. */
  clock?: number;
  transfer?: 'cut' | 'changed' | 'last unsigned';
}

/** What was asked of it. */
export type Served = 'AXFR' | 'QUERY' | 'UPDATE' | 'CHECK';

/**
 * A small authoritative server for one zone: queries, transfer in messages of a few
 * records, updates; all of it only with a valid signature, if it has keys.
 */
export class TestServer {
  readonly faults: Faults = {};
  readonly served: Served[] = [];
  /** Undefined: the zone is gone. */
  content: ZoneContent | undefined;
  /** Records of one message of a transfer. */
  recordsPerMessage = 100;

  private constructor(
    readonly zone: Name,
    /** Empty: no signature is needed. */
    public keys: TsigKey[],
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
  ) {
    this.content = ZoneContent.create(zone);
  }

  static async start(options: {
    zone: Name;
    keys: TsigKey[];
    tls?: { key: string; cert: string };
  }): Promise<TestServer> {
    const sockets = new Set<Socket>();
    const server = options.tls
      ? createTlsServer({ ...options.tls, ALPNProtocols: ['dot'] })
      : createServer();
    const made = new TestServer(options.zone, options.keys, server, sockets);
    server.on(options.tls ? 'secureConnection' : 'connection', socket =>
      made.converse(socket),
    );
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return made;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Open ones, now. */
  get connections(): number {
    return this.sockets.size;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  private converse(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    const splitter = new FrameSplitter();
    socket.on('data', (chunk: Buffer) => {
      for (const bytes of splitter.push(chunk)) this.answer(bytes, socket);
    });
  }

  private answer(bytes: Uint8Array, socket: Socket): void {
    if (this.faults.silent) return;
    const now = Math.floor(Date.now() / 1000) + (this.faults.clock ?? 0);
    const verified = verifyMessage(bytes, { keys: this.keys, now });
    const { message } = verified;
    const send = (answer: Uint8Array) => socket.write(frameMessage(answer));
    if (verified.status === 'invalid' && message.tsig) {
      const { error } = verified;
      const response = createResponse(message, { rcode: 'NOTAUTH' });
      if (error === 'BADTIME' && verified.key) {
        const { mac, timeSigned } = message.tsig.data;
        const signing = {
          now,
          requestMac: mac,
          badTime: { requestTime: timeSigned },
        };
        send(signMessage(encodeMessage(response), verified.key, signing).bytes);
      } else if (error === 'BADKEY' || error === 'BADSIG') {
        const tsig = rejectedTsig(message.tsig, error);
        send(encodeMessage({ ...response, tsig }));
      } else {
        send(encodeMessage({ ...response, rcode: 'FORMERR' }));
      }
      return;
    }
    if (verified.status !== 'valid' && this.keys.length > 0) {
      send(encodeMessage(createResponse(message, { rcode: 'REFUSED' })));
      return;
    }
    const signer =
      verified.status === 'valid'
        ? new TsigStreamSigner(this.signingKey(verified.key), verified.mac)
        : undefined;
    const sign = (answer: Message) => {
      const limit = signer ? this.keys.map(tsigLength) : [];
      const maxSize = MAX_MESSAGE_LENGTH - Math.max(0, ...limit);
      const unsigned = encodeMessage(answer, { maxSize });
      return signer && this.faults.signature !== 'none'
        ? signer.sign(unsigned, { now })
        : unsigned;
    };
    const [question] = message.questions;
    if (message.questions.length !== 1) {
      send(sign(createResponse(message, { rcode: 'FORMERR' })));
    } else if (message.opcode === 'UPDATE') {
      this.update(message, socket, response => send(sign(response)));
    } else if (message.opcode !== 'QUERY') {
      send(sign(createResponse(message, { rcode: 'NOTIMP' })));
    } else if (question.type === 'AXFR') {
      this.transfer(message, socket, sign);
    } else {
      this.served.push('QUERY');
      send(sign(this.lookUp(message)));
    }
  }

  private signingKey(key: TsigKey): TsigKey {
    return this.faults.signature === 'wrong'
      ? { ...key, secret: Uint8Array.of(1, 2, 3) }
      : key;
  }

  private update(
    message: Message,
    socket: Socket,
    send: (response: Message) => void,
  ): void {
    const [question] = message.questions;
    const answer = (rcode: ResponseCode) =>
      send(createResponse(message, { rcode }));
    const isCheck = message.authorities.length === 0;
    this.served.push(isCheck ? 'CHECK' : 'UPDATE');
    if (question.type !== 'SOA') return answer('FORMERR');
    if (!this.content || !namesEqual(question.name, this.zone)) {
      return answer('NOTAUTH');
    }
    const fault = isCheck ? undefined : this.faults.update;
    if (fault === 'refuse') return answer('REFUSED');
    if (fault === 'servfail before') return answer('SERVFAIL');
    if (fault === 'ignore') return answer('NOERROR');
    const { rcode, content } = applyUpdate(this.content, message);
    this.content = content;
    if (fault === 'servfail after') return answer('SERVFAIL');
    if (fault === 'cut after') {
      // The length of an answer, and the half of its header.
      socket.end(Uint8Array.of(0, 12, 1, 2, 3, 4));
      return undefined;
    }
    return answer(rcode);
  }

  private lookUp(message: Message): Message {
    const [{ name, type }] = message.questions;
    if (!this.content) return createResponse(message, { rcode: 'REFUSED' });
    const found = this.content.lookUp(name, type);
    switch (found.kind) {
      case 'answer':
        return createResponse(message, {
          authoritative: true,
          answers: found.records,
        });
      case 'referral':
        return createResponse(message, { authorities: found.nameServers });
      default:
        return createResponse(message, {
          authoritative: true,
          rcode: 'NXDOMAIN',
        });
    }
  }

  private transfer(
    message: Message,
    socket: Socket,
    sign: (answer: Message) => Uint8Array,
  ): void {
    this.served.push('AXFR');
    const [question] = message.questions;
    if (!this.content || !namesEqual(question.name, this.zone)) {
      const refusal = createResponse(message, { rcode: 'NOTAUTH' });
      socket.write(frameMessage(sign(refusal)));
      return;
    }
    const all = this.content.all();
    const records: ZoneRecord[] = [...all, all[0]];
    for (let start = 0; start < records.length; ) {
      const end = start + this.recordsPerMessage;
      const isLast = end >= records.length;
      const response = createResponse(message, {
        authoritative: true,
        answers: records.slice(start, end),
      });
      const bytes = sign(response);
      const { transfer } = this.faults;
      if (isLast && transfer === 'cut') {
        socket.destroy();
        return;
      }
      if (isLast && transfer === 'changed') bytes[bytes.length - 100] ^= 1;
      socket.write(
        frameMessage(
          isLast && transfer === 'last unsigned'
            ? encodeMessage(response)
            : bytes,
        ),
      );
      start = end;
    }
  }
}
