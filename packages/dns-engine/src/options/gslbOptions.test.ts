import { defaultGslbOptions } from './gslbOptions';
import { parseOptions } from './parseOptions';

const section = {
  sources: ['k8gb'],
  policy: 'sync',
  registry: { type: 'txt', txtOwnerId: 'openova' },
};

function read(more: Record<string, unknown>) {
  const { options, problems } = parseOptions({ ...section, ...more });
  return {
    gslb: options[0]?.gslb,
    sources: options[0]?.sources,
    problems: problems.map(each => `${each.path} ${each.message}`),
  };
}

describe('the options of k8gb', () => {
  it('have a default each', () => {
    expect(read({})).toMatchObject({ gslb: defaultGslbOptions, problems: [] });
  });

  it('are read', () => {
    const { gslb, problems } = read({
      gslb: {
        mode: 'own',
        nsTtl: { minutes: 1 },
        namespace: 'global-balancer',
        zones: [
          {
            zone: 'GSLB.openova.io.',
            parent: 'openova.io',
            tags: ['eu', 'us'],
          },
          { zone: 'ts.openova.io', mode: 'off' },
        ],
        extraKind: {
          group: 'platform.example.org',
          version: 'v1',
          kind: 'GlobalHost',
          hosts: '.spec.names',
        },
      },
      clusters: {
        'eu-central': { gslb: { geoTag: 'eu', addresses: '203.0.113.7' } },
        'us-east': {},
      },
    });
    expect(problems).toEqual([]);
    expect(gslb).toEqual({
      mode: 'own',
      nsTtl: 60,
      namespace: 'global-balancer',
      zones: [
        { zone: 'gslb.openova.io', parent: 'openova.io', tags: ['eu', 'us'] },
        { zone: 'ts.openova.io', parent: '', tags: [], mode: 'off' },
      ],
      clusters: {
        'eu-central': { geoTag: 'eu', addresses: ['203.0.113.7'] },
      },
      extraKinds: [
        {
          group: 'platform.example.org',
          version: 'v1',
          kind: 'GlobalHost',
          plural: 'globalhosts',
          hosts: 'spec.names',
        },
      ],
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ gslb: { mode: 'write' } }, 'externalDns.gslb.mode must be one of'],
    [{ gslb: { nsTTL: 30 } }, 'externalDns.gslb.nsTTL is not known'],
    [{ gslb: { nsTtl: 0 } }, 'externalDns.gslb.nsTtl must be at least'],
    [
      { gslb: { zones: ['gslb.openova.io'] } },
      'externalDns.gslb.zones[0] must be a section',
    ],
    [
      { gslb: { zones: [{ zone: '' }] } },
      'externalDns.gslb.zones[0].zone must be the name',
    ],
    [
      { gslb: { zones: [{ zone: 'a.openova.io', parent: 'example.org' }] } },
      'externalDns.gslb.zones[0].parent must be a zone above a.openova.io',
    ],
    [
      { clusters: { eu: { gslb: { geoTag: 'e u' } } } },
      'externalDns.clusters.eu.gslb.geoTag must be letters',
    ],
    [
      { clusters: { eu: { gslb: { addresses: ['2001:db8::1'] } } } },
      'externalDns.clusters.eu.gslb.addresses[0] must be an IPv4 address',
    ],
    [
      { gslb: { extraKind: { kind: 'GlobalHost', version: 'v1' } } },
      'externalDns.gslb.extraKind.hosts must be given',
    ],
  ])('say what is wrong: %j', (more, problem) => {
    const { problems } = read(more);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it.each(['GslbHttpRoute', 'gslbhttproute', 'k8gb-gslb', 'GSLBHTTPRoute'])(
    'know the source as %s',
    name => {
      const { sources, problems } = read({ sources: ['crd', name, 'k8gb'] });
      expect(problems).toEqual([]);
      expect(sources).toEqual(['crd', 'k8gb']);
    },
  );

  it('do not count in compat', () => {
    const { gslb, problems } = read({
      compat: 'external-dns',
      gslb: { mode: 'nonsense' },
    });
    expect(problems).toEqual([]);
    expect(gslb).toEqual(defaultGslbOptions);
  });
});
