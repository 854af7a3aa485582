import { readFileSync } from 'node:fs';
import { problemsOf } from './runVector';
import { isCompared, ProviderVector, readVectors } from './vector';

/** `npm run vectors -- FILE...`: 0 if all compared lines agree, 1 if not, 2 if misused. */
export async function main(files: readonly string[]): Promise<number> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  if (files.length === 0 || files.some(file => file.startsWith('-'))) {
    print('Usage: npm run vectors -- FILE...');
    return 2;
  }
  let failed = 0;
  for (const file of files) {
    let all: ProviderVector[];
    try {
      all = readVectors(readFileSync(file, 'utf8'));
    } catch (error) {
      const reason = error instanceof Error ? error.message : `${error}`;
      print(`${file} cannot be read as lines of JSON: ${reason}`);
      failed += 1;
      continue;
    }
    const compared = all.filter(isCompared);
    let passed = 0;
    for (const vector of compared) {
      const problems = await problemsOf(vector);
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
