import {
  acceptedRoute,
  delegationEndpoint,
  deployment,
  gslb,
  zoneDelegation,
} from '../__testUtils__/k8gbWorld';
import {
  applied,
  changesOf,
  replay,
  txt,
  TestWorld,
} from '../__testUtils__/worlds';
import { parseOptions } from '../options/parseOptions';
import { planWorld } from '../replay';
import { EndpointJson } from '../replay/rendering';
import { collectSource } from '../sources/collect';
import { k8gb } from '../sources/k8gb';
import { KubeObject } from '../sources/source';
import { clusterView } from '../view';
import { unheldDelegations } from './unheldDelegations';

/*
 * The worked cases of k8gb's own tests and of its users, told anew with names of the
 * documentation: what the parent zone has to hold, and what has to be said.
 */

const parent = 'example.org';
const cloud = 'cloud.example.org';
const cloud2 = 'cloud2.example.org';
const ns = (tag: string, zone = 'cloud') => `gslb-ns-${tag}-${zone}.${parent}`;
const eu = ['192.0.2.6', '192.0.2.7'];
const us = ['192.0.2.11', '192.0.2.12'];

const servers = (zone: string, tags: Record<string, readonly string[]>) =>
  Object.entries(tags).flatMap(([tag, addresses]) =>
    addresses.map(each => `${ns(tag, zone)} ${each}`),
  );

const installed = (tag: string, more: Record<string, string> = {}) =>
  deployment({ CLUSTER_GEO_TAG: tag, EXTDNS_ENABLED: 'false', ...more });

const both = { eu, us };
const zd = (name: string, more?: Parameters<typeof zoneDelegation>[3]) =>
  zoneDelegation(`${name}.${parent}`, parent, servers(name, both), more);

function world(clusters: TestWorld['clusters'], more: Partial<TestWorld> = {}) {
  const { config, ...rest } = more;
  return replay({
    clusters,
    ...rest,
    config: {
      sources: ['k8gb', 'gateway-httproute'],
      domainFilter: [parent],
      ...config,
    },
  });
}

const lines = (endpoints: readonly EndpointJson[]) =>
  endpoints.map(
    ({ recordType, dnsName, targets, recordTTL }) =>
      `${recordType} ${dnsName} ${targets.join(',')} ${recordTTL}`,
  );

const ids = ({ findings }: { findings: readonly { id: string }[] }) =>
  [...new Set(findings.map(each => each.id))].sort();

/** What the delegation of a zone comes to. */
const delegation = (zone: string, tags: Record<string, readonly string[]>) =>
  [
    `NS ${zone}.${parent} ${Object.keys(tags)
      .map(tag => ns(tag, zone))
      .join(',')} 30`,
    ...Object.entries(tags).map(
      ([tag, addresses]) => `A ${ns(tag, zone)} ${addresses.join(',')} 30`,
    ),
  ].sort(byName);

function byName(left: string, right: string): number {
  const [a, b] = [left, right].map(each => each.split(' ')[1]);
  return a < b ? -1 : 1;
}

/** The parent zone with whole delegations of ours. */
function standing(
  ...zones: [string, Record<string, readonly string[]>][]
): EndpointJson[] {
  const clusters: TestWorld['clusters'] = {};
  for (const [zone, tags] of zones) {
    for (const tag of Object.keys(tags)) {
      clusters[tag] = [
        ...(clusters[tag] ?? [installed(tag)]),
        zoneDelegation(`${zone}.${parent}`, parent, servers(zone, tags)),
      ];
    }
  }
  return applied([], world(clusters));
}

const two = () => ({
  eu: [zd('cloud'), installed('eu')],
  us: [zd('cloud'), installed('us')],
});

