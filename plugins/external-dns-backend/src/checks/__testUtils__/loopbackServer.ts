import {
  decodeMessage,
  encodeMessage,
  frameMessage,
  FrameSplitter,
  Message,
} from '@openova/dns-wire';
import { createSocket, Socket } from 'node:dgram';
import { AddressInfo, createServer, Server } from 'node:net';

/** What a server says to a query; undefined: nothing. */
export type Answer = (query: Message) => Message | undefined;

/** A name server of a few lines, on UDP and TCP at one port of a loopback address. */
export class LoopbackServer {
  private constructor(
    readonly address: string,
    readonly port: number,
    /** All that it was asked, over UDP and TCP. */
    readonly queries: readonly Message[],
    private readonly udp: Socket,
    private readonly tcp: Server,
  ) {}

  static async start(
    answer: Answer,
    tcpAnswer: Answer = answer,
    address: string = '127.0.0.1',
  ): Promise<LoopbackServer> {
    const queries: Message[] = [];
    const listen = (bytes: Uint8Array) => {
      const query = decodeMessage(bytes);
      queries.push(query);
      return query;
    };
    const tcp = createServer(socket => {
      const splitter = new FrameSplitter();
      socket.on('error', () => socket.destroy());
      socket.on('data', chunk => {
        for (const bytes of splitter.push(chunk)) {
          const reply = tcpAnswer(listen(bytes));
          if (reply) socket.write(frameMessage(encodeMessage(reply)));
        }
      });
    });
    await new Promise<void>(resolve => tcp.listen(0, address, resolve));
    const { port } = tcp.address() as AddressInfo;
    const udp = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    udp.on('message', (bytes, from) => {
      const reply = answer(listen(bytes));
      if (reply) udp.send(encodeMessage(reply), from.port, from.address);
    });
    await new Promise<void>(resolve => udp.bind(port, address, resolve));
    return new LoopbackServer(address, port, queries, udp, tcp);
  }

  async stop(): Promise<void> {
    await new Promise<void>(resolve => this.udp.close(() => resolve()));
    await new Promise<void>(resolve => this.tcp.close(() => resolve()));
  }
}
