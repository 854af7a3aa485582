import { DnsValueError } from './errors';

const PREFIX_LENGTH = 2;
const MAX_MESSAGE_LENGTH = 0xffff;

/**
 * A message as it goes over TCP: its length in 16 bits, then itself
 * (RFC 1035 section 4.2.2), in one buffer so that it leaves in one segment.
 * @throws DnsValueError above 65,535 octets.
 * @public
 */
export function frameMessage(message: Uint8Array): Uint8Array {
  if (message.length > MAX_MESSAGE_LENGTH) {
    throw new DnsValueError(
      `The message takes ${message.length} octets, the limit over TCP is 65535.`,
    );
  }
  const framed = new Uint8Array(PREFIX_LENGTH + message.length);
  framed[0] = message.length >>> 8;
  framed[1] = message.length & 0xff;
  framed.set(message, PREFIX_LENGTH);
  return framed;
}

/**
 * Finds the messages in a TCP stream, however it was cut into chunks. Holds no
 * more than one message, and copies every octet once.
 * @public
 */
export class FrameSplitter {
  private readonly prefix = new Uint8Array(PREFIX_LENGTH);
  private prefixFilled = 0;
  private message: Uint8Array | undefined;
  private messageFilled = 0;

  /** Whether the stream stands inside of a message: its end would be a cut. */
  get isInsideMessage(): boolean {
    return this.prefixFilled > 0;
  }

  /** The messages that this chunk completes. They may be empty. */
  push(chunk: Uint8Array): Uint8Array[] {
    const messages: Uint8Array[] = [];
    let position = 0;
    while (position < chunk.length) {
      if (this.prefixFilled < PREFIX_LENGTH) {
        this.prefix[this.prefixFilled] = chunk[position];
        this.prefixFilled += 1;
        position += 1;
      }
      if (this.prefixFilled === PREFIX_LENGTH) {
        this.message ??= new Uint8Array(this.prefix[0] * 256 + this.prefix[1]);
        const missing = this.message.length - this.messageFilled;
        const piece = chunk.subarray(position, position + missing);
        this.message.set(piece, this.messageFilled);
        this.messageFilled += piece.length;
        position += piece.length;
        if (this.messageFilled === this.message.length) {
          messages.push(this.message);
          this.message = undefined;
          this.messageFilled = 0;
          this.prefixFilled = 0;
        }
      }
    }
    return messages;
  }
}