describe('A: a zone on two clusters', () => {
  it('is delegated to both, with the address of each', () => {
    const result = world(two());
    expect(lines(result.endpoints)).toEqual(delegation('cloud', both));
    expect(changesOf(result)).toEqual(
      [
        `+ NS ${cloud} ${ns('eu')},${ns('us')}`,
        `+ A ${ns('eu')} ${eu}`,
        `+ A ${ns('us')} ${us}`,
        `+ TXT _externaldns.ns-${cloud} me`,
        `+ TXT _externaldns.a-${ns('eu')} me`,
        `+ TXT _externaldns.a-${ns('us')} me`,
      ].sort(),
    );
    expect(result.findings).toEqual([]);
    expect(result.verdicts.map(each => each.reason)).toEqual(
      Array.from({ length: 4 }, () => 'creating'),
    );
  });

  it('is nothing to do the next time', () => {
    const records = applied([], world(two()));
    const again = world(two(), { records });
    expect(changesOf(again)).toEqual([]);
    expect(again.findings).toEqual([]);
  });

  it('does not depend on the types that are managed', () => {
    const config = { managedRecordTypes: ['CNAME'] };
    expect(lines(world(two(), { config }).endpoints)).toEqual(
      delegation('cloud', both),
    );
  });

  it('names its ownership by the ZoneDelegation, beside the cut', () => {
    const { create } = world(two()).changes;
    const ownership = create.find(
      each => each.dnsName === `_externaldns.ns-${cloud}`,
    );
    expect(ownership?.targets).toEqual([
      '"heritage=external-dns,external-dns/owner=me,external-dns/resource=zonedelegation/cloud-example-org"',
    ]);
  });

  it('is watched only, where k8gb writes it, or nobody knows who does', () => {
    const watched = world(
      { eu: [zd('cloud')], us: [zd('cloud')] },
      {
        config: {
          clusters: {
            eu: { gslb: { geoTag: 'eu' } },
            us: { gslb: { geoTag: 'us' } },
          },
        },
      },
    );
    expect(changesOf(watched)).toEqual([]);
    expect(watched.verdicts[0].reason).toBe('gslb-observed');
    expect(ids(watched)).toEqual(['DELEGATION_MISSING']);
    const managed = {
      eu: [zd('cloud'), installed('eu', { EXTDNS_ENABLED: 'true' })],
      us: [zd('cloud'), installed('us')],
    };
    expect(changesOf(world(managed))).toEqual([]);
    const own = world(managed, { config: { gslb: { mode: 'own' } } });
    expect(lines(own.endpoints)).toEqual(delegation('cloud', both));
  });
});

