// Takes remarks out of the API reports that name a file by where this checkout stands:
// they would be different on every machine.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.api.md'],
  { cwd: root, encoding: 'utf8' },
);
for (const report of reports.split('\n').filter(Boolean)) {
  const file = join(root, report);
  const text = readFileSync(file, 'utf8');
  const tidy = text
    .split('\n')
    .filter(line => !line.startsWith(`// ${root}/`))
    .join('\n');
  if (tidy !== text) writeFileSync(file, tidy);
}
