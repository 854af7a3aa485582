import {
  acceptedRoute,
  deployment,
  gslb,
  zoneDelegation,
} from '../__testUtils__/k8gbWorld';
import {
  applied,
  changesOf,
  config,
  dnsEndpoint,
  record,
  replay,
  TestWorld,
} from '../__testUtils__/worlds';
import { planWorld } from '../replay';
import { EndpointJson } from '../replay/rendering';

const zone = 'gslb.openova.io';
const eu = `gslb-ns-eu-${zone}`;
const us = `gslb-ns-us-${zone}`;
const host = `web.${zone}`;

const member = (
  tag: string,
  address: string,
  more: Record<string, string> = {},
) => [
  deployment({ CLUSTER_GEO_TAG: tag, ...more }),
  zoneDelegation(zone, 'openova.io', [`gslb-ns-${tag}-${zone} ${address}`]),
];
const clusters = () => ({
  eu: member('eu', '192.0.2.6'),
  us: member('us', '198.51.100.11'),
});

function world(of: TestWorld['clusters'], more: Partial<TestWorld> = {}) {
  const { config: own, ...rest } = more;
  return replay({
    clusters: of,
    ...rest,
    config: { sources: ['k8gb'], ...own },
  });
}

const records = applied([], world(clusters()));
const observing = { config: { gslb: { mode: 'observe' } } };

function findings(
  of: TestWorld['clusters'],
  more: Partial<TestWorld> = {},
): string[] {
  return world(of, { records, ...more }).findings.map(
    each => `${each.id} ${each.subject}`,
  );
}

const without = (name: string, type: string): EndpointJson[] =>
  records.filter(each => each.dnsName !== name || each.recordType !== type);

const observed = (more: object) => ({
  gslb: { observed: [{ zone, nsNames: [eu, us], ...more }] },
});

const web = (tag: string, more: object = {}) =>
  gslb(
    'web',
    { kind: 'HTTPRoute', name: 'web' },
    { type: 'roundRobin', ...more },
    { geoTag: tag, health: { [host]: 'Healthy' }, exposed: ['192.0.2.80'] },
  );
const route = acceptedRoute('web', [host]);

it('a delegation that is as it should be has no findings', () => {
  expect(findings(clusters())).toEqual([]);
});

describe('in the parent zone', () => {
  it.each<[string, Partial<TestWorld>, string[]]>([
    [
      'no NS set',
      { ...observing, records: [] },
      [`DELEGATION_MISSING ${zone}`],
    ],
    [
      'a member that is not named',
      {
        ...observing,
        records: [
          ...without(zone, 'NS'),
          { ...record(`NS ${zone} ${eu}`), recordTTL: 30 },
        ],
      },
      [`NS_MISSING ${us}`],
    ],
    [
      'a name server of nobody',
      {
        ...observing,
        records: [
          ...without(zone, 'NS'),
          record(`NS ${zone} ${eu},${us},ns.example.org`),
        ],
      },
      ['NS_EXTRA ns.example.org'],
    ],
    [
      'a name server without an address',
      { ...observing, records: without(us, 'A') },
      [`NS_DANGLING ${us}`],
    ],
    [
      'an old address',
      {
        ...observing,
        records: [...without(us, 'A'), record(`A ${us} 198.51.100.99`)],
      },
      [`GLUE_STALE ${us}`],
    ],
    [
      'a proxy before a name server',
      {
        ...observing,
        records: [
          ...without(us, 'A'),
          {
            ...record(`A ${us} 198.51.100.11`),
            providerSpecific: [{ name: 'cloudflare/proxied', value: 'true' }],
          },
        ],
      },
      [`GLUE_PROXIED ${us}`],
    ],
    [
      'a record below the cut',
      { records: [...records, record(`A old.${zone} 192.0.2.9`)] },
      [`OCCLUDED_RECORD old.${zone}`],
    ],
    [
      'an owner that is somebody else',
      { records: records.filter(each => each.recordType !== 'TXT') },
      [`OWNER_FOREIGN ${zone}`],
    ],
  ])('%s', (_, more, expected) => {
    const result = findings(clusters(), more);
    expect(result).toEqual(expected);
  });

  it('an ownership TXT below the cut is never written', () => {
    const registry = {
      type: 'txt',
      txtOwnerId: 'me',
      txtPrefix: '%{record_type}.',
    };
    const result = world(clusters(), { config: { registry } });
    expect(changesOf(result)).toEqual([]);
    expect(result.findings.map(each => each.id)).toContain(
      'OWNERSHIP_BELOW_CUT',
    );
  });

  it('a challenge below the cut is told of before it fails', () => {
    const challenge = dnsEndpoint('acme', [
      `TXT _acme-challenge.${host} token`,
    ]);
    const result = findings(
      { ...clusters(), eu: [...clusters().eu, challenge] },
      { config: { sources: ['k8gb', 'crd'], managedRecordTypes: ['TXT'] } },
    );
    expect(result).toEqual([`OCCLUDED_RECORD _acme-challenge.${host}`]);
  });
});

