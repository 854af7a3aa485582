import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { problemsOf } from './runVector';
import { isCompared, ProviderVector, readVectors } from './vector';

const usage = `Usage: npm run vectors -- [--server URL] FILE...
  Runs each line that ExternalDNS gets to its end: one sync through the real module.
  --server URL  against the server there, not a fake of ours (see services/remote.ts)`;

/** `npm run vectors -- FILE...`: 0 if all compared lines agree, 1 if not, 2 if misused. */
export async function main(
  words: readonly string[],
  print = (line: string): void => {
    process.stdout.write(`${line}\n`);
  },
): Promise<number> {
  const options = read(words);
  if (!options || options.files.length === 0) {
    print(usage);
    return 2;
  }
  let failed = 0;
  for (const file of options.files) {
    let all: ProviderVector[];
    try {
      // npm runs it at the root, wherever it was called.
      const start = process.env.INIT_CWD ?? process.cwd();
      all = readVectors(readFileSync(resolve(start, file), 'utf8'));
    } catch (error) {
      const reason = error instanceof Error ? error.message : `${error}`;
      print(`${file} cannot be read as lines of JSON: ${reason}`);
      failed += 1;
      continue;
    }
    const compared = all.filter(isCompared);
    let passed = 0;
    for (const vector of compared) {
      const problems = await problemsOf(vector, options.server);
      if (problems.length === 0) passed += 1;
      else {
        failed += 1;
        print(
          [vector.world.id, ...problems.map(each => `  ${each}`)].join('\n'),
        );
      }
    }
    const skipped = all.length - compared.length;
    print(
      `${file}: ${passed} of ${compared.length} (${skipped} deviations not compared)`,
    );
  }
  return failed === 0 ? 0 : 1;
}

function read(
  words: readonly string[],
): { files: string[]; server?: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { server: { type: 'string' } },
      allowPositionals: true,
    });
    return { files: positionals, server: values.server };
  } catch {
    return undefined;
  }
}
