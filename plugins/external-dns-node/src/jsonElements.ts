/*
 * A large zone in one JSON answer: parsed as a whole, it would be in memory as text and
 * as objects at the same time. Here its elements are found in the bytes as they come
 * and parsed one by one. Brackets and quotes are ASCII, and no byte of a longer
 * character of UTF-8 is, so bytes are all that has to be looked at.
 */

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/**
 * The objects of a list, one by one, while the text still comes.
 *
 * @param chunks - UTF-8, cut anywhere.
 * @param member - Of which the value is the list, in an object; left out: the text is
 * the list itself.
 * @throws SyntaxError where the text is none of this, or ends too early; what was
 * given before does not count then.
 * @public
 */
export async function* jsonElements(
  chunks: AsyncIterable<Uint8Array>,
  member?: string,
): AsyncGenerator<unknown> {
  const scanner = new ElementScanner(member);
  for await (const chunk of chunks) yield* scanner.push(chunk);
  scanner.end();
}

class ElementScanner {
  /** Brackets that are open. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Of the element, or of the last string beside elements: earlier chunks. */
  #pieces: Uint8Array[] = [];
  /** Where it starts in this chunk; undefined: there is none. */
  #start: number | undefined;
  #inElement = false;
  #inList = false;
  #hadList = false;
  #lastString = '';
  readonly #listDepth: number;

  constructor(private readonly member: string | undefined) {
    this.#listDepth = member === undefined ? 1 : 2;
  }

  *push(chunk: Uint8Array): Generator<unknown> {
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        else if (byte === quote) {
          this.#inString = false;
          if (!this.#inElement) {
            this.#lastString = String(parsed(this.#take(chunk, index + 1)));
          }
        }
      } else if (byte === quote) {
        this.#inString = true;
        if (!this.#inElement) this.#start = index;
      } else if (byte === openBrace || byte === openBracket) {
        this.#open(byte, index);
      } else if (byte === closeBrace || byte === closeBracket) {
        this.#depth -= 1;
        if (this.#inElement && this.#depth === this.#listDepth) {
          this.#inElement = false;
          yield parsed(this.#take(chunk, index + 1));
        } else if (this.#depth < this.#listDepth) {
          this.#inList = false;
        }
      } else if (this.#isStray(byte)) {
        throw new SyntaxError('The list holds something that is no object');
      }
    }
    if (this.#start !== undefined) {
      this.#pieces.push(chunk.subarray(this.#start));
      this.#start = 0;
    }
  }

  end(): void {
    if (this.#depth === 0 && this.#hadList && !this.#inString) return;
    throw new SyntaxError(
      this.#hadList ? 'The text ends too early' : 'There is no such list',
    );
  }

  #open(byte: number, index: number): void {
    const isRoot = this.#depth === 0;
    if (isRoot && this.#hadList) throw new SyntaxError('Text after the end');
    this.#depth += 1;
    if (this.#inElement) return;
    if (this.#inList) {
      if (byte !== openBrace) {
        throw new SyntaxError('The list holds something that is no object');
      }
      this.#inElement = true;
      this.#start = index;
      return;
    }
    const isNamed =
      this.member === undefined || this.#lastString === this.member;
    if (byte === openBracket && this.#depth === this.#listDepth && isNamed) {
      this.#inList = true;
      this.#hadList = true;
    }
  }

  /** Between elements there are commas and white space; around the list, anything in an object. */
  #isStray(byte: number): boolean {
    if (this.#inElement || byte <= 0x20 || byte === 0x2c) return false;
    return this.#inList || this.#depth === 0;
  }

  #take(chunk: Uint8Array, end: number): Uint8Array {
    const last = chunk.subarray(this.#start ?? 0, end);
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#start = undefined;
    return pieces.length === 0 ? last : Buffer.concat([...pieces, last]);
  }
}

function parsed(bytes: Uint8Array): unknown {
  return JSON.parse(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'),
  );
}
