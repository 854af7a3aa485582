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
  byName,
  standing,
  two,
} from '../__testUtils__/k8gbClusters';
import {
  acceptedRoute,
  gslb,
  zoneDelegation,
} from '../__testUtils__/k8gbWorld';
import { applied, changesOf } from '../__testUtils__/worlds';

/* The worked cases F to I, N, P and Q: hosts, addresses and tags. */

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