describe('over DNS', () => {
  const servers = [{ nsName: eu, address: '192.0.2.6', answer: 'answers' }];
  it.each<[string, object, string[]]>([
    ['all is well', { servers }, []],
    [
      'a server refuses',
      { servers: [{ ...servers[0], answer: 'refused' }] },
      [`LAME_REFUSED ${eu}`],
    ],
    [
      'a server is silent',
      { servers: [{ ...servers[0], answer: 'silent' }] },
      [`NS_UNREACHABLE ${eu}`],
    ],
    ['there is a DS record', { hasDs: true }, [`DS_ON_UNSIGNED ${zone}`]],
    [
      'the parent answers itself',
      { answersBelow: true },
      [`CUT_MISSING ${zone}`],
    ],
    ['nobody is named', { nsNames: [] }, [`DELEGATION_MISSING ${zone}`]],
    ['somebody is not named', { nsNames: [eu] }, [`NS_MISSING ${us}`]],
    ['an address is missing', { glue: { [us]: [] } }, [`NS_DANGLING ${us}`]],
    [
      'an address is old',
      { glue: { [us]: ['198.51.100.99'] } },
      [`GLUE_STALE ${us}`],
    ],
    ['nothing is known', { nsNames: null, glue: { [us]: null } }, []],
  ])('%s', (_, more, expected) => {
    expect(findings(clusters(), observed(more)).sort()).toEqual(expected);
  });

  it('is not told while the NS set has just changed', () => {
    const before = applied([], world({ eu: clusters().eu }));
    const at = (now: string, of: EndpointJson[], remembered: unknown[]) =>
      planWorld({
        id: 'test',
        config: { ...config, sources: ['k8gb'] },
        clusters: clusters(),
        records: of,
        now,
        gslb: {
          remembered,
          observed: [{ zone, at: now, nsNames: [eu], servers: [] }],
        },
      }).plans[0];
    const first = at('2026-11-21T10:00:00Z', before, []);
    const joined = at('2026-11-21T10:01:00Z', records, first.delegations ?? []);
    expect(joined.findings).toEqual([]);
    const still = at('2026-11-21T10:08:59Z', records, joined.delegations ?? []);
    expect(still.findings).toEqual([]);
    const late = at('2026-11-21T10:09:00Z', records, still.delegations ?? []);
    expect(late.findings.map(each => each.id)).toEqual(['NS_MISSING']);
  });

  it('an answer that no strategy explains', () => {
    const both = {
      eu: [...clusters().eu, web('eu'), ...route],
      us: [...clusters().us, web('us'), ...route],
    };
    const hosts = [
      { host, nsName: eu, answer: ['192.0.2.80'] },
      { host, nsName: us, answer: [] },
    ];
    expect(findings(both, observed({ hosts }))).toEqual([
      `ANSWER_DIVERGES ${host}`,
    ]);
  });
});

it('by place, a part of the answer is as it should be', () => {
  const said = (answer: string[]) => {
    const byPlace = (tag: string, address: string) =>
      gslb(
        'web',
        { kind: 'HTTPRoute', name: 'web' },
        { type: 'geoip' },
        { geoTag: tag, health: { [host]: 'Healthy' }, exposed: [address] },
      );
    const both = {
      eu: [...clusters().eu, byPlace('eu', '192.0.2.80'), ...route],
      us: [...clusters().us, byPlace('us', '192.0.2.90'), ...route],
    };
    return findings(both, observed({ hosts: [{ host, nsName: eu, answer }] }));
  };
  expect(said(['192.0.2.90'])).toEqual([]);
  expect(said(['192.0.2.99'])).toEqual([`ANSWER_DIVERGES ${host}`]);
  expect(said([])).toEqual([`ANSWER_DIVERGES ${host}`]);
});

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

describe('of the DNS service', () => {
  const semantics = {
    type: 'cloudflare',
    recordTypes: ['A', 'NS', 'TXT'],
    minTtl: 60,
  };
  it('a TTL that it does not store is raised and told of, and glue is not proxied', () => {
    const result = replay(
      {
        clusters: clusters(),
        config: { sources: ['k8gb'], providers: [{ type: 'cloudflare' }] },
      },
      { semanticsOf: () => semantics },
    );
    expect(result.findings.map(each => each.id)).toEqual([
      'TTL_BELOW_PROVIDER_MIN',
    ]);
    expect(
      result.endpoints.map(each => [
        each.recordType,
        each.recordTTL,
        each.providerSpecific?.[0].value,
      ]),
    ).toEqual([
      ['A', 60, 'false'],
      ['A', 60, 'false'],
      ['NS', 60, undefined],
    ]);
  });
});

describe('a name server whose address cannot be written', () => {
  it('is not named', () => {
    const taken = record(`A ${us} 203.0.113.99`);
    const result = world(clusters(), { records: [taken] });
    expect(changesOf(result)).toEqual(
      [
        `+ NS ${zone} ${eu}`,
        `+ A ${eu} 192.0.2.6`,
        `+ TXT _externaldns.ns-${zone} me`,
        `+ TXT _externaldns.a-${eu} me`,
      ].sort(),
    );
    expect(result.verdicts).toContainEqual(
      expect.objectContaining({
        dnsName: zone,
        reason: 'gslb-no-glue',
        origin: expect.objectContaining({ cluster: 'us' }),
      }),
    );
  });

  it('is named where somebody else has written the right one', () => {
    const right = record(`A ${us} 198.51.100.11`);
    expect(changesOf(world(clusters(), { records: [right] }))).toContain(
      `+ NS ${zone} ${eu},${us}`,
    );
  });
});
