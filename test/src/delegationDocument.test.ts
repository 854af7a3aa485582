import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { delegationFindings } from '@openova/dns-engine';

/** A line of a table without the padding of the formatter. */
const bare = (line: string) => line.replace(/\s+/g, ' ').trim();

describe('docs/delegation.md', () => {
  it('has the findings as the engine tells them', () => {
    const page = readFileSync(
      resolve(__dirname, '../../docs/delegation.md'),
      'utf8',
    );
    const told = page.split('\n').filter(line => /^\| `[A-Z_]+`/.test(line));
    const rows = Object.entries(delegationFindings)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([id, { severity, sentence, fix }]) =>
          `| \`${id}\` | ${severity} | ${sentence} | ${fix} |`,
      );
    expect(told.map(bare)).toEqual(rows.map(bare));
  });
});
