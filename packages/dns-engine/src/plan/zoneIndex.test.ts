import * as fc from 'fast-check';
import { Wish } from '../endpoint';
import { normaliseName } from '../name';
import { parseOptions } from '../options/parseOptions';
import { RecordSet } from '../recordSet';
import { anyProvider } from './anyProvider';
import { InstanceWishes, planZone, PlanZoneInput } from './planZone';
import { finish } from './steps';
import { ZoneIndex } from './zoneIndex';

const zone = 'openova.io';
const {
  options: [options],
} = parseOptions({
  policy: 'sync',
  mode: 'sync',
  sources: ['crd'],
  registry: {
    type: 'txt',
    txtOwnerId: 'me',
    txtPrefix: '_x.',
    txtWildcardReplacement: 'any',
    txtNewFormatOnly: false,
  },
});

const hosts = ['web', 'a-web', 'a-a-web', '*', 'any', 'below.web', 'other'];
const name = fc.constantFrom(...hosts.map(host => `${host}.${zone}`), zone);
const type = fc.constantFrom('A', 'AAAA', 'CNAME');
const address = (recordType: string, last: number) =>
  ({ A: `192.0.2.${last}`, AAAA: `2001:db8::${last}` }[recordType] ??
  `lb${last}.example.org`);

const record = fc
  .tuple(
    name,
    type,
    fc.integer({ min: 1, max: 2 }),
    fc.constantFrom('', '_x.', '_x.a-', '_x.aaaa-', '_x.cname-', '_y.a-'),
    fc.constantFrom('me', 'other'),
  )
  .map(
    ([dnsName, recordType, last, prefix, owner]): RecordSet =>
      prefix === ''
        ? { zone, dnsName, recordType, targets: [address(recordType, last)] }
        : {
            zone,
            dnsName: prefix + dnsName,
            recordType: 'TXT',
            targets: [
              `"heritage=external-dns,external-dns/owner=${owner},external-dns/resource=crd/shop/one"`,
            ],
          },
  );
const wish = fc
  .tuple(name, type, fc.integer({ min: 1, max: 2 }))
  .map(([dnsName, recordType, last]): Wish => {
    const origin = {
      cluster: 'eu',
      kind: 'DNSEndpoint',
      namespace: 'shop',
      name: 'one',
    };
    return {
      endpoint: {
        dnsName,
        recordType,
        targets: [address(recordType, last)],
        labels: { resource: 'crd/shop/one' },
      },
      origin,
      contributors: [origin],
    };
  });
const standing = fc.uniqueArray(record, {
  maxLength: 12,
  selector: each => `${each.dnsName} ${each.recordType}`,
});
const wanted = fc.array(wish, { maxLength: 6 });

function inputOf(records: RecordSet[], wishes: Wish[]): PlanZoneInput {
  const desired: InstanceWishes = {
    options,
    cluster: 'eu',
    wishes,
    verdicts: [],
    sources: [{ source: 'crd', state: 'fresh' }],
  };
  return {
    zone,
    records,
    desired: [desired],
    claims: new Map(),
    semantics: anyProvider(undefined),
  };
}

/** In one order, the changes inside of a unit too: they come as records were listed. */
const sorted = (values: readonly object[]): string[] =>
  values
    .map(each =>
      JSON.stringify(
        'changes' in each && Array.isArray(each.changes)
          ? { ...each, changes: sorted(each.changes) }
          : each,
      ),
    )
    .sort();

describe('ZoneIndex', () => {
  it('plans changed names as a full plan does, and no other name moves', () => {
    fc.assert(
      fc.property(
        standing,
        wanted,
        standing,
        wanted,
        fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
        (records, wishes, newRecords, newWishes, hostNames) => {
          const changed = new Set(
            hostNames.flatMap(host => [host, `_x.a-${host}`, `_x.${host}`]),
          );
          const isChanged = (dnsName: string) =>
            changed.has(normaliseName(dnsName));
          const before = inputOf(records, wishes);
          const records2 = newRecords.filter(each => isChanged(each.dnsName));
          const wishes2 = newWishes.filter(each =>
            isChanged(each.endpoint.dnsName),
          );
          const after = inputOf(
            [...records.filter(each => !isChanged(each.dnsName)), ...records2],
            [
              ...wishes.filter(each => !isChanged(each.endpoint.dnsName)),
              ...wishes2,
            ],
          );
          const index = finish(ZoneIndex.inSteps(before));
          index.stands(changed, records2);
          index.wants(
            0,
            {
              wishes: wishes.filter(each => isChanged(each.endpoint.dnsName)),
              verdicts: [],
            },
            { wishes: wishes2, verdicts: [] },
          );
          const replanned = index.replan(changed, { claims: new Map() });
          if (!replanned) throw new Error('it can be told');

          const full = planZone(after);
          const isPlanned = (dnsName: string) =>
            replanned.names.has(normaliseName(dnsName));
          for (const part of ['units', 'verdicts', 'desired'] as const) {
            const expected = full[part].filter(each => isPlanned(each.dnsName));
            expect(sorted(replanned.plan[part])).toEqual(sorted(expected));
          }
          const old = planZone(before);
          for (const part of ['units', 'verdicts', 'desired'] as const) {
            const others = (plan: typeof full) =>
              sorted(plan[part].filter(each => !isPlanned(each.dnsName)));
            expect(others(full)).toEqual(others(old));
          }
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 500) },
    );
  });

  it('says when only a full plan can tell', () => {
    const ns: RecordSet = {
      zone,
      dnsName: `below.${zone}`,
      recordType: 'NS',
      targets: ['ns.example.org'],
    };
    const index = finish(ZoneIndex.inSteps(inputOf([], [])));
    const names = new Set([ns.dnsName]);
    index.stands(names, [ns]);
    expect(index.replan(names, { claims: new Map() })).toBeUndefined();
  });
});