describe('B to E: a second zone comes and goes', () => {
  const time = '2026-11-21T10:00:00Z';
  const finalized = { doFinalize: true };
  const leaving = { doFinalize: true, deletionTimestamp: time };
  const onEu = (...more: unknown[]) => [installed('eu'), zd('cloud'), ...more];
  const onUs = (...more: unknown[]) => [installed('us'), zd('cloud'), ...more];

  it('B: on one cluster', () => {
    const result = world({
      eu: onEu(zoneDelegation(cloud2, parent, servers('cloud2', { eu }))),
      us: onUs(),
    });
    expect(lines(result.endpoints)).toEqual(
      expect.arrayContaining(delegation('cloud2', { eu })),
    );
    expect(result.endpoints).toHaveLength(5);
  });

  it('C: the other joins, although the first wrote the NS set', () => {
    const records = standing(['cloud', both], ['cloud2', { eu }]);
    const result = world(
      { eu: onEu(zd('cloud2')), us: onUs(zd('cloud2')) },
      { records },
    );
    expect(changesOf(result)).toEqual(
      [
        `+ A ${ns('us', 'cloud2')} ${us}`,
        `+ TXT _externaldns.a-${ns('us', 'cloud2')} me`,
        `~ NS ${cloud2} ${ns('eu', 'cloud2')},${ns('us', 'cloud2')}`,
      ].sort(),
    );
  });

  it('D: one leaves: the NS set now, its glue once the old set is forgotten', () => {
    const records = standing(['cloud', both], ['cloud2', both]);
    const clusters = {
      eu: onEu(zd('cloud2', finalized)),
      us: onUs(zd('cloud2', leaving)),
    };
    const first = world(clusters, { records, now: '2026-11-21T10:00:05Z' });
    expect(changesOf(first)).toEqual([`~ NS ${cloud2} ${ns('eu', 'cloud2')}`]);
    expect(lines(first.endpoints)).not.toContain(
      expect.stringContaining(ns('us', 'cloud2')),
    );
    expect(first.findings).toEqual([]);

    const after = applied(records, first);
    const soon = world(clusters, {
      records: after,
      now: '2026-11-21T10:00:29Z',
    });
    expect(changesOf(soon)).toEqual([]);
    expect(soon.verdicts).toContainEqual(
      expect.objectContaining({
        dnsName: ns('us', 'cloud2'),
        reason: 'gslb-glue-waits',
      }),
    );
    const late = world(clusters, {
      records: after,
      now: '2026-11-21T10:00:30Z',
    });
    expect(changesOf(late)).toEqual(
      [
        `- A ${ns('us', 'cloud2')} ${us}`,
        `- TXT _externaldns.a-${ns('us', 'cloud2')} me`,
      ].sort(),
    );
    expect(changesOf(world(clusters, { records: after }))).toEqual([]);
  });

  it('E: the last one leaves, as it said it wanted to', () => {
    const records = standing(['cloud', both], ['cloud2', { eu }]);
    const now = '2026-11-21T11:00:00Z';
    const clusters = { eu: onEu(), us: onUs() };
    const last = { eu: onEu(zd('cloud2', finalized)), us: onUs() };
    const first = world(clusters, { records, last, now });
    expect(changesOf(first)).toEqual(
      [
        `- NS ${cloud2} ${ns('eu', 'cloud2')}`,
        `- TXT _externaldns.ns-${cloud2} me`,
      ].sort(),
    );
    const after = applied(records, first);
    const second = world(clusters, { records: after, now });
    expect(changesOf(second)).toEqual(
      [
        `- A ${ns('eu', 'cloud2')} ${eu}`,
        `- TXT _externaldns.a-${ns('eu', 'cloud2')} me`,
      ].sort(),
    );
    expect(applied(after, second)).toEqual(standing(['cloud', both]));
  });

  it('E: a last one that did not say so stays until a person decides', () => {
    const records = standing(['cloud', both], ['cloud2', { eu }]);
    const clusters = { eu: onEu(), us: onUs() };
    const last = { eu: onEu(zd('cloud2')), us: onUs() };
    const now = '2026-11-21T11:00:00Z';
    const held = world(clusters, { records, last, now });
    expect(changesOf(held)).toEqual([]);
    expect(ids(held)).toEqual(['LAST_MEMBER_GONE']);
    expect(changesOf(world(clusters, { records, now }))).toEqual([]);
    const decided = world(clusters, {
      records,
      last,
      now,
      gslb: { remove: [cloud2] },
    });
    expect(changesOf(decided)).toContain(
      `- NS ${cloud2} ${ns('eu', 'cloud2')}`,
    );
  });

  it('E: a last one that is still there, or cannot be read, stays', () => {
    const records = standing(['cloud', both], ['cloud2', { eu }]);
    const now = '2026-11-21T11:00:00Z';
    const going = { eu: onEu(zd('cloud2', leaving)), us: onUs() };
    expect(changesOf(world(going, { records, now }))).toEqual([]);
    const last = { eu: onEu(zd('cloud2', finalized)), us: onUs() };
    const unread = { eu: null, us: onUs() };
    expect(changesOf(world(unread, { records, now, last }))).toEqual([]);
    expect(changesOf(world(unread, { records, now }))).toEqual([]);
  });
});

describe('F: other addresses', () => {
  it('of the name server come from k8gb, never from a Gslb', () => {
    const one = '198.51.100.4';
    const exposed = gslb(
      'web',
      { kind: 'HTTPRoute', name: 'web' },
      { type: 'roundRobin' },
      {
        geoTag: 'eu',
        health: { [`web.${cloud}`]: 'Healthy' },
        exposed: ['198.51.100.20'],
      },
      { annotations: { 'k8gb.io/exposed-ip-addresses': '198.51.100.20' } },
    );
    const result = world({
      eu: [zd('cloud'), exposed, installed('eu', { CLUSTER_EXPOSED_IPS: one })],
      us: two().us,
    });
    expect(lines(result.endpoints)).toEqual(
      delegation('cloud', { eu: [one], us }),
    );
  });
});

