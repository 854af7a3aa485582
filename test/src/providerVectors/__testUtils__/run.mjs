// `npm run vectors -- FILE...`: bundles what is ours, and runs it. Plain JavaScript,
// because it runs before anything is compiled.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = relative => fileURLToPath(new URL(relative, import.meta.url));
const bundle = path('../../../node_modules/.cache/providerVectors.cjs');
mkdirSync(path('../../../node_modules/.cache'), { recursive: true });
await build({
  entryPoints: [path('main.ts')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
  logLevel: 'error',
  plugins: [
    {
      name: 'only what is ours',
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
          kind === 'entry-point' || name.startsWith('@openova/')
            ? undefined
            : { path: name, external: true },
        );
      },
    },
  ],
});
const { main } = createRequire(import.meta.url)(bundle);
process.exitCode = await main(process.argv.slice(2));
