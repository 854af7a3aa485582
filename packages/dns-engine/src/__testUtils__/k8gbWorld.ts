/** Objects as k8gb and its users make them, cut down to what tells. */

/** A ZoneDelegation; `servers` are lines like `gslb-ns-eu-gslb.openova.io 192.0.2.6`. */
export function zoneDelegation(
  zone: string,
  parent: string,
  servers: readonly string[],
  more: {
    name?: string;
    doFinalize?: boolean;
    deletionTimestamp?: string;
    creationTimestamp?: string;
  } = {},
) {
  const { doFinalize, ...metadata } = more;
  return {
    apiVersion: 'k8gb.io/v1beta1',
    kind: 'ZoneDelegation',
    metadata: { name: zone.replaceAll('.', '-'), ...metadata },
    spec: {
      loadBalancedZone: zone,
      parentZone: parent,
      dnsZoneNegTTL: 30,
      ...(doFinalize === undefined ? {} : { doFinalize }),
    },
    status: {
      dnsServers: servers.map(each => {
        const [name, address] = each.split(' ');
        return { name, address };
      }),
    },
  };
}

/** k8gb's Deployment with its environment. */
export function deployment(environment: Readonly<Record<string, string>>) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'k8gb', name: 'k8gb' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'k8gb',
              env: Object.entries(environment).map(([name, value]) => ({
                name,
                value,
              })),
            },
          ],
        },
      },
    },
  };
}

/** A delegation DNSEndpoint of k8gb with its own ExternalDNS. */
export function delegationEndpoint(
  zone: string,
  nsNames: readonly string[],
  own?: { name: string; addresses: readonly string[] },
  ttl = 30,
) {
  return {
    apiVersion: 'externaldns.k8s.io/v1alpha1',
    kind: 'DNSEndpoint',
    metadata: {
      namespace: 'k8gb',
      name: `k8gb-ns-extdns-${zone.replaceAll('.', '-')}`,
      labels: {
        'k8gb.io/dnstype': 'extdns',
        'k8gb.absa.oss/dnstype': 'extdns',
      },
    },
    spec: {
      endpoints: [
        { dnsName: zone, recordType: 'NS', recordTTL: ttl, targets: nsNames },
        ...(own
          ? [
              {
                dnsName: own.name,
                recordType: 'A',
                recordTTL: ttl,
                targets: own.addresses,
              },
            ]
          : []),
      ],
    },
  };
}

/** A Gslb that refers to an object of its own namespace. */
export function gslb(
  name: string,
  reference: { kind: string; name: string },
  strategy: Readonly<Record<string, unknown>>,
  status: {
    geoTag: string;
    /** Health by host. */
    health: Readonly<Record<string, string>>;
    exposed?: readonly string[];
    records?: Readonly<Record<string, readonly string[]>>;
  },
  more: { group?: string; annotations?: Record<string, string> } = {},
) {
  const { group = 'k8gb.io', ...metadata } = more;
  return {
    apiVersion: `${group}/v1beta1`,
    kind: 'Gslb',
    metadata: { namespace: 'shop', name, ...metadata },
    spec: {
      resourceRef: { apiVersion: 'gateway.networking.k8s.io/v1', ...reference },
      strategy,
    },
    status: {
      geoTag: status.geoTag,
      serviceHealth: status.health,
      healthyRecords: status.records ?? {},
      loadBalancer: { exposedIps: status.exposed ?? [] },
      servers: Object.keys(status.health).map(host => ({ host, services: [] })),
    },
  };
}

/** An HTTPRoute that a Gateway with this address has accepted. */
export function acceptedRoute(
  name: string,
  hostnames: readonly string[],
  address = '192.0.2.80',
) {
  return [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { namespace: 'shop', name: 'public' },
      spec: { listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
      status: { addresses: [{ type: 'IPAddress', value: address }] },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { namespace: 'shop', name },
      spec: { hostnames, parentRefs: [{ name: 'public' }] },
      status: {
        parents: [
          {
            parentRef: { name: 'public' },
            controllerName: 'example.org/gateway',
            conditions: [{ type: 'Accepted', status: 'True' }],
          },
        ],
      },
    },
  ];
}
