import {
  parent,
  cloud,
  ns,
  eu,
  servers,
  installed,
  both,
  world,
  lines,
  ids,
  delegation,
  byName,
  two,
} from '../__testUtils__/k8gbClusters';
import { delegationEndpoint, zoneDelegation } from '../__testUtils__/k8gbWorld';
import { changesOf } from '../__testUtils__/worlds';
import { parseOptions } from '../options/parseOptions';
import { collectSource } from '../sources/collect';
import { k8gb } from '../sources/k8gb';
import { KubeObject } from '../sources/source';
import { clusterView } from '../view';
import { unheldDelegations } from './unheldDelegations';

/* The worked cases J, K and O: parents, and names that collide. */

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
