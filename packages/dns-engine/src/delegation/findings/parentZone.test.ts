import {
  clusters,
  eu,
  findings,
  host,
  records,
  us,
  world,
  zone,
} from '../../__testUtils__/delegatedZone';
import {
  changesOf,
  dnsEndpoint,
  record,
  replay,
  TestWorld,
} from '../../__testUtils__/worlds';
import { EndpointJson } from '../../replay/rendering';

const observing = { config: { gslb: { mode: 'observe' } } };

const without = (name: string, type: string): EndpointJson[] =>
  records.filter(each => each.dnsName !== name || each.recordType !== type);

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
