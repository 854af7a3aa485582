#!/usr/bin/env node
/*
 * Plans of one zone of 100,000 records: in full, in full with pauses (the longest
 * stretch without one is what other plugins of the process feel), and again after 10
 * changed names.
 *
 *   node bench/plan.mjs [--records 100000] [--runs 7]
 *
 * CPU time of the thread, so that a busy machine does not count.
 */
import { parseArgs } from 'node:util';
import { bundled } from './bundled.mjs';
import { machine } from './machine.mjs';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '7' },
  },
});
const engine = bundled('packages/dns-engine/src/index.ts');
const count = Number(values.records);
const zone = 'openova.io';
const { options } = engine.parseOptions({
  mode: 'sync',
  policy: 'sync',
  sources: ['gateway-httproute'],
  domainFilter: [zone],
  registry: { type: 'txt', txtOwnerId: 'openova', txtPrefix: '_externaldns.' },
});

const names = Array.from(
  { length: count / 2 },
  (_, index) => `app-${index}.${zone}`,
);
const records = names.flatMap((dnsName, index) => recordsOf(dnsName, index));
const input = {
  zone,
  records,
  desired: [wanted(names)],
  claims: new Map(),
  semantics: engine.anyProvider(undefined),
  instances: options,
};

console.log(`${machine()}; ${records.length} records, half of them TXT\n`);
console.log('| | median | worst |\n|---|---|---|');
show(
  'full plan',
  times(() => engine.planZone(input)),
);
const stretches = [];
show(
  'full plan with pauses',
  times(() => stretches.push(longestStretch(engine.planZoneInSteps(input)))),
);
show('longest stretch without a pause', stretches);
const index = new engine.ZoneIndex(input);
let round = 0;
show(
  'plan again after 10 changed names',
  times(() => {
    for (let times = 0; times < 50; times += 1) changeTenNames();
  }).map(each => each / 50),
);

function changeTenNames() {
  round += 1;
  const some = names.slice(round * 10, round * 10 + 10);
  index.change(
    new Set(some.flatMap(name => [name, `_externaldns.a-${name}`])),
    some.flatMap(name => recordsOf(name, 7)),
    [wanted(some)],
  );
  const { plan } = index.replan(new Set(some));
  if (plan.verdicts.length < 10) throw new Error('names are missing');
}

function recordsOf(dnsName, index) {
  return [
    { zone, dnsName, recordType: 'A', targets: [`192.0.2.${index % 250}`] },
    {
      zone,
      dnsName: `_externaldns.a-${dnsName}`,
      recordType: 'TXT',
      targets: [
        `"heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/shop/${dnsName}"`,
      ],
    },
  ];
}

function wanted(some) {
  return {
    options: options[0],
    cluster: 'eu-central',
    verdicts: [],
    sources: [{ source: 'gateway-httproute', state: 'fresh' }],
    wishes: some.map(dnsName => {
      const origin = {
        cluster: 'eu-central',
        kind: 'HTTPRoute',
        namespace: 'shop',
        name: dnsName,
      };
      const index = Number(dnsName.slice(4, dnsName.indexOf('.')));
      return {
        endpoint: {
          dnsName,
          recordType: 'A',
          targets: [`192.0.2.${index % 250}`],
          labels: { resource: `httproute/shop/${dnsName}` },
        },
        origin,
        contributors: [origin],
      };
    }),
  };
}

function longestStretch(steps) {
  let longest = 0;
  for (;;) {
    const start = cpuMilliseconds();
    const { done } = steps.next();
    longest = Math.max(longest, cpuMilliseconds() - start);
    if (done) return longest;
  }
}

function cpuMilliseconds() {
  // Before Node 24 that of the process, in which compiler and sweeper count as well.
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

function times(run) {
  const found = [];
  for (let index = 0; index < Number(values.runs); index += 1) {
    const start = cpuMilliseconds();
    run();
    found.push(cpuMilliseconds() - start);
  }
  return found;
}

function show(what, milliseconds) {
  // The first run compiles.
  const warm = milliseconds.slice(1).sort((a, b) => a - b);
  const median = warm[Math.floor(warm.length / 2)];
  console.log(
    `| ${what} | ${median.toFixed(1)} ms | ${warm.at(-1).toFixed(1)} ms |`,
  );
}
