import { once } from 'node:events';
import { replayWorld, WorldError } from '@openova/dns-engine';
import { linesOf } from './lines';
import { nodeTxtCipher } from './nodeTxtCipher';

/** As much of a writable stream as is needed to wait for it. @internal */
export type ReplayOutput = Pick<NodeJS.WritableStream, 'write' | 'once'> &
  NodeJS.EventEmitter;

/**
 * Answers every line of the input with one line. A line that is broken is answered
 * with an error, and so is one that the engine fails on; the exit code is 1 then.
 *
 * @internal
 */
export async function replay(
  input: AsyncIterable<Uint8Array | string>,
  output: ReplayOutput,
): Promise<number> {
  let number = 0;
  let exitCode = 0;
  let isClosed = false;
  // Whoever reads our answers may stop early, as `head` does.
  output.on('error', () => {
    isClosed = true;
  });
  for await (const line of linesOf(input)) {
    number += 1;
    if (isBlank(line)) continue;
    const { answer, failed } = answerTo(line, number);
    if (failed) exitCode = 1;
    if (isClosed) break;
    if (!output.write(`${JSON.stringify(answer)}\n`)) {
      await Promise.race([once(output, 'drain'), once(output, 'close')]).catch(
        () => undefined,
      );
    }
  }
  return exitCode;
}

function answerTo(
  line: Buffer,
  number: number,
): { answer: unknown; failed: boolean } {
  let world: unknown;
  try {
    world = JSON.parse(line.toString('utf8'));
  } catch {
    return failure(null, number, 'The line is not valid JSON.');
  }
  const id = idOf(world);
  try {
    return {
      answer: replayWorld(world, { cipher: nodeTxtCipher }),
      failed: false,
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return failure(
      id,
      number,
      error instanceof WorldError
        ? message
        : `The world could not be planned: ${message}.`,
    );
  }
}

function failure(id: string | null, line: number, error: string) {
  return { answer: { id, line, error }, failed: true };
}

function idOf(world: unknown): string | null {
  if (typeof world !== 'object' || world === null || !('id' in world)) {
    return null;
  }
  return typeof world.id === 'string' ? world.id : null;
}

function isBlank(line: Buffer): boolean {
  return line.every(byte => byte === 32 || byte === 13 || byte === 9);
}