describe('G: a GslbHttpRoute', () => {
  const host = `failover-httproute.${cloud}`;
  const failover = (tag: string, exposed: string[]) =>
    gslb(
      'failover-httproute',
      { kind: 'HTTPRoute', name: 'failover' },
      { type: 'failover', primaryGeoTag: 'eu' },
      { geoTag: tag, health: { [host]: 'Healthy' }, exposed },
    );
  const clusters = () => ({
    eu: [
      ...two().eu,
      failover('eu', ['192.0.2.80']),
      ...acceptedRoute('failover', [host]),
    ],
    us: [
      ...two().us,
      failover('us', ['198.51.100.80']),
      ...acceptedRoute('failover', [host]),
    ],
  });

  it('brings no record of its own, and keeps the HTTPRoute from bringing one', () => {
    const result = world(clusters());
    expect(lines(result.endpoints)).toEqual(delegation('cloud', both));
    const reasons = result.verdicts
      .filter(each => each.dnsName === host)
      .map(each => `${each.origin.kind} ${each.reason}`);
    expect(new Set(reasons)).toEqual(
      new Set(['HTTPRoute gslb-serves', 'Gslb gslb-host']),
    );
    expect(result.findings).toEqual([]);
  });

  it('is an accepted name of the source', () => {
    const config = { sources: ['GslbHTTPRoute'] };
    expect(lines(world(clusters(), { config }).endpoints)).toEqual(
      delegation('cloud', both),
    );
  });

  it('leaves the delegation when it goes', () => {
    const records = standing(['cloud', both]);
    expect(changesOf(world(two(), { records }))).toEqual([]);
  });

  it('takes the record that stood in its place away only once the delegation works', () => {
    const old = applied(
      [],
      world(clusters(), { config: { sources: ['gateway-httproute'] } }),
    );
    expect(old).toHaveLength(2);
    const first = world(clusters(), { records: old });
    expect(changesOf(first).filter(each => !each.startsWith('+'))).toEqual([]);
    expect(ids(first)).toEqual(['OCCLUDED_RECORD']);
    const records = applied(old, first);
    expect(changesOf(world(clusters(), { records }))).toEqual([]);
    const observed = {
      zone: cloud,
      at: '2026-11-21T10:00:00Z',
      nsNames: [ns('eu'), ns('us')],
      servers: [
        { nsName: ns('eu'), address: eu[0], answer: 'answers' },
        { nsName: ns('us'), address: us[0], answer: 'answers' },
      ],
    };
    const seen = (more: object) =>
      world(clusters(), {
        records,
        gslb: { observed: [{ ...observed, ...more }] },
      });
    expect(changesOf(seen({ servers: [] }))).toEqual([]);
    expect(changesOf(seen({ nsNames: [ns('eu')] }))).toEqual([]);
    expect(changesOf(seen({}))).toEqual(
      [`- A ${host} 192.0.2.80`, `- TXT _externaldns.a-${host} me`].sort(),
    );
  });
});

describe('H: one route with hosts inside and outside', () => {
  it('publishes those that lie outside', () => {
    const [inside, outside] = [`app.${cloud}`, `app.${parent}`];
    const result = world({
      eu: [...two().eu, ...acceptedRoute('forge', [inside, outside])],
      us: two().us,
    });
    expect(lines(result.endpoints)).toEqual(
      [`A ${outside} 192.0.2.80 undefined`, ...delegation('cloud', both)].sort(
        byName,
      ),
    );
    expect(result.verdicts).toContainEqual(
      expect.objectContaining({
        dnsName: inside,
        reason: 'gslb-zone-without-host',
      }),
    );
  });
});

describe('I: tags with hyphens', () => {
  it('keep them, and follow addresses that change', () => {
    const tags = {
      'eu-west-1': ['198.51.100.1'],
      'us-east-1': ['198.51.100.2'],
    };
    const clusters = (addresses: Record<string, readonly string[]>) =>
      Object.fromEntries(
        Object.keys(addresses).map(tag => [
          tag,
          [
            installed(tag),
            zoneDelegation(cloud, parent, servers('cloud', addresses)),
          ],
        ]),
      );
    const first = world(clusters(tags));
    expect(lines(first.endpoints)).toEqual(delegation('cloud', tags));
    const moved = { ...tags, 'eu-west-1': ['198.51.100.9'] };
    const second = world(clusters(moved), { records: applied([], first) });
    expect(changesOf(second)).toEqual([`~ A ${ns('eu-west-1')} 198.51.100.9`]);
  });
});

describe('J: zones in several parents', () => {
  it('are delegated in each', () => {
    const zones = [
      [cloud, parent],
      ['cloud.openova.io', 'openova.io'],
      ['onprem.openova.io', 'openova.io'],
    ];
    const result = world(
      {
        eu: [
          installed('eu'),
          ...zones.map(([zone, above]) =>
            zoneDelegation(zone, above, [`gslb-ns-eu-${zone} 192.0.2.6`]),
          ),
        ],
      },
      { config: { domainFilter: [parent, 'openova.io'] } },
    );
    expect(
      result.endpoints.flatMap(each =>
        each.recordType === 'NS' ? [each.dnsName] : [],
      ),
    ).toEqual([cloud, 'cloud.openova.io', 'onprem.openova.io']);
    expect(result.endpoints).toHaveLength(6);
  });

  it('whose parent is not held are not written', () => {
    const result = world({
      eu: [
        installed('eu'),
        zoneDelegation(`a.b.${parent}`, `b.${parent}`, [
          `gslb-ns-eu-a.b.${parent} 192.0.2.6`,
        ]),
      ],
    });
    expect(result.endpoints).toEqual([]);
    expect(ids(result)).toEqual(['DELEGATION_MISSING', 'ZONE_MATCH_AMBIGUOUS']);
  });
});

