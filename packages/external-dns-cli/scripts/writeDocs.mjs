// Writes docs/flags.md from the table in src/flags. A test checks that it is current.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const path = relative => fileURLToPath(new URL(relative, import.meta.url));
const bundle = path('../.cache/flagsDocument.cjs');
buildSync({
  entryPoints: [path('../src/flags/flagsDocument.ts')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
  logLevel: 'error',
});
const { flagsDocument } = createRequire(import.meta.url)(bundle);
writeFileSync(path('../../../docs/flags.md'), flagsDocument());
