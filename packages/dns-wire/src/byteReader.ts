import { DnsFormatError } from './errors';
import { formatLabel, MAX_NAME_LENGTH, Name } from './name';

/** No name needs more pointers than it may have labels. */
const MAX_POINTERS = 127;

interface NamePiece {
  text: Name;
  /** Octets of the whole name without compression. */
  length: number;
  /** Where what follows the name starts. */
  end: number;
}

/**
 * Reads a message from the front, never beyond its end or the limit in force.
 * @internal
 */
export class ByteReader {
  offset = 0;
  private readonly view: DataView;
  private limit: number;
  private readonly names = new Map<number, NamePiece>();

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.limit = bytes.length;
  }

  /** Octets left before the limit. */
  get remaining(): number {
    return this.limit - this.offset;
  }

  uint8(): number {
    return this.view.getUint8(this.advance(1, 'an octet'));
  }

  uint16(): number {
    return this.view.getUint16(this.advance(2, 'a 16-bit number'));
  }

  uint32(): number {
    return this.view.getUint32(this.advance(4, 'a 32-bit number'));
  }

  uint48(): number {
    const high = this.uint16();
    return high * 0x1_0000_0000 + this.uint32();
  }

  /** A copy, so that what was read does not keep the packet alive. */
  take(length: number): Uint8Array {
    const start = this.advance(length, `${length} octets`);
    return this.bytes.slice(start, start + length);
  }

  rest(): Uint8Array {
    return this.take(this.remaining);
  }

  characterString(): Uint8Array {
    return this.take(this.uint8());
  }

  /**
   * Runs a reader over exactly `length` octets; reading less or more of them
   * is a format error. Names may still point before them.
   */
  within<T>(length: number, read: () => T): T {
    const outer = this.limit;
    const end = this.offset + length;
    if (end > outer) {
      throw new DnsFormatError(
        `Data of ${length} octets was announced, ${this.remaining} are left`,
        this.offset,
      );
    }
    this.limit = end;
    const value = read();
    if (this.offset !== end) {
      throw new DnsFormatError(
        `${end - this.offset} octets are left over in the record data`,
        this.offset,
      );
    }
    this.limit = outer;
    return value;
  }

  /**
   * A name, compressed or not. Every pointer must lead before the place where
   * the piece that held it began, so that no chain can come back to itself.
   */
  name(): Name {
    const piece = this.nameAt(this.offset, this.limit, 0);
    this.offset = piece.end;
    return piece.text;
  }

  /**
   * The name that starts here. What pointers lead to is read once: a packet of
   * pointers to one long name must not cost more than its size.
   */
  private nameAt(start: number, limit: number, pointers: number): NamePiece {
    const known = this.names.get(start);
    if (known) {
      return known;
    }
    const labels: string[] = [];
    let length = 1;
    let position = start;
    for (;;) {
      if (position >= limit) {
        throw new DnsFormatError('A name runs beyond its end', position);
      }
      const octet = this.bytes[position];
      if (octet >= 0xc0) {
        if (position + 2 > limit) {
          throw new DnsFormatError('A name pointer is cut off', position);
        }
        const target = this.view.getUint16(position) - 0xc000;
        if (target >= start || pointers >= MAX_POINTERS) {
          throw new DnsFormatError(
            'A name pointer does not lead to an earlier name',
            position,
          );
        }
        const tail = this.nameAt(target, this.bytes.length, pointers + 1);
        if (tail.text !== '') {
          labels.push(tail.text);
        }
        length += tail.length - 1;
        position += 2;
        break;
      }
      if (octet >= 0x40) {
        throw new DnsFormatError('A label has a reserved type', position);
      }
      position += 1;
      if (octet === 0) {
        break;
      }
      length += octet + 1;
      if (position + octet > limit) {
        throw new DnsFormatError('A label runs beyond its end', position);
      }
      if (length > MAX_NAME_LENGTH) {
        break;
      }
      labels.push(formatLabel(this.bytes.subarray(position, position + octet)));
      position += octet;
    }
    if (length > MAX_NAME_LENGTH) {
      throw new DnsFormatError('A name takes more than 255 octets', start);
    }
    const piece = { text: labels.join('.'), length, end: position };
    this.names.set(start, piece);
    return piece;
  }

  private advance(length: number, what: string): number {
    const start = this.offset;
    if (start + length > this.limit) {
      throw new DnsFormatError(
        `${what} was expected, ${this.limit - start} octets are left`,
        start,
      );
    }
    this.offset = start + length;
    return start;
  }
}