describe('K: nobody else writes, three clusters, private addresses', () => {
  const tags = {
    ottawa: ['10.0.0.1'],
    robbinsdale: ['10.0.1.1'],
    stpetersburg: ['10.0.2.1'],
  };
  const clusters = Object.fromEntries(
    Object.keys(tags).map(tag => [
      tag,
      ['cdn', 'ts'].flatMap(zone => [
        installed(tag),
        zoneDelegation(`${zone}.${parent}`, parent, servers(zone, tags)),
      ]),
    ]),
  );

  it('is written from ZoneDelegations alone', () => {
    const result = world(clusters);
    expect(lines(result.endpoints)).toEqual(
      [...delegation('cdn', tags), ...delegation('ts', tags)].sort(byName),
    );
    expect(ids(result)).toEqual(['GLUE_PRIVATE_IP']);
  });

  it('takes public addresses and leaves a zone alone, where it is told so', () => {
    const result = world(clusters, {
      config: {
        clusters: Object.fromEntries(
          Object.keys(tags).map((tag, index) => [
            tag,
            { gslb: { addresses: [`203.0.113.${index}`] } },
          ]),
        ),
        gslb: { zones: [{ zone: `ts.${parent}`, mode: 'off' }] },
      },
    });
    expect(lines(result.endpoints)).toEqual(
      delegation('cdn', {
        ottawa: ['203.0.113.0'],
        robbinsdale: ['203.0.113.1'],
        stpetersburg: ['203.0.113.2'],
      }),
    );
    expect(result.findings).toEqual([]);
  });
});

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

describe('N: both API groups', () => {
  it('make one host', () => {
    const host = `web.${cloud}`;
    const of = (more?: Parameters<typeof gslb>[4]) =>
      gslb(
        'web',
        { kind: 'Ingress', name: 'web' },
        { type: 'roundRobin' },
        { geoTag: 'eu', health: { [host]: 'Healthy' } },
        more,
      );
    const migrated = {
      group: 'k8gb.absa.oss',
      annotations: { 'k8gb.io/migrated-to-k8gb-io': 'true' },
    };
    const result = world({
      eu: [...two().eu, of(), of(migrated)],
      us: two().us,
    });
    expect(lines(result.endpoints)).toEqual(delegation('cloud', both));
    const told = result.verdicts.filter(each => each.dnsName === host);
    expect(told).toHaveLength(1);
  });
});

describe('O: names that collide', () => {
  it('are not written', () => {
    const zones = [`a.b.${parent}`, `a-b.${parent}`];
    const result = world({
      eu: [
        installed('eu'),
        ...zones.map((zone, index) =>
          zoneDelegation(zone, parent, [`${ns('eu', 'a-b')} 192.0.2.6`], {
            name: `zone-${index}`,
          }),
        ),
      ],
    });
    expect(result.endpoints).toEqual([]);
    expect(changesOf(result)).toEqual([]);
    expect(ids(result)).toEqual(['DELEGATION_MISSING', 'NAME_COLLISION']);
  });
});

describe('P: clusters that do not agree', () => {
  it('are told of, and keep their delegation', () => {
    const host = `web.${cloud}`;
    const primary = (tag: string) =>
      gslb(
        'web',
        { kind: 'Ingress', name: 'web' },
        { type: 'failover', primaryGeoTag: tag },
        {
          geoTag: tag,
          health: { [host]: 'Healthy' },
          exposed: [both[tag as 'eu'][0]],
          records: { [host]: [both[tag as 'eu'][0]] },
        },
      );
    const ingress = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { namespace: 'shop', name: 'web' },
      spec: { rules: [{ host }] },
    };
    const result = world({
      eu: [...two().eu, primary('eu'), ingress],
      us: [...two().us, primary('us'), ingress],
    });
    expect(lines(result.endpoints)).toEqual(delegation('cloud', both));
    expect(ids(result)).toEqual(['STRATEGY_DIVERGE']);
  });
});

