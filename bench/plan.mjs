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
const claims = new Map(
  engine
    .planZone(input)
    .claims.map(claim => [engine.nameKey(claim.dnsName), claim]),
);
const kept = finish(engine.KeptPlan.inSteps({ ...input, claims }));
let desired = input.desired;
let round = 0;
// The first change makes the index.
changeTenNames();
show(
  'plan again after 10 changed names',
  times(() => {
    for (let times = 0; times < 50; times += 1) changeTenNames();
  }).map(each => each / 50),
);

function changeTenNames() {
  round += 1;
  const some = names.slice(round * 10, round * 10 + 10);
  const wishes = [...desired[0].wishes];
  wishes.splice(round * 10, 10, ...wanted(some, 7).wishes);
  desired = [{ ...desired[0], wishes }];
  const isUpdated = finish(
    kept.update({
      ...input,
      desired,
      claims,
      names: new Set(some.flatMap(name => [name, `_externaldns.a-${name}`])),
      records: some.flatMap(name => recordsOf(name, 8)),
    }),
  );
  if (!isUpdated) throw new Error('it was left to a full plan');
}

function finish(steps) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
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

function wanted(some, address) {
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
      const last = address ?? index % 250;
      return {
        endpoint: {
          dnsName,
          recordType: 'A',
          targets: [`192.0.2.${last}`],
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
