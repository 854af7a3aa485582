import {
  applied,
  changesOf,
  dnsEndpoint,
  owned,
  replay,
  verdictsOf,
} from '../__testUtils__/worlds';

/*
 * A wish that cannot be published holds its row, whatever the source: while the
 * object exists and names the host, what stands there stays.
 */

const line = 'A web.openova.io 192.0.2.1';
const hostname = { 'external-dns.kubernetes.io/hostname': 'web.openova.io' };

function object(
  apiVersion: string,
  kind: string,
  spec: unknown,
  status: unknown = {},
  annotations: Record<string, string> = {},
) {
  return {
    apiVersion,
    kind,
    metadata: { namespace: 'shop', name: 'web', annotations },
    spec,
    status,
  };
}

const gatewayApi = 'gateway.networking.k8s.io/v1';
const reference = { name: 'web', namespace: 'shop' };
const gateway = (status: unknown) =>
  object(
    gatewayApi,
    'Gateway',
    { listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }] },
    status,
  );
const address = { addresses: [{ type: 'IPAddress', value: '192.0.2.1' }] };
const route = (accepted: string, hostnames: unknown = ['web.openova.io']) =>
  object(
    gatewayApi,
    'HTTPRoute',
    { hostnames, parentRefs: [reference] },
    {
      parents: [
        {
          parentRef: reference,
          conditions: [{ type: 'Accepted', status: accepted }],
        },
      ],
    },
  );
const rules = [{ host: 'web.openova.io' }];
const ingress = (spec: unknown) =>
  object('networking.k8s.io/v1', 'Ingress', spec);
const service = (
  annotations: Record<string, string>,
  status: unknown = {},
  spec: unknown = { type: 'LoadBalancer' },
) => object('v1', 'Service', spec, status, annotations);
const endpoints = (list: unknown) =>
  object('externaldns.k8s.io/v1alpha1', 'DNSEndpoint', { endpoints: list });
const wish = { dnsName: 'web.openova.io', recordType: 'A' };

const stories: [string, string, string, unknown[]][] = [
  [
    'a Gateway that lost its address',
    'gateway-httproute',
    'targets-lost',
    [gateway({}), route('True')],
  ],
  [
    'a route that lost its Accepted',
    'gateway-httproute',
    'no-gateway-accepted',
    [gateway(address), route('False')],
  ],
  [
    'a route whose Gateway is gone',
    'gateway-httproute',
    'gateway-not-found',
    [route('True')],
  ],
  [
    'a route whose hostnames cannot be read',
    'gateway-httproute',
    'broken-object',
    [gateway(address), route('True', 7)],
  ],
  [
    'a Service that lost its address',
    'service',
    'targets-lost',
    [service(hostname)],
  ],
  [
    'a Service with an empty target',
    'service',
    'targets-lost',
    [service({ ...hostname, 'external-dns.kubernetes.io/target': ' , ' })],
  ],
  [
    'an Ingress that lost its address',
    'ingress',
    'targets-lost',
    [ingress({ rules })],
  ],
  [
    'an Ingress that cannot be read',
    'ingress',
    'broken-object',
    [ingress({ rules: 'web.openova.io' })],
  ],
  [
    'a DNSEndpoint without targets',
    'crd',
    'targets-lost',
    [endpoints([{ ...wish, targets: [] }])],
  ],
  [
    'a DNSEndpoint with one broken target',
    'crd',
    'broken-target',
    [endpoints([{ ...wish, targets: ['192.0.2.9', 'x'] }])],
  ],
  [
    'a DNSEndpoint that cannot be read',
    'crd',
    'broken-object',
    [endpoints('web.openova.io')],
  ],
];

const labels: Record<string, string> = {
  'gateway-httproute': 'httproute',
  service: 'service',
  ingress: 'ingress',
  crd: 'crd',
};

describe('held rows', () => {
  it('are not handed to another cluster, whatever type it asks for', () => {
    const world = {
      clusters: {
        eu: [
          dnsEndpoint('other', [
            'A web.openova.io 192.0.2.2',
            'AAAA web.openova.io 2001:db8::2',
          ]),
        ],
        us: [dnsEndpoint('web', ['A web.openova.io x'])],
      },
      records: owned('AAAA web.openova.io 2001:db8::1'),
    };
    for (const claims of [undefined, { 'web.openova.io': 'us' }]) {
      const result = replay({ ...world, claims });
      expect(changesOf(result)).toEqual([]);
      expect(verdictsOf(result)).toEqual([
        'eu/other web.openova.io A held',
        'eu/other web.openova.io AAAA held',
        'us/web web.openova.io A broken-target',
      ]);
    }
  });

  it('of a shared name may grow, and are held in the next plan, too', () => {
    const world = {
      config: { sharedNames: { union: ['*.openova.io'] } },
      clusters: {
        eu: [dnsEndpoint('broken', ['A web.openova.io x'])],
        us: [dnsEndpoint('good', ['A web.openova.io 192.0.2.2'])],
      },
    };
    const before = owned(line, 'me', 'crd/shop/broken');
    const first = replay({ ...world, records: before });
    expect(changesOf(first)).toEqual([
      '~ A web.openova.io 192.0.2.1,192.0.2.2',
    ]);
    const records = applied(before, first);
    expect(changesOf(replay({ ...world, records }))).toEqual([]);
  });

  it.each(stories)('%s', (_, source, reason, objects) => {
    const standing = owned(line, 'me', `${labels[source]}/shop/web`);
    const world = { config: { sources: [source] }, records: standing };
    const result = replay({ ...world, clusters: { eu: objects } });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts).toMatchObject([{ reason }]);
    // Once the object is gone there is nothing to hold it.
    expect(changesOf(replay({ ...world, clusters: { eu: [] } }))).toEqual([
      '- A web.openova.io 192.0.2.1',
      '- TXT _externaldns.a-web.openova.io me',
    ]);
  });

  it('a template that fails holds every row whose TXT names the object', () => {
    const result = replay({
      config: {
        sources: ['service'],
        fqdnTemplate: '{{ index .Annotations 3 }}.openova.io',
      },
      clusters: {
        eu: [service({}, { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } })],
      },
      records: [
        ...owned(line, 'me', 'service/shop/web'),
        ...owned('A other.openova.io 192.0.2.3', 'me', 'service/shop/web'),
        ...owned('A gone.openova.io 192.0.2.4', 'me', 'service/shop/gone'),
      ],
    });
    expect(changesOf(result)).toEqual([
      '- A gone.openova.io 192.0.2.4',
      '- TXT _externaldns.a-gone.openova.io me',
    ]);
    expect(verdictsOf(result)).toEqual(['eu/web   template-failed']);
  });
});
