import {
  parent,
  cloud,
  ns,
  eu,
  us,
  servers,
  installed,
  both,
  zd,
  world,
  lines,
  ids,
  delegation,
  standing,
  two,
} from '../__testUtils__/k8gbClusters';
import { zoneDelegation } from '../__testUtils__/k8gbWorld';
import { applied, changesOf, txt } from '../__testUtils__/worlds';

/* The worked cases L and M: clusters that are lost, and owners that are. */

describe('L and M: a cluster is lost', () => {
  const records = standing(['cloud', both]);
  const last = { us: two().us };

  it('L: it stays, until a person gives it up', () => {
    const lost = { eu: two().eu, us: null };
    for (const more of [{ last }, {}]) {
      const result = world(lost, { records, ...more });
      expect(changesOf(result)).toEqual([]);
    }
    expect(lines(world(lost, { records, last }).endpoints)).toEqual(
      delegation('cloud', both),
    );
    const gslbInput = { forget: [{ zone: cloud, cluster: 'us' }] };
    const forgotten = world(lost, {
      records,
      last,
      now: '2026-11-21T10:00:00Z',
      gslb: gslbInput,
    });
    expect(changesOf(forgotten)).toEqual([`~ NS ${cloud} ${ns('eu')}`]);
    const after = applied(records, forgotten);
    const later = world(lost, {
      records: after,
      last,
      now: '2026-11-21T10:10:00Z',
      gslb: gslbInput,
    });
    expect(changesOf(later)).toEqual(
      [`- A ${ns('us')} ${us}`, `- TXT _externaldns.a-${ns('us')} me`].sort(),
    );
  });

  it('L: its silence over DNS is told, and changes nothing', () => {
    const observed = {
      zone: cloud,
      nsNames: [ns('eu'), ns('us')],
      servers: [{ nsName: ns('us'), address: us[0], answer: 'silent' }],
    };
    const result = world(two(), { records, gslb: { observed: [observed] } });
    expect(changesOf(result)).toEqual([]);
    expect(ids(result)).toEqual(['NS_UNREACHABLE']);
  });

  it("M: k8gb's own owner that is gone is told", () => {
    const foreign = [
      ...records.filter(each => each.recordType !== 'TXT'),
      txt(
        `k8gb-eu-ns-${cloud}`,
        'k8gb-eu',
        'crd/k8gb/k8gb-ns-extdns-cloud-example-org',
      ),
    ];
    const result = world(
      { us: [zd('cloud'), installed('us', { EXTDNS_ENABLED: 'true' })] },
      { records: foreign },
    );
    expect(changesOf(result)).toEqual([]);
    expect(ids(result)).toEqual(['NS_EXTRA', 'OWNER_ORPHANED']);
  });

  it('M: in own mode somebody else is never fought, but may be followed', () => {
    const foreign = [
      ...records.filter(each => each.recordType !== 'TXT'),
      txt(
        `k8gb-eu-ns-${cloud}`,
        'k8gb-eu',
        'crd/k8gb/k8gb-ns-extdns-cloud-example-org',
      ),
    ];
    const refused = world(two(), { records: foreign });
    expect(changesOf(refused)).toEqual([]);
    expect(ids(refused)).toEqual(['OWNER_FOREIGN']);
    const adopted = world(two(), {
      records: foreign,
      gslb: { adopt: [cloud] },
    });
    // Ownership alone: not one record changes.
    expect(changesOf(adopted)).toEqual(
      [
        `+ TXT _externaldns.a-${ns('eu')} me`,
        `+ TXT _externaldns.a-${ns('us')} me`,
        `+ TXT _externaldns.ns-${cloud} me`,
      ].sort(),
    );
    const next = world(two(), { records: applied(foreign, adopted) });
    expect(changesOf(next)).toEqual([]);
    expect(next.verdicts.map(each => each.reason)).toEqual(
      Array.from({ length: 4 }, () => 'published'),
    );
  });
});

describe('an owner id that is not ours, under our prefix', () => {
  const theirs = standing(['cloud', both]).map(each =>
    each.recordType === 'TXT'
      ? {
          ...each,
          targets: each.targets.map(of => of.replace('owner=me', 'owner=them')),
        }
      : each,
  );

  it('is left alone, and given way to by its TXT alone', () => {
    const leaving = zd('cloud', { deletionTimestamp: '2026-11-21T10:00:00Z' });
    const clusters = { eu: two().eu, us: [installed('us'), leaving] };
    const refused = world(clusters, { records: theirs });
    expect(changesOf(refused)).toEqual([]);
    expect(ids(refused)).toEqual(['OWNER_FOREIGN']);
    const adopted = world(clusters, {
      records: theirs,
      gslb: { adopt: [cloud] },
    });
    expect(changesOf(adopted)).toEqual(
      [
        `~ TXT _externaldns.a-${ns('eu')} me`,
        `~ TXT _externaldns.a-${ns('us')} me`,
        `~ TXT _externaldns.ns-${cloud} me`,
      ].sort(),
    );
    const next = world(clusters, { records: applied(theirs, adopted) });
    expect(changesOf(next)).toEqual([`~ NS ${cloud} ${ns('eu')}`]);
  });
});

it.each<[Record<string, unknown>, string]>([
  [{ remembered: [{ zone: cloud }] }, 'gslb.remembered needs states'],
  [{ observed: [{}] }, 'gslb.observed needs a zone'],
  [{ forget: [{ zone: cloud }] }, 'gslb.forget needs a zone and a cluster'],
  [{ adopt: cloud }, 'gslb.adopt must be a list'],
])('memory that cannot be read is refused: %j', (memory, message) => {
  expect(() => world(two(), { gslb: memory })).toThrow(message);
});

describe('what is remembered of a cluster that cannot be read', () => {
  const records = standing(['cloud', both]);
  const lost = { eu: two().eu, us: null };

  it('may be its endpoints', () => {
    const own = world({
      us: [
        installed('us'),
        zoneDelegation(cloud, parent, servers('cloud', { us })),
      ],
    });
    const last = {
      us: own.endpoints.map(({ labels, ...each }) => ({
        ...each,
        labels: { ...labels },
      })),
    };
    expect(lines(world(lost, { records, last }).endpoints)).toEqual(
      delegation('cloud', both),
    );
    expect(changesOf(world(lost, { records, last }))).toEqual([]);
  });

  it('may be too little to tell who it was: then nothing is taken away', () => {
    const last = { us: world(two()).endpoints };
    expect(changesOf(world(lost, { records, last }))).toEqual([]);
  });

  it('is not needed once it can be read again, though it was given up', () => {
    const forget = [{ zone: cloud, cluster: 'us' }];
    const result = world(two(), { records, gslb: { forget } });
    expect(changesOf(result)).toEqual([]);
  });
});

it('a member that loses its address stays named, with the address that stands', () => {
  const records = standing(['cloud', both]);
  const without = zoneDelegation(cloud, parent, servers('cloud', { eu }));
  const result = world(
    { eu: two().eu, us: [installed('us'), without] },
    { records, now: '2026-11-21T10:00:00Z' },
  );
  expect(changesOf(result)).toEqual([]);
  expect(result.verdicts.map(each => each.reason)).toContain('gslb-no-address');
});

it('a delegation that nobody reads any more is never deleted', () => {
  const records = standing(['cloud', both]);
  const result = world(two(), {
    records,
    now: '2026-11-21T10:00:00Z',
    config: {
      sources: ['gateway-httproute'],
      managedRecordTypes: ['A', 'NS'],
    },
  });
  expect(changesOf(result)).toEqual([]);
});
