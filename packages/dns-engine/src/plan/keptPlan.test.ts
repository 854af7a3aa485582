import * as fc from 'fast-check';
import {
  claimsOf,
  twoInstances,
  wishOf,
  WishSpec,
  zone,
  zoneInput,
} from '../__testUtils__/zoneInput';
import { Wish } from '../endpoint';
import { normaliseName } from '../name';
import { RecordSet } from '../recordSet';
import { anyProvider } from './anyProvider';
import { KeptPlan } from './keptPlan';
import { planZone, PlanZoneInput, ZonePlan } from './planZone';
import { finish } from './steps';

const instances = twoInstances();
const withOldForm = twoInstances({}, { txtNewFormatOnly: false });
const semantics = anyProvider(undefined);

const hosts = ['web', 'a-web', '*', 'any', 'below.web', 'WEB', 'other', 'more'];
const name = fc.constantFrom(...hosts.map(host => `${host}.${zone}`), zone);
const address = (recordType: string, last: number) =>
  ({ A: `192.0.2.${last}`, AAAA: `2001:db8::${last}` }[recordType] ??
  `lb${last}.example.org`);
const typed = fc.tuple(
  name,
  fc.constantFrom('A', 'AAAA', 'CNAME'),
  fc.integer({ min: 1, max: 2 }),
);
/** Most rows have no set identifier. */
const set = fc.constantFrom({}, {}, {}, { setIdentifier: 'blue' });

const record = fc
  .tuple(
    typed,
    fc.constantFrom('', '_x.', '_x.a-', '_x.aaaa-', '_x.cname-', '_y.a-'),
    fc.constantFrom('me', 'us', 'other'),
    set,
  )
  .map(
    ([[dnsName, recordType, last], prefix, owner, identifier]): RecordSet => {
      const standing = { zone, dnsName, recordType, ...identifier };
      return prefix === ''
        ? { ...standing, targets: [address(recordType, last)] }
        : {
            ...standing,
            dnsName: prefix + dnsName,
            recordType: 'TXT',
            targets: [
              `"heritage=external-dns,external-dns/owner=${owner},external-dns/resource=crd/shop/one"`,
            ],
          };
    },
  );

const wish = fc
  .tuple(typed, fc.constantFrom('one', 'two'), fc.boolean(), set)
  .map(
    ([
      [dnsName, recordType, last],
      object,
      isBroken,
      identifier,
    ]): WishSpec => ({
      dnsName,
      recordType,
      target: isBroken ? 'not valid' : address(recordType, last),
      object,
      ...identifier,
    }),
  );

