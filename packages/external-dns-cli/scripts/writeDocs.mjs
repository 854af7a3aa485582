// Writes the pages of docs/ that are made from tables. Tests check that they are current.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const path = relative => fileURLToPath(new URL(relative, import.meta.url));
const require = createRequire(import.meta.url);

function load(source, name) {
  const bundle = path(`../.cache/${name}.cjs`);
  buildSync({
    entryPoints: [path(source)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: bundle,
    logLevel: 'error',
  });
  return require(bundle)[name];
}

const pages = {
  'flags.md': load('../src/flags/flagsDocument.ts', 'flagsDocument'),
  'health.md': load(
    '../../dns-engine/src/health/document.ts',
    'healthDocument',
  ),
};
for (const [page, write] of Object.entries(pages)) {
  writeFileSync(path(`../../../docs/${page}`), write());
}
