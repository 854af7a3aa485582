import {
  adjustedEndpoints,
  distribute,
  Endpoint,
  parseOptions,
} from '@openova/dns-engine';
import { createRoute53Semantics, route53Semantics } from './semantics';

const balancer = 'lb-1.eu-central-1.elb.amazonaws.com';

function cname(
  target: string,
  properties: Record<string, string> = {},
): Endpoint {
  return {
    dnsName: 'web.openova.io',
    recordType: 'CNAME',
    targets: [target],
    recordTTL: 60,
    providerSpecific: Object.entries(properties).map(([name, value]) => ({
      name,
      value,
    })),
  };
}

function shapes(endpoint: Endpoint, semantics = route53Semantics): string[] {
  return adjustedEndpoints(endpoint, semantics).map(
    ({ recordType, recordTTL, providerSpecific = [] }) =>
      [
        recordType,
        recordTTL,
        ...providerSpecific.map(({ name, value }) => `${name}=${value}`),
      ]
        .filter(part => part !== undefined)
        .join(' '),
  );
}

const healthy = 'alias=true aws/evaluate-target-health=true';
const blind = 'alias=true aws/evaluate-target-health=false';

describe('what Route 53 makes of a CNAME', () => {
  it.each<[string, Endpoint, string[]]>([
    ['to AWS', cname(balancer), [`A ${healthy}`, `AAAA ${healthy}`]],
    ['to others', cname('www.example.org'), ['CNAME 60']],
    ['to AWS, alias=false', cname(balancer, { alias: 'false' }), ['CNAME 60']],
    [
      'with alias=true',
      cname('www.openova.io', { alias: 'true' }),
      [`A ${healthy}`, `AAAA ${healthy}`],
    ],
    ['with alias=A', cname(balancer, { alias: 'A' }), [`A ${healthy}`]],
    [
      'with alias=AAAA',
      cname(balancer, { alias: 'AAAA' }),
      [`AAAA ${healthy}`],
    ],
    [
      'that does not look at health',
      cname(balancer, { alias: 'A', 'aws/evaluate-target-health': 'false' }),
      [`A ${blind}`],
    ],
    [
      'whose zone is said and known anyway',
      cname(balancer, {
        alias: 'A',
        'aws/target-hosted-zone': 'Z215JYRZR1TBD5',
      }),
      [`A ${healthy}`],
    ],
    [
      'whose zone is said',
      cname('lb.example.org', { alias: 'A', 'aws/target-hosted-zone': 'Z9' }),
      [`A ${healthy} aws/target-hosted-zone=Z9`],
    ],
    [
      'with a policy, and properties that say nothing of the record',
      cname('www.example.org', {
        'aws/weight': '010',
        'aws/hosted-zone-id': 'Z1',
        'aws/evaluate-target-health': 'true',
        'aws/unknown': 'x',
      }),
      ['CNAME 60 aws/weight=10'],
    ],
  ])('%s', (_name, endpoint, expected) => {
    expect(shapes(endpoint)).toEqual(expected);
  });

  it('whose zone is said to be one that the account holds, is in its own zone', () => {
    const { adjustEndpoints } = createRoute53Semantics({
      heldZones: new Set(['Z1']),
    });
    const [alias] =
      adjustEndpoints?.(
        cname('lb.openova.io', { alias: 'A', 'aws/target-hosted-zone': 'Z1' }),
      ) ?? [];
    expect(alias.providerSpecific?.map(({ name }) => name)).toEqual([
      'alias',
      'aws/evaluate-target-health',
    ]);
  });

  it('follows the settings of the account', () => {
    const careless = createRoute53Semantics({ evaluateTargetHealth: false });
    expect(shapes(cname(balancer), careless)).toEqual([
      `A ${blind}`,
      `AAAA ${blind}`,
    ]);
    const plain = createRoute53Semantics({ preferCname: true });
    expect(shapes(cname(balancer), plain)).toEqual(['CNAME 60']);
    expect(shapes(cname(balancer, { alias: 'A' }), plain)).toEqual([
      `A ${healthy}`,
    ]);
  });

  it('drops what only aliases have from addresses', () => {
    const address = {
      ...cname('192.0.2.1', { 'aws/evaluate-target-health': 'true' }),
      recordType: 'A',
    };
    expect(shapes(address)).toEqual(['A 60']);
  });
});

describe('a wish that names its zone', () => {
  const [options] = parseOptions({
    policy: 'sync',
    sources: ['service'],
    registry: { type: 'txt', txtOwnerId: 'openova' },
  }).options;
  const zones = (['public', 'private'] as const).map((visibility, index) => ({
    key: `Z${index + 1}`,
    id: `/hostedzone/Z${index + 1}`,
    name: 'openova.io',
    visibility,
  }));

  it.each([
    ['Z2', [0, 1]],
    ['/hostedzone/Z1', [1, 0]],
    ['', [1, 1]],
    ['Z3', [0, 0]],
  ])('%s', (zoneId, counts) => {
    const endpoint = cname('www.example.org', { 'aws/hosted-zone-id': zoneId });
    const origin = {
      cluster: 'eu',
      kind: 'Service',
      namespace: 'shop',
      name: 'web',
    };
    const { byZone } = distribute(
      [
        {
          options,
          cluster: 'eu',
          wishes: [{ endpoint, origin, contributors: [origin] }],
          verdicts: [],
          sources: [{ source: 'service', state: 'fresh' }],
        },
      ],
      zones,
      route53Semantics,
    );
    expect(
      zones.map(({ key }) => byZone.get(key)?.flatMap(each => each.wishes)),
    ).toEqual(
      counts.map(count =>
        Array(count).fill({ endpoint, origin, contributors: [origin] }),
      ),
    );
  });
});
