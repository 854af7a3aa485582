/*
 * Finds the parts of one world in a line of JSON while its bytes come in, so that
 * memory is bounded by what is kept of them: `clusters.<name>[]` and `records[]` are
 * handed over element by element, everything else value by value. JSON.parse reads
 * each part and finds what is wrong inside of it; only the commas, colons and
 * brackets around the parts are checked here.
 *
 * Shaped by speed, as it runs over 180 MB for 100,000 routes. Where a list is read, the
 * end of an element is guessed: a place where something that begins as the list's
 * first element does (`},{"apiVersion"`) follows a comma. JSON.parse of what lies
 * before it tells whether that was right: from the start of an element on, only whole
 * elements are valid. Where there is no such place, or the guess was wrong, the bytes
 * are looked at one by one: one loop, numbers instead of texts, no call for each byte.
 */

/** What the parts of a world are handed to. @internal */
export interface WorldParts {
  /** A key of the world with its value, or of `clusters` where that is no list. */
  value(key: string, value: unknown): void;
  /** `clusters` is an object of lists; its parts follow. */
  startClusters(): void;
  /** A cluster whose objects follow. */
  startCluster(name: string): void;
  clusterValue(name: string, value: unknown): void;
  objects(objects: readonly unknown[]): void;
  startRecords(): void;
  records(records: readonly unknown[]): void;
}

/** The line is not JSON, or no world at all. @internal */
export class BrokenLine extends Error {
  constructor(message = 'The line is not valid JSON.') {
    super(message);
    this.name = 'BrokenLine';
  }
}

const quote = 34;
const comma = 44;
const colon = 58;
const openList = 91;
const backslash = 92;
const closeList = 93;
const openObject = 123;
const closeObject = 125;

/** A container whose parts are handed over, from the outermost to the innermost. */
interface Container {
  holds: 'world' | 'clusters' | 'objects' | 'records';
  isList: boolean;
  /** Key of the member that is being read; undefined before its colon. */
  key: string | undefined;
  /** Whether the value of the member was a container of ours. */
  wasEntered: boolean;
  /** Parts so far, to tell an empty container from a comma too many. */
  count: number;
  /** What lies between two elements of a list, as far as it can be guessed. */
  borders: readonly Buffer[];
}

/** Wrong guesses after which a list is not guessed at any more. */
const mostWrongGuesses = 16;
/** Longer elements than this are not guessed at: each guess parses them anew. */
const longestGuess = 1 << 20;

/** @internal */
export class WorldScanner {
  private readonly containers: Container[] = [];
  private depth = 0;
  private isInText = false;
  private isEscaped = false;
  /** Bytes of the part that is being read, from chunks before this one. */
  private carried: Buffer[] = [];
  /** Bytes behind an element whose end was guessed: nobody has looked at them yet. */
  private unread: Buffer | undefined;
  private wrongGuesses = 0;
  private isDone = false;

  constructor(private readonly parts: WorldParts) {}

  /** Bytes of the line, in order. The buffer may be used again afterwards. */
  add(bytes: Buffer): void {
    if (this.takeByGuess(bytes)) return;
    const { unread } = this;
    this.unread = undefined;
    this.read(unread ? Buffer.concat([unread, bytes]) : bytes);
  }

  /** Whether the bytes could be cut into elements without looking at each of them. */
  private takeByGuess(bytes: Buffer): boolean {
    const container = this.containers.at(-1);
    if (!container || container.borders.length === 0) return false;
    if (this.wrongGuesses >= mostWrongGuesses) return false;
    const end = endOfElement(bytes, container.borders);
    if (end < 0) return false;
    const before = this.unread ? [this.unread] : this.carried;
    const length = before.reduce((sum, each) => sum + each.length, end);
    if (length > longestGuess) return false;
    const elements = listOf([...before, bytes.subarray(0, end)], length);
    if (!elements) {
      this.wrongGuesses += 1;
      return false;
    }
    container.count += elements.length;
    this.giveElements(container, elements);
    this.depth = this.containers.length;
    this.isInText = false;
    this.isEscaped = false;
    this.carried = [];
    this.unread = Buffer.from(bytes.subarray(bytes.indexOf(comma, end) + 1));
    return true;
  }

