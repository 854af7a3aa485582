import { once } from 'node:events';
import { replayInPieces, WorldError, WorldReader } from '@openova/dns-engine';
import { partsOfLines } from './lines';
import { nodeTxtCipher } from './nodeTxtCipher';
import { semanticsOf } from './providers';
import { BrokenLine, WorldScanner } from './worldScanner';

/** As much of a writable stream as is needed to wait for it. @internal */
export type ReplayOutput = Pick<NodeJS.WritableStream, 'write' | 'once'> &
  NodeJS.EventEmitter;

/**
 * Answers every line of the input with one line. A line that is broken is answered
 * with an error, and so is one that the engine fails on; the exit code is 1 then.
 * A world is planned on when its line has ended, and no more of it is kept than
 * that takes.
 *
 * @internal
 */
export async function replay(
  input: AsyncIterable<Uint8Array | string>,
  output: ReplayOutput,
): Promise<number> {
  let exitCode = 0;
  let isClosed = false;
  // Whoever reads our answers may stop early, as `head` does.
  output.on('error', () => {
    isClosed = true;
  });
  const write = async (text: string) => {
    if (isClosed || output.write(text)) return;
    const waiting = new AbortController();
    const { signal } = waiting;
    await Promise.race([
      once(output, 'drain', { signal }),
      once(output, 'close', { signal }),
    ]).catch(() => undefined);
    // The other one would listen for ever.
    waiting.abort();
  };
  let line = new Line(1);
  for await (const part of partsOfLines(input)) {
    if (part.bytes) line.add(part.bytes);
    else {
      const answer = line.answer();
      if (line.failed) exitCode = 1;
      line = new Line(line.number + 1);
      for (const piece of answer) await write(piece);
    }
    if (isClosed) break;
  }
  return exitCode;
}

/** One line of the input while it is read. */
class Line {
  failed = false;
  private isBlank = true;
  private broken: BrokenLine | undefined;
  private readonly reader = new WorldReader();
  private readonly scanner = new WorldScanner(this.reader);

  constructor(readonly number: number) {}

  add(bytes: Buffer): void {
    if (this.isBlank && bytes.every(isBlank)) return;
    this.isBlank = false;
    this.scan(() => this.scanner.add(bytes));
  }

  /** The answer with its line end, in pieces; none where the line was blank. */
  answer(): Iterable<string> {
    if (this.isBlank) return [];
    this.scan(() => this.scanner.end());
    if (this.broken) return this.failure(null, this.broken.message);
    try {
      return withLineEnd(
        replayInPieces(this.reader, { cipher: nodeTxtCipher, semanticsOf }),
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return this.failure(
        this.reader.id ?? null,
        error instanceof WorldError
          ? message
          : `The world could not be planned: ${message}.`,
      );
    }
  }

  private scan(run: () => void): void {
    if (this.broken) return;
    try {
      run();
    } catch (error) {
      if (!(error instanceof BrokenLine)) throw error;
      this.broken = error;
    }
  }

  private failure(id: string | null, error: string): string[] {
    this.failed = true;
    return [`${JSON.stringify({ id, line: this.number, error })}\n`];
  }
}

function* withLineEnd(pieces: Iterable<string>): Generator<string> {
  yield* pieces;
  yield '\n';
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 13 || byte === 9;
}
