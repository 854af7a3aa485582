import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(
  join(root, 'packages/external-dns-cli/package.json'),
);

/** The exports of a TypeScript source file of this repository. */
export function bundled(file) {
  const folder = mkdtempSync(join(tmpdir(), 'external-dns-bundle-'));
  const outfile = join(folder, 'bundle.cjs');
  try {
    require('esbuild').buildSync({
      entryPoints: [join(root, file)],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile,
      logLevel: 'error',
    });
    return require(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