  private read(bytes: Buffer): void {
    const { length } = bytes;
    let at = 0;
    let mark = 0;
    let lastComma = -1;
    while (at < length) {
      if (this.isInText) {
        at = this.endOfText(bytes, at);
        continue;
      }
      const byte = bytes[at];
      // The depth of the parts of the innermost container is the number of containers.
      const isOutside = this.depth === this.containers.length;
      switch (byte) {
        case quote:
          this.isInText = true;
          break;
        case openObject:
        case openList:
          if (isOutside && this.enters(byte, bytes, mark, at)) {
            mark = at + 1;
            lastComma = -1;
          }
          this.depth += 1;
          break;
        case closeObject:
        case closeList:
          if (isOutside) {
            this.leave(byte, bytes, mark, at);
            mark = at + 1;
            lastComma = -1;
          }
          this.depth -= 1;
          break;
        case comma:
          if (!isOutside) break;
          if (this.containers.at(-1)?.isList) lastComma = at;
          else {
            this.endMember(bytes, mark, at);
            mark = at + 1;
          }
          break;
        case colon:
          if (isOutside) mark = this.startValue(bytes, mark, at);
          break;
        default:
      }
      at += 1;
    }
    if (lastComma >= 0) {
      this.handOver(bytes, mark, lastComma);
      mark = lastComma + 1;
    }
    if (mark < length) this.carried.push(Buffer.from(bytes.subarray(mark)));
  }

  /** The line is over. */
  end(): void {
    const { unread } = this;
    this.unread = undefined;
    if (unread) this.read(unread);
    const rest = Buffer.concat(this.carried).toString('utf8');
    if (!this.isDone || rest.trim() !== '') throw new BrokenLine();
  }

