import { randomInt } from 'node:crypto';
import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import {
  createMessage,
  decodeHeader,
  DnsFormatError,
  DnsValueError,
  encodeMessage,
  hasData,
  MAX_MESSAGE_LENGTH,
  Message,
  Name,
  namesEqual,
  ResourceRecord,
  signMessage,
  TsigKey,
  tsigLength,
  TsigResult,
  TsigStreamVerifier,
  verifyMessage,
} from '@openova/dns-wire';
import { Asked, errorOfAnswer, errorOfCode, errorOfSignature } from '../errors';
import { Connection, nameOf } from './connection';

/** A message without its id, which the conversation gives it. @internal */
export type Request = Omit<Message, 'id'>;

/**
 * Requests to one server and their answers. With a key every request is signed and
 * every answer has to be; one that is not is never taken for a success.
 *
 * @internal
 */
export class Conversation {
  constructor(
    private readonly connection: Connection,
    private readonly key: TsigKey | undefined,
  ) {}

  /**
   * Requests sent at once, and the answers at the same indexes, whatever their
   * codes say.
   *
   * @throws {@link ProviderError}, ConnectionError
   */
  async ask(
    requests: readonly Request[],
    subject: Pick<Asked, 'what' | 'zone'>,
  ): Promise<Message[]> {
    const asked = this.#asked(subject);
    const sent = new Map<number, { index: number; mac?: Uint8Array }>();
    for (const [index, request] of requests.entries()) {
      const id = freeId(sent);
      const { bytes, mac } = this.#encode({ ...request, id }, asked);
      sent.set(id, { index, mac });
      this.connection.send(bytes);
    }
    const answers: Message[] = [];
    while (sent.size > 0) {
      const bytes = await this.connection.next();
      const { id } = this.#read(() => decodeHeader(bytes), asked);
      const request = sent.get(id);
      if (!request) continue;
      sent.delete(id);
      answers[request.index] = this.#verified(bytes, request.mac, asked);
    }
    return answers;
  }

  /**
   * All records of a zone, in the order in which they come, the SOA first and last.
   * They count only when this resolves: before, nobody has vouched for all of them.
   *
   * @throws {@link ProviderError}, ConnectionError
   */
  async transfer(
    zone: Name,
    onRecord: (record: ResourceRecord) => void,
  ): Promise<void> {
    const asked = this.#asked({ what: 'transfer', zone });
    const id = freeId(new Map());
    const request = createMessage({
      id,
      questions: [{ name: zone, type: 'AXFR', class: 'IN' }],
    });
    const { bytes, mac } = this.#encode(request, asked);
    this.connection.send(bytes);
    const verifier =
      this.key && mac ? new TsigStreamVerifier(this.key, mac) : undefined;
    let startsOfAuthority = 0;
    while (startsOfAuthority < 2) {
      const answer = await this.connection.next();
      const message = this.#read(
        () =>
          verifier
            ? this.#judged(verifier.accept(answer, now()), asked)
            : verifyMessage(answer, { keys: [], now: now() }).message,
        asked,
      );
      if (message.id !== id) throw errorOfAnswer('it has another id', asked);
      if (message.rcode !== 'NOERROR') throw errorOfCode(message.rcode, asked);
      if (message.answers.length === 0) {
        throw errorOfAnswer('it ends before the zone does', asked);
      }
      for (const record of message.answers) {
        if (!hasData(record)) continue;
        const isStart = record.type === 'SOA' && namesEqual(record.name, zone);
        if (startsOfAuthority === 0 && !isStart) {
          throw errorOfAnswer('it does not begin with the SOA', asked);
        }
        if (startsOfAuthority === 2) {
          throw errorOfAnswer('it goes on after its end', asked);
        }
        if (isStart) startsOfAuthority += 1;
        onRecord(record);
      }
    }
    if (verifier && !verifier.isComplete) {
      throw errorOfAnswer('its end is not signed', asked);
    }
  }

  #asked(subject: Pick<Asked, 'what' | 'zone'>): Asked {
    return {
      ...subject,
      server: nameOf(this.connection.host),
      keyName: this.key?.name,
    };
  }

  #encode(
    message: Message,
    { zone }: Asked,
  ): { bytes: Uint8Array; mac?: Uint8Array } {
    try {
      const bytes = encodeMessage(message);
      const room = MAX_MESSAGE_LENGTH - (this.key ? tsigLength(this.key) : 0);
      if (bytes.length > room) {
        throw new DnsValueError(
          `The message takes ${bytes.length} octets, ${room} are free.`,
        );
      }
      return this.key
        ? signMessage(bytes, this.key, { now: now() })
        : { bytes };
    } catch (error) {
      if (!(error instanceof DnsValueError)) throw error;
      throw new ProviderError(
        'Rejected',
        `What is to be written to ${zone} fits into no message: ${error.message}`,
      );
    }
  }

  #verified(
    bytes: Uint8Array,
    requestMac: Uint8Array | undefined,
    asked: Asked,
  ): Message {
    const keys = this.key ? [this.key] : [];
    const options = { keys, now: now(), requestMac };
    const result = this.#read(() => verifyMessage(bytes, options), asked);
    return this.key ? this.#judged(result, asked) : result.message;
  }

  /** The message of an answer that is vouched for, or will be by a later one. */
  #judged(result: TsigResult, asked: Asked): Message {
    switch (result.status) {
      case 'valid':
        return result.message;
      case 'refused':
        throw errorOfSignature(result.error, asked);
      case 'unsigned':
        if (asked.what === 'transfer') return result.message;
        break;
      default:
    }
    // A server that does not know the key cannot sign that it refuses.
    const { rcode, tsig } = result.message;
    if (!tsig && rcode !== 'NOERROR') throw errorOfCode(rcode, asked);
    throw errorOfAnswer(
      result.status === 'invalid' ? result.reason : 'it is not signed',
      asked,
    );
  }

  #read<Result>(read: () => Result, asked: Asked): Result {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DnsFormatError)) throw error;
      throw errorOfAnswer(error.message, asked);
    }
  }
}

/** Seconds since 1970. */
function now(): number {
  return Date.now() / 1000;
}

function freeId(used: ReadonlyMap<number, unknown>): number {
  for (;;) {
    const id = randomInt(0x10000);
    if (!used.has(id)) return id;
  }
}
