import {
  clusters,
  eu,
  findings,
  host,
  member,
  observed,
  records,
  route,
  us,
  web,
  world,
  zone,
} from '../../__testUtils__/delegatedZone';
import {
  deployment,
  gslb,
  zoneDelegation,
} from '../../__testUtils__/k8gbWorld';
import { changesOf, dnsEndpoint } from '../../__testUtils__/worlds';

describe('of the clusters', () => {
  it('a geo tag that nothing tells', () => {
    const [, delegation] = clusters().us;
    expect(
      findings(
        { ...clusters(), us: [delegation] },
        { config: { gslb: { mode: 'own' } } },
      ),
    ).toContain('GEOTAG_UNKNOWN us');
  });

  it('peers that k8gb was not told of', () => {
    const told = member('eu', '192.0.2.6', {
      EXT_GSLB_CLUSTERS_GEO_TAGS: 'us,ap',
    });
    expect(findings({ ...clusters(), eu: told })).toEqual([
      'GEOTAGS_DIVERGE eu',
    ]);
  });

  it('two clusters with one geo tag', () => {
    const twin = { ...clusters(), ap: member('eu', '203.0.113.1') };
    expect(findings(twin)).toEqual([`NAME_COLLISION ${zone}`]);
    expect(changesOf(world(twin, { records }))).toEqual([]);
  });

  it('two parents for one zone', () => {
    const other = [
      deployment({ CLUSTER_GEO_TAG: 'us' }),
      zoneDelegation(zone, 'io', [`gslb-ns-us-gslb-openova.io 198.51.100.11`]),
    ];
    const result = world({ ...clusters(), us: other }, { records });
    expect(changesOf(result)).toEqual([]);
    expect(result.findings.map(each => each.id)).toContain(
      'ZONE_MATCH_AMBIGUOUS',
    );
  });

  it('a host that one member does not have', () => {
    expect(
      findings({ ...clusters(), eu: [...clusters().eu, web('eu'), ...route] }),
    ).toEqual([`HOST_PARTIAL ${host}`]);
  });

  it('weights that differ', () => {
    expect(
      findings({
        eu: [...clusters().eu, web('eu', { weight: { eu: 10 } }), ...route],
        us: [...clusters().us, web('us'), ...route],
      }),
    ).toEqual([`STRATEGY_DIVERGE ${host}`]);
  });

  it('a Gslb whose route is gone', () => {
    expect(
      findings({
        eu: [...clusters().eu, web('eu'), ...route],
        us: [...clusters().us, web('us')],
      }),
    ).toEqual([`REF_MISSING ${host}`]);
  });

  it('a host that k8gb takes for one of a zone', () => {
    const mistaken = gslb(
      'web',
      { kind: 'HTTPRoute', name: 'web' },
      { type: 'roundRobin' },
      { geoTag: 'eu', health: { [`my${zone}`]: 'Healthy' } },
    );
    expect(
      findings({ ...clusters(), eu: [...clusters().eu, mistaken] }),
    ).toEqual([`ZONE_MATCH_AMBIGUOUS my${zone}`]);
  });

  it('an object that is being deleted and does not go', () => {
    const stuck = [
      deployment({ CLUSTER_GEO_TAG: 'us' }),
      zoneDelegation(zone, 'openova.io', [`${us} 198.51.100.11`], {
        deletionTimestamp: '2026-11-21T10:00:00Z',
      }),
    ];
    const at = (now: string) =>
      findings(
        { ...clusters(), us: stuck },
        { now, ...observed({ nsNames: [eu] }) },
      );
    expect(at('2026-11-21T10:10:00Z')).toEqual([]);
    expect(at('2026-11-21T10:15:00Z')).toEqual(['ZONE_TERMINATING_STUCK us']);
  });

  it('private records that an ExternalDNS has taken hold of', () => {
    const local = dnsEndpoint('web', [`A ${host} 192.0.2.80`], {
      labels: { 'k8gb.io/dnstype': 'local' },
    });
    const leaked = { ...local, status: { observedGeneration: 1 } };
    expect(findings({ ...clusters(), eu: [...clusters().eu, leaked] })).toEqual(
      ['LOCAL_ENDPOINT_LEAK shop/web'],
    );
    expect(findings({ ...clusters(), eu: [...clusters().eu, local] })).toEqual(
      [],
    );
  });
});