  private endOfText(bytes: Buffer, from: number): number {
    let at = from;
    if (this.isEscaped) {
      this.isEscaped = false;
      at += 1;
    }
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === quote) {
        this.isInText = false;
        return at + 1;
      }
      if (byte === backslash) {
        at += 1;
        if (at === bytes.length) this.isEscaped = true;
      }
    }
    return bytes.length;
  }

  /** Whether what opens here is handed over in parts. */
  private enters(
    byte: number,
    bytes: Buffer,
    mark: number,
    at: number,
  ): boolean {
    const container = this.containers.at(-1);
    const holds = this.containerFor(container, byte);
    if (!holds) {
      if (!container) throw new BrokenLine('A world must be one JSON object.');
      return false;
    }
    if (this.take(bytes, mark, at).trim() !== '') throw new BrokenLine();
    if (container) {
      container.wasEntered = true;
      if (holds === 'clusters') this.parts.startClusters();
      else if (holds === 'records') this.parts.startRecords();
      else this.parts.startCluster(container.key ?? '');
    }
    this.containers.push({
      holds,
      isList: byte === openList,
      key: undefined,
      wasEntered: false,
      count: 0,
      borders: [],
    });
    this.wrongGuesses = 0;
    return true;
  }

  private containerFor(
    container: Container | undefined,
    byte: number,
  ): Container['holds'] | undefined {
    if (!container) {
      return byte === openObject && !this.isDone ? 'world' : undefined;
    }
    if (container.isList || container.key === undefined) return undefined;
    if (container.holds === 'clusters') {
      return byte === openList ? 'objects' : undefined;
    }
    if (container.key === 'clusters' && byte === openObject) return 'clusters';
    return container.key === 'records' && byte === openList
      ? 'records'
      : undefined;
  }

  private leave(byte: number, bytes: Buffer, mark: number, at: number): void {
    const container = this.containers.at(-1);
    if (!container || container.isList !== (byte === closeList)) {
      throw new BrokenLine();
    }
    if (container.isList) this.handOver(bytes, mark, at, true);
    else if (container.count > 0 || container.key !== undefined) {
      this.endMember(bytes, mark, at);
    } else if (this.take(bytes, mark, at).trim() !== '') throw new BrokenLine();
    this.containers.pop();
    if (this.containers.length === 0) this.isDone = true;
  }

  private startValue(bytes: Buffer, mark: number, at: number): number {
    const container = this.containers.at(-1);
    // A colon inside of a list, or a second one, is found by JSON.parse.
    if (!container || container.isList || container.key !== undefined) {
      return mark;
    }
    const key: unknown = parsed(this.take(bytes, mark, at));
    if (typeof key !== 'string') throw new BrokenLine();
    container.key = key;
    return at + 1;
  }

  private endMember(bytes: Buffer, mark: number, at: number): void {
    const container = this.containers.at(-1);
    const key = container?.key;
    if (!container || key === undefined) throw new BrokenLine();
    const text = this.take(bytes, mark, at);
    if (container.wasEntered) {
      if (text.trim() !== '') throw new BrokenLine();
    } else if (container.holds === 'clusters') {
      this.parts.clusterValue(key, parsed(text));
    } else {
      this.parts.value(key, parsed(text));
    }
    container.key = undefined;
    container.wasEntered = false;
    container.count += 1;
  }

  /** The elements of a list between two places; the last ones where it ends. */
  private handOver(bytes: Buffer, mark: number, at: number, isEnd = false) {
    const container = this.containers.at(-1);
    const text = this.take(bytes, mark, at);
    const elements = elementsOf(text);
    if (!container || !elements) throw new BrokenLine();
    if (elements.length === 0 && !(isEnd && container.count === 0)) {
      throw new BrokenLine();
    }
    if (container.count === 0) container.borders = bordersLike(text);
    container.count += elements.length;
    this.giveElements(container, elements);
  }

  private giveElements(
    container: Container,
    elements: readonly unknown[],
  ): void {
    if (container.holds === 'records') this.parts.records(elements);
    else this.parts.objects(elements);
  }

  private take(bytes: Buffer, from: number, to: number): string {
    if (this.carried.length === 0) return bytes.toString('utf8', from, to);
    const whole = Buffer.concat([...this.carried, bytes.subarray(from, to)]);
    this.carried = [];
    return whole.toString('utf8');
  }
}

/** Undefined where the text is no elements of a list with commas between them. */
function elementsOf(text: string): readonly unknown[] | undefined {
  return listIn(`[${text}]`);
}

/** As `elementsOf`, of bytes: their brackets are put around them before they are text. */
function listOf(
  parts: readonly Buffer[],
  length: number,
): readonly unknown[] | undefined {
  const text = Buffer.allocUnsafe(length + 2);
  text[0] = openList;
  let at = 1;
  for (const part of parts) {
    text.set(part, at);
    at += part.length;
  }
  text[at] = closeList;
  return listIn(text.toString('utf8'));
}

function listIn(text: string): readonly unknown[] | undefined {
  try {
    const elements: unknown = JSON.parse(text);
    return Array.isArray(elements) ? elements : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What would lie between two elements that begin as this text does, from the
 * closing brace on: with and without a blank behind the comma.
 */
function bordersLike(text: string): Buffer[] {
  const start = /^\s*(\{"[^"\\]{1,64}")/.exec(text)?.[1];
  if (start === undefined) return [];
  return [Buffer.from(`},${start}`), Buffer.from(`}, ${start}`)];
}

/** Behind the last element that ends in these bytes, so it seems; -1 if none does. */
function endOfElement(bytes: Buffer, borders: readonly Buffer[]): number {
  for (const border of borders) {
    const at = bytes.lastIndexOf(border);
    if (at >= 0) return at + 1;
  }
  return -1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BrokenLine();
  }
}
