#!/usr/bin/env node
/*
 * How often a DNS service is called by a sync: the backend's own loop, the real
 * provider modules, and our strict fakes of the services. A call is a request for
 * which the account was asked for its turn, so every one that is sent.
 *
 *   node bench/calls.mjs [--large] [SERVICE...]
 *
 * Zones of 1,000 records (500 addresses and their ownership TXT), ten zones of 200,
 * and with --large one of 50,000. Ends with 1 where a promise is broken.
 */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const path = relative => fileURLToPath(new URL(relative, import.meta.url));
const require = createRequire(path('../test/package.json'));

const { values, positionals } = parseArgs({
  options: { large: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const folder = path('../test/src/providerCalls/__testUtils__');
const bundle = path('../node_modules/.cache/providerCalls.cjs');
mkdirSync(path('../node_modules/.cache'), { recursive: true });
await require('esbuild').build({
  stdin: {
    contents: `export * from './callsOf'; export * from './services';`,
    resolveDir: folder,
  },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
  logLevel: 'error',
  plugins: [
    {
      name: 'only what is ours',
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path: name }) =>
          name.startsWith('@openova/')
            ? undefined
            : { path: name, external: true },
        );
      },
    },
  ],
});
const { callsInOneZone, callsInTenZones, services } = require(bundle);

/** Reads + writes of ExternalDNS v0.22.0, measured with the same worlds. */
const rival = {
  cloudflare: {
    1000: { nothing: '13+0', 'one name': '26+1', 'half of 1,000': '26+8' },
    ten: '64+1',
  },
  route53: {
    1000: { nothing: '6+0', 'one name': '7+1', 'half of 1,000': '7+3' },
    ten: '13+1',
  },
};

const columns = [
  'first read',
  'nothing',
  'one name',
  'half of 1,000',
  '1,000 new',
];
const titles = [
  'service',
  'records',
  'a new writer reads',
  'nothing changed',
  'one name, new value',
  '499 names, new value',
  '500 new names (1,000 records)',
];

const told = ({ reads, writes }) => `${reads}+${writes}`;
const row = cells => console.log(`| ${cells.join(' | ')} |`);
const broken = [];

function check(service, records, measured) {
  const { nothing, 'one name': one } = measured;
  if (nothing.reads + nothing.writes > 0) {
    broken.push(
      `${service}, ${records} records: called though nothing changed`,
    );
  }
  if (one.reads > 2 || one.writes > 1) {
    broken.push(`${service}, ${records} records: ${told(one)} for one name`);
  }
  for (const name of ['half of 1,000', '1,000 new']) {
    const { writes, operations, batch } = measured[name];
    const most = Math.ceil(operations / batch) + 2;
    if (batch > 1 && writes > most) {
      broken.push(
        `${service}, ${records} records: ${writes} writes for ${operations} operations, ${most} were promised`,
      );
    }
  }
}

const chosen = positionals.length > 0 ? positionals : Object.keys(services);
row(titles);
row(titles.map(() => '---'));
for (const service of chosen) {
  for (const records of values.large ? [1000, 50_000] : [1000]) {
    const measured = await callsInOneZone(service, records);
    row([
      service,
      records.toLocaleString('en'),
      ...columns.map(name => told(measured[name])),
    ]);
    check(service, records, measured);
    const other = rival[service]?.[records];
    if (other) {
      row([
        'ExternalDNS',
        records.toLocaleString('en'),
        ...columns.map(name => other[name] ?? ''),
      ]);
    }
  }
}
console.log('');
row(['service', 'ten zones of 200 records, one change', 'ExternalDNS']);
row(['---', '---', '---']);
for (const service of chosen) {
  const measured = await callsInTenZones(service);
  row([service, told(measured), rival[service]?.ten ?? '']);
  if (measured.reads > 2 || measured.writes > 1) {
    broken.push(`${service}, ten zones: ${told(measured)} for one change`);
  }
}
for (const sentence of broken) console.log(`\nBroken: ${sentence}`);
process.exit(broken.length > 0 ? 1 : 0);
