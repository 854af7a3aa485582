/**
 * Where a command reads and writes. Results go to `write`, all else to `warn`.
 *
 * @internal
 */
export interface Terminal {
  stdin: AsyncIterable<Uint8Array | string>;
  /** Nobody pipes anything in. */
  stdinIsTerminal: boolean;
  write(text: string): void;
  warn(text: string): void;
  colours: boolean;
  environment: Readonly<Record<string, string | undefined>>;
}

/** What the caller did wrong, in one sentence; the exit code is 1. @internal */
export class UsageError extends Error {}

/** @internal */
export function processTerminal(): Terminal {
  return {
    // Made when they are asked for: `replay` reads without them.
    get stdin() {
      return process.stdin;
    },
    get stdinIsTerminal() {
      return process.stdin.isTTY === true;
    },
    write: text => void process.stdout.write(text),
    warn: text => void process.stderr.write(text),
    colours: process.stdout.isTTY === true && !process.env.NO_COLOR,
    environment: process.env,
  };
}

/** All of stdin as text. @internal */
export async function readStdin(terminal: Terminal): Promise<string> {
  if (terminal.stdinIsTerminal) {
    throw new UsageError(
      'nothing is piped into standard input: name a file, or pipe one in.',
    );
  }
  const chunks: Buffer[] = [];
  for await (const chunk of terminal.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
