import * as fc from 'fast-check';
import { config, owned, record } from '../__testUtils__/worlds';
import { Wish } from '../endpoint';
import { Claim } from '../merge/claims';
import { parseOptions } from '../options/parseOptions';
import { anyProvider } from './anyProvider';
import type * as plainRow from './plainRow';
import { planZone, PlanZoneInput } from './planZone';

const mockShortCut = { isTaken: true, count: 0 };

jest.mock('./plainRow', () => {
  const actual = jest.requireActual<typeof plainRow>('./plainRow');
  return {
    planPlainRow: (...given: Parameters<typeof actual.planPlainRow>) => {
      if (!mockShortCut.isTaken) return undefined;
      const plan = actual.planPlainRow(...given);
      if (plan) mockShortCut.count += 1;
      return plan;
    },
  };
});

/* The short cut for rows that stand as they are wanted comes to what the long way does. */

const { options } = parseOptions(config);
const lines = [
  'A web.openova.io 192.0.2.1',
  'A web.openova.io 192.0.2.2',
  'AAAA web.openova.io 2001:db8::1',
  'CNAME web.openova.io lb.example.org',
  'A web.openova.io 192.0.2.1 set=eu',
  'A openova.io 192.0.2.1',
  'A a-web.openova.io 192.0.2.1',
  'AAAA api.openova.io 2001:db8::1',
];
const clusters = ['eu', 'us'];

const wish = fc
  .record({
    line: fc.constantFrom(...lines),
    cluster: fc.constantFrom('eu', 'eu', 'eu', 'us'),
    name: fc.constantFrom('one', 'one', 'two'),
    created: fc.constantFrom('2026-01-01T00:00:00Z', undefined),
    note: fc.constantFrom(undefined, undefined, 'The ttl is ignored.'),
  })
  .map(({ line, cluster, name, created, note }): Wish => {
    const { dnsName = '', recordType = '', ...rest } = record(line);
    const origin = {
      cluster,
      kind: 'DNSEndpoint',
      namespace: 'shop',
      name,
      ...(created ? { creationTimestamp: created } : {}),
    };
    const labels = { resource: `crd/shop/${name}` };
    return {
      endpoint: { dnsName, recordType, targets: rest.targets, labels },
      origin,
      contributors: [origin],
      ...(note ? { note } : {}),
    };
  });

const standing = fc
  .tuple(
    fc.constantFrom(...lines),
    fc.constantFrom('me', 'me', 'me', 'other'),
    fc.constantFrom('one', 'one', 'two'),
  )
  .map(([line, owner, name]) => owned(line, owner, `crd/shop/${name}`));

const claim = fc
  .tuple(fc.constantFrom(...clusters), fc.constantFrom('', 'default', 'x'))
  .map(
    ([cluster, instance]): Claim => ({
      dnsName: 'web.openova.io',
      setIdentifier: '',
      cluster,
      instance,
      origin: { cluster, kind: 'DNSEndpoint', namespace: 'shop', name: 'one' },
      contributors: ['crd/shop/one'],
      since: '2026-01-01T00:00:00Z',
    }),
  );

const input = fc
  .tuple(
    fc.array(wish, { maxLength: 4 }),
    fc.array(standing, { maxLength: 4 }),
    fc.option(claim, { nil: undefined }),
    fc.boolean(),
  )
  .map(
    ([wishes, records, remembered, isUnread]): PlanZoneInput => ({
      zone: 'openova.io',
      records: records
        .flat()
        .map(({ dnsName = '', recordType = '', ...each }) => ({
          zone: 'openova.io',
          dnsName,
          recordType,
          targets: each.targets,
          ...(each.setIdentifier ? { setIdentifier: each.setIdentifier } : {}),
        })),
      desired: clusters.map(cluster => ({
        options: options[0],
        cluster,
        wishes: wishes.filter(each => each.origin.cluster === cluster),
        verdicts: [],
        sources: [
          {
            source: 'crd',
            state: isUnread && cluster === 'us' ? 'unread' : 'fresh',
          } as const,
        ],
      })),
      claims: new Map(remembered ? [['web.openova.io', remembered]] : []),
      semantics: anyProvider(undefined),
      now: '2026-02-02T00:00:00Z',
    }),
  );

it('plans plain rows as the long way does', () => {
  fc.assert(
    fc.property(input, given => {
      mockShortCut.isTaken = false;
      const long = planZone(given);
      mockShortCut.isTaken = true;
      expect(planZone(given)).toEqual(long);
    }),
    { numRuns: 2000 },
  );
  // Else nothing was compared.
  expect(mockShortCut.count).toBeGreaterThan(50);
});
