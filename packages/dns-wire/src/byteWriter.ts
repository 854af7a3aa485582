import { DnsValueError } from './errors';
import { formatLabel, Name, parseName } from './name';

/** A pointer has 14 bits. */
const MAX_POINTER_TARGET = 0x3fff;

/**
 * Writes a message. Names are compressed against the ones that stand before
 * them with the same case, so that reading gives back what was written.
 * @internal
 */
export class ByteWriter {
  private bytes = new Uint8Array(512);
  private length = 0;
  private readonly targets = new Map<Name, number>();
  private readonly targetOrder: Name[] = [];

  get offset(): number {
    return this.length;
  }

  uint8(value: number, what: string): void {
    const start = this.claim(1);
    this.bytes[start] = inRange(value, 0xff, what);
  }

  uint16(value: number, what: string): void {
    const checked = inRange(value, 0xffff, what);
    const start = this.claim(2);
    this.bytes[start] = checked >>> 8;
    this.bytes[start + 1] = checked;
  }

  uint32(value: number, what: string): void {
    const checked = inRange(value, 0xffff_ffff, what);
    this.uint16(checked >>> 16, what);
    this.uint16(checked & 0xffff, what);
  }

  uint48(value: number, what: string): void {
    const checked = inRange(value, 0xffff_ffff_ffff, what);
    this.uint16(Math.floor(checked / 0x1_0000_0000), what);
    this.uint32(checked % 0x1_0000_0000, what);
  }

  octets(octets: Uint8Array): void {
    const start = this.claim(octets.length);
    this.bytes.set(octets, start);
  }

  characterString(octets: Uint8Array, what: string): void {
    if (octets.length > 255) {
      throw new DnsValueError(
        `${what} has ${octets.length} octets, a character string holds 255.`,
      );
    }
    this.uint8(octets.length, what);
    this.octets(octets);
  }

  /** A name that may be compressed, and to which later ones may point. */
  compressedName(name: Name): void {
    const labels = parseName(name);
    const texts = labels.map(formatLabel);
    let suffix = texts.join('.');
    for (const [index, label] of labels.entries()) {
      const target = this.targets.get(suffix);
      if (target !== undefined) {
        this.uint16(0xc000 | target, 'A name pointer');
        return;
      }
      if (this.length <= MAX_POINTER_TARGET) {
        this.targets.set(suffix, this.length);
        this.targetOrder.push(suffix);
      }
      this.characterString(label, 'A label');
      suffix = suffix.slice(texts[index].length + 1);
    }
    this.uint8(0, 'The root label');
  }

  /** A name in full, to which no later name points. */
  plainName(name: Name): void {
    for (const label of parseName(name)) {
      this.characterString(label, 'A label');
    }
    this.uint8(0, 'The root label');
  }

  /** Writes what is in `write`, preceded by its length in 16 bits. */
  lengthPrefixed(write: () => void, what: string): void {
    const start = this.claim(2);
    write();
    const length = inRange(this.length - start - 2, 0xffff, what);
    this.patchUint16(start, length);
  }

  patchUint16(offset: number, value: number): void {
    this.bytes[offset] = value >>> 8;
    this.bytes[offset + 1] = value;
  }

  /** Forgets everything from an offset on. */
  rollBack(offset: number): void {
    this.length = offset;
    let last = this.targetOrder.at(-1);
    while (last !== undefined && (this.targets.get(last) ?? 0) >= offset) {
      this.targets.delete(last);
      this.targetOrder.pop();
      last = this.targetOrder.at(-1);
    }
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  /** Makes room; may replace `bytes`, so it comes before any use of it. */
  private claim(count: number): number {
    const start = this.length;
    const needed = start + count;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.length = needed;
    return start;
  }
}

function inRange(value: number, limit: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value > limit) {
    throw new DnsValueError(
      `${what} is ${value}, it must be a whole number from 0 to ${limit}.`,
    );
  }
  return value;
}