const world = fc.record({
  records: fc.uniqueArray(record, {
    maxLength: 12,
    selector: ({ dnsName, recordType, setIdentifier }) =>
      [normaliseName(dnsName), recordType, setIdentifier].join(' '),
  }),
  eu: fc.array(wish, { maxLength: 5 }),
  us: fc.array(wish, { maxLength: 5 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** Of the next world only what is at some names; the rest is as it was. */
function mixed(before: World, next: World, names: ReadonlySet<string>): World {
  const mix = <T extends { dnsName: string }>(old: T[], young: T[]) => [
    ...old.filter(each => !names.has(normaliseName(each.dnsName))),
    ...young.filter(each => names.has(normaliseName(each.dnsName))),
  ];
  return {
    records: mix(before.records, next.records),
    eu: mix(before.eu, next.eu),
    us: mix(before.us, next.us),
  };
}

/** The same objects for the same wishes, as one who collects them may keep them. */
function inputOf(
  { records, eu, us }: World,
  known: Map<WishSpec, Wish>,
  of = instances,
): PlanZoneInput {
  const wishes = (specs: WishSpec[], cluster: string) =>
    specs.map(spec => {
      const wished = known.get(spec) ?? wishOf(spec, cluster);
      known.set(spec, wished);
      return wished;
    });
  return zoneInput(
    { eu: wishes(eu, 'eu'), us: wishes(us, 'us') },
    { records, instances: of, semantics },
  );
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

function shown(plan: ZonePlan) {
  const { digest, units, desired, verdicts, claims, recordSets, findings } =
    plan;
  return {
    digest,
    units: sorted(units),
    desired: sorted(desired),
    verdicts: sorted(verdicts),
    claims: sorted(claims),
    recordSets: sorted(recordSets),
    findings: sorted(findings),
  };
}

/** Sorted names of what the TXT at these names own. */
const ownedNames = (plan: ZonePlan, txtNames: ReadonlySet<string>) => [
  ...new Set(
    plan.recordSets
      .filter(({ txt }) =>
        txt.some(({ dnsName }) => txtNames.has(normaliseName(dnsName))),
      )
      .map(each => normaliseName(each.record.dnsName))
      .sort(),
  ),
];

describe('a kept plan', () => {
  it('is, after any changes, what a full plan would be', () => {
    let updates = 0;
    fc.assert(
      fc.property(
        world,
        fc.array(
          fc.record({
            next: world,
            names: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
            isNewlyMade: fc.boolean(),
            isPlannedTwice: fc.boolean(),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        fc.constantFrom(instances, withOldForm),
        (first, steps, of) => {
          const known = new Map<WishSpec, Wish>();
          let at = first;
          let input = inputOf(at, known, of);
          let kept = finish(KeptPlan.inSteps(input));
          for (const [round, step] of steps.entries()) {
            const { next, names, isNewlyMade, isPlannedTwice } = step;
            const changed = new Set(
              names.flatMap(host =>
                ['', '_x.', '_x.a-', '_x.aaaa-', '_x.cname-', '_y.a-'].map(
                  prefix => normaliseName(prefix + host),
                ),
              ),
            );
            at = mixed(at, next, changed);
            input = {
              ...inputOf(at, isNewlyMade ? new Map() : known, of),
              claims: claimsOf(kept.plan),
              now: `2026-03-01T00:00:0${round + 1}Z`,
            };
            const news = {
              ...input,
              names: changed,
              records: at.records.filter(each =>
                changed.has(normaliseName(each.dnsName)),
              ),
            };
            // As a sync does that plans, reads again, and plans on what it read.
            for (const _ of isPlannedTwice ? [1, 2] : [1]) {
              if (finish(kept.update(news))) updates += 1;
              else kept = finish(KeptPlan.inSteps(input));
            }
            const full = planZone(input);
            expect(shown(kept.plan)).toEqual(shown(full));
            expect([...kept.namesOwnedBy(changed)].sort()).toEqual(
              ownedNames(full, changed),
            );
            expect(sorted(kept.recordSetsAt(changed))).toEqual(
              sorted(
                full.recordSets.filter(each =>
                  changed.has(normaliseName(each.record.dnsName)),
                ),
              ),
            );
          }
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
    );
    expect(updates).toBeGreaterThan(0);
  });

  const web: WishSpec = {
    dnsName: `web.${zone}`,
    recordType: 'A',
    target: '192.0.2.1',
    object: 'one',
  };
  const start = () => inputOf({ records: [], eu: [web], us: [] }, new Map());
  const nothing = { names: new Set<string>(), records: [] };

  it('stays as it is where nothing is new', () => {
    const kept = finish(KeptPlan.inSteps(start()));
    const news = { ...start(), ...nothing, claims: claimsOf(kept.plan) };
    // The claims that the first plan made are new to the second.
    expect(finish(kept.update(news))).toBe(true);
    const { plan } = kept;
    expect(finish(kept.update(news))).toBe(true);
    expect(kept.plan).toBe(plan);
  });

  it.each<[string, (input: PlanZoneInput) => PlanZoneInput]>([
    [
      'a source that is not fresh',
      ({ desired: [eu, us], ...rest }) => ({
        ...rest,
        desired: [{ ...eu, sources: [{ source: 'crd', state: 'stale' }] }, us],
      }),
    ],
    [
      'a cluster less',
      ({ desired: [eu], ...rest }) => ({ ...rest, desired: [eu] }),
    ],
    ['other instances', input => ({ ...input, instances: twoInstances() })],
    ['the leave to delete', input => ({ ...input, canDelete: false })],
    [
      'a verdict without a name',
      ({ desired: [eu, us], ...rest }) => {
        const verdict = {
          origin: eu.wishes[0].origin,
          dnsName: '',
          recordType: '',
          setIdentifier: '',
          reason: 'broken-object' as const,
          params: {},
        };
        return { ...rest, desired: [{ ...eu, verdicts: [verdict] }, us] };
      },
    ],
  ])('leaves it to a full plan to tell what %s means', (_, change) => {
    const kept = finish(KeptPlan.inSteps(start()));
    expect(finish(kept.update({ ...change(start()), ...nothing }))).toBe(false);
  });

  it('leaves a name that somebody delegates to a full plan', () => {
    const kept = finish(KeptPlan.inSteps(start()));
    const dnsName = `below.${zone}`;
    const records: RecordSet[] = [
      { zone, dnsName, recordType: 'NS', targets: ['ns.example.org'] },
    ];
    const news = { ...start(), names: new Set([dnsName]), records };
    expect(finish(kept.update(news))).toBe(false);
  });
});