describe('Q: hosts that are not well', () => {
  it('are told of, and change no record', () => {
    const health = {
      [`well.${cloud}`]: 'Healthy',
      [`ill.${cloud}`]: 'Unhealthy',
      [`nowhere.${cloud}`]: 'NotFound',
    };
    const of = (tag: string) =>
      gslb(
        'web',
        { kind: 'Ingress', name: 'web' },
        { type: 'roundRobin' },
        { geoTag: tag, health },
      );
    const result = world({
      eu: [...two().eu, of('eu')],
      us: [...two().us, of('us')],
    });
    expect(lines(result.endpoints)).toEqual(delegation('cloud', both));
    expect(
      result.verdicts.flatMap(({ dnsName, reason, origin }) =>
        origin.cluster === 'eu' && origin.kind === 'Gslb'
          ? [`${dnsName} ${reason}`]
          : [],
      ),
    ).toEqual([
      `ill.${cloud} gslb-host-unhealthy`,
      `nowhere.${cloud} gslb-host-unhealthy`,
      `well.${cloud} gslb-host`,
    ]);
    expect(ids(result)).toEqual(['REF_MISSING']);
  });
});

it("k8gb's own DNSEndpoints are not published a second time", () => {
  const own = delegationEndpoint(cloud, [ns('eu'), ns('us')], {
    name: ns('eu'),
    addresses: eu,
  });
  const result = world(
    { eu: [...two().eu, own], us: two().us },
    { config: { sources: ['k8gb', 'crd'] } },
  );
  expect(lines(result.endpoints)).toEqual(delegation('cloud', both));
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

describe('a plan', () => {
  const config = {
    sources: ['k8gb'],
    policy: 'sync',
    mode: 'sync',
    domainFilter: [parent],
    registry: { type: 'txt', txtOwnerId: 'me', txtPrefix: '_externaldns.' },
  };

  it('has the glue first, and says that the NS set needs it', () => {
    const { plans } = planWorld({ id: 'test', config, clusters: two() });
    expect(
      plans[0].units.map(({ dnsName, after }) => ({ dnsName, after })),
    ).toEqual([
      { dnsName: ns('eu'), after: undefined },
      { dnsName: ns('us'), after: undefined },
      { dnsName: cloud, after: [ns('eu'), ns('us')] },
    ]);
  });

  it('tells who takes part, and when time alone will change it', () => {
    const records = applied([], world(two()));
    const leaving = zd('cloud', { deletionTimestamp: '2026-11-21T10:00:00Z' });
    const clusters = { eu: two().eu, us: [installed('us'), leaving] };
    const at = (now: string, of: EndpointJson[], remembered: unknown[]) =>
      planWorld({
        id: 'test',
        config,
        clusters,
        records: of,
        now,
        gslb: { remembered },
      }).plans[0];
    const first = at('2026-11-21T10:05:00Z', records, []);
    expect(first.planAgainAt).toBe(undefined);
    expect(
      first.delegations?.[0].members.map(each => [each.cluster, each.state]),
    ).toEqual([
      ['eu', 'joined'],
      ['us', 'leaving'],
    ]);
    // The portal was away for a while: what counts is when the set was seen to change.
    const after = applied(records, world(clusters, { records }));
    const second = at('2026-11-21T10:06:00Z', after, first.delegations ?? []);
    expect(second.units).toEqual([]);
    expect(second.planAgainAt).toBe('2026-11-21T10:06:30.000Z');
    const third = at('2026-11-21T10:06:30Z', after, second.delegations ?? []);
    expect(third.units.map(each => each.dnsName)).toEqual([ns('us')]);
    expect(third.planAgainAt).toBe(undefined);
  });
});

it('a parent that nobody holds is told of all the same', () => {
  const options = parseOptions({
    sources: ['k8gb'],
    policy: 'sync',
    registry: { type: 'txt', txtOwnerId: 'me' },
  }).options[0];
  const desired = Object.entries(two()).map(([cluster, objects]) => ({
    options,
    ...collectSource(
      k8gb,
      clusterView(cluster, objects as KubeObject[]),
      options,
    ),
    sources: [{ source: 'k8gb', state: 'fresh' as const }],
  }));
  const zones = [{ key: 'openova.io', name: 'openova.io' }];
  const [state] = unheldDelegations(desired, zones);
  expect(state).toMatchObject({
    zone: cloud,
    heldIn: null,
    nsNames: [ns('eu'), ns('us')],
    standing: null,
    findings: [],
  });
  expect(unheldDelegations(desired, [{ key: 'p', name: parent }])).toEqual([]);
});
