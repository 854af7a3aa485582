#!/usr/bin/env node
/*
 * Heap for reflected routes in the backend's own store, trimmed as the reflector
 * trims them.
 *
 *   node --expose-gc bench/heap.mjs [--routes 200000]
 */
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';
import { machine } from './machine.mjs';
import { configOf, objectsOf } from './world.mjs';

const { values } = parseArgs({
  options: { routes: { type: 'string', default: '200000' } },
});
if (!globalThis.gc)
  throw new Error('run it as: node --expose-gc bench/heap.mjs');
const engine = bundled('packages/dns-engine/src/index.ts');
const { KeptObjects } = bundled(
  'plugins/external-dns-backend/src/clusters/keptObjects.ts',
);
const { keepForAll } = bundled(
  'plugins/external-dns-backend/src/clusters/keepForAll.ts',
);
const { kindsNeeded } = bundled(
  'plugins/external-dns-backend/src/collect/needs.ts',
);
const routes = Number(values.routes);
const { options } = engine.parseOptions(configOf('own'));
const need = kindsNeeded(options).find(each => each.kind.kind === 'HTTPRoute');

const before = heap();
const kept = new KeptObjects();
const keep = keepForAll(need.uses, need.finish);
for (const object of objectsOf({ routes, differences: 0, seed: 1 })) {
  // As they come from the wire: parsed, so that nothing of the generator is shared.
  if (object.kind === 'HTTPRoute')
    kept.put(keep(JSON.parse(JSON.stringify(object))));
}
for (const _ of kept.list()) break;
const bytes = heap() - before;
console.log(`${machine()}\n`);
console.log('| routes | heap | for each |\n|---|---|---|');
console.log(
  `| ${kept.size} | ${(bytes / 1e6).toFixed(0)} MB | ${(
    bytes /
    kept.size /
    1000
  ).toFixed(2)} KB |`,
);

function heap() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
