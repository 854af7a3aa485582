import { main } from '../main';

/** What a command printed, and its exit code. @internal */
export interface Run {
  code: number;
  output: string;
  warnings: string;
}

/** Runs the command line within the process, for tests. @internal */
export async function run(
  args: readonly string[],
  given: { stdin?: string; environment?: Record<string, string> } = {},
): Promise<Run> {
  let output = '';
  let warnings = '';
  const code = await main(args, {
    stdin: (async function* chunks() {
      if (given.stdin) yield Buffer.from(given.stdin);
    })(),
    stdinIsTerminal: given.stdin === undefined,
    write: text => {
      output += text;
    },
    warn: text => {
      warnings += text;
    },
    colours: false,
    environment: given.environment ?? {},
  });
  return { code, output, warnings };
}
