import {
  delegationEndpoint,
  deployment,
  gslb,
  zoneDelegation,
} from '../__testUtils__/k8gbWorld';
import { optionsWith } from '../__testUtils__/sourceWorld';
import { defaultGslbOptions, GslbOptions } from '../options/gslbOptions';
import { clusterView } from '../view';
import { collectSource } from './collect';
import { k8gb } from './k8gb';
import { KubeObject } from './source';

function collect(objects: unknown[], gslbOptions: Partial<GslbOptions> = {}) {
  const options = optionsWith({
    sources: ['k8gb'],
    gslb: { ...defaultGslbOptions, ...gslbOptions },
  });
  // As the reflectors and the replay hand them over.
  const kinds = [
    ...k8gb.reads(options),
    ...(k8gb.mayRead?.(options) ?? []).map(each => each.kind),
  ];
  const kept = (objects as KubeObject[]).map(object => {
    const kind = kinds.find(
      each =>
        each.kind === object.kind &&
        each.versions.some(
          version => object.apiVersion === [each.group, version].join('/'),
        ),
    );
    return kind ? k8gb.keep(kind, object, options) : object;
  });
  const { wishes, verdicts } = collectSource(
    k8gb,
    clusterView('eu-central', kept),
    options,
  );
  return {
    facts: [...wishes, ...verdicts].map(each => each.gslb),
    wishes: wishes.map(
      ({ endpoint: { recordType, dnsName, targets, recordTTL } }) =>
        `${recordType} ${dnsName} ${targets.join(',')} ${recordTTL}`,
    ),
    verdicts: verdicts.map(
      ({ dnsName, reason }) => `${dnsName || '-'}: ${reason}`,
    ),
  };
}

const zone = 'gslb.openova.io';
const euName = 'gslb-ns-eu-gslb.openova.io';
const delegation = zoneDelegation(zone, 'openova.io', [
  `${euName} 192.0.2.7`,
  `${euName} 192.0.2.6`,
  'gslb-ns-us-gslb.openova.io 198.51.100.11',
]);
const installed = deployment({
  CLUSTER_GEO_TAG: 'eu',
  EXTDNS_ENABLED: 'false',
});

describe('a ZoneDelegation', () => {
  it('asks for its own name and its own addresses', () => {
    expect(collect([delegation, installed]).wishes).toEqual([
      `NS ${zone} ${euName} 30`,
      `A ${euName} 192.0.2.6,192.0.2.7 30`,
    ]);
  });

  it('takes what it does not say from configuration, Gslb, Deployment, DNSEndpoint', () => {
    const tagOf = (objects: unknown[], options?: Partial<GslbOptions>) =>
      collect([delegation, ...objects], options).facts.flatMap(each =>
        each?.type === 'delegation' ? [each.geoTag] : [],
      )[0];
    const ofGslb = gslb(
      'web',
      { kind: 'HTTPRoute', name: 'web' },
      { type: 'roundRobin' },
      { geoTag: 'of-gslb', health: {} },
    );
    const endpoint = delegationEndpoint(zone, [euName], {
      name: 'gslb-ns-of-endpoint-gslb.openova.io',
      addresses: ['192.0.2.6'],
    });
    const configured = {
      clusters: { 'eu-central': { geoTag: 'configured', addresses: [] } },
    };
    const all = [ofGslb, installed, endpoint];
    expect(tagOf(all, configured)).toBe('configured');
    expect(tagOf(all)).toBe('of-gslb');
    expect(tagOf([installed, endpoint])).toBe('eu');
    expect(tagOf([endpoint])).toBe('of-endpoint');
    expect(collect([delegation]).verdicts).toEqual([
      `${zone}: gslb-no-geo-tag`,
    ]);
  });

  it('without an address asks for nothing, and holds what stands', () => {
    const empty = zoneDelegation(zone, 'openova.io', []);
    expect(collect([empty, installed])).toMatchObject({
      wishes: [],
      verdicts: [`${zone}: gslb-no-address`, `${euName}: gslb-no-address`],
    });
  });

  it('has other addresses where the configuration or k8gb says so', () => {
    const clusters = {
      'eu-central': { geoTag: '', addresses: ['203.0.113.9'] },
    };
    expect(collect([delegation, installed], { clusters }).wishes).toContain(
      `A ${euName} 203.0.113.9 30`,
    );
    const exposed = deployment({
      CLUSTER_GEO_TAG: 'eu',
      CLUSTER_EXPOSED_IPS: '203.0.113.5',
      NS_RECORD_TTL: '120',
      GLUEA_PREFIX: 'edge-',
    });
    expect(collect([delegation, exposed]).wishes).toEqual([
      `NS ${zone} edge-eu-gslb.openova.io 120`,
      'A edge-eu-gslb.openova.io 203.0.113.5 120',
    ]);
  });

  it('finds the prefix in its status where the Deployment cannot be read', () => {
    const own = zoneDelegation(zone, 'openova.io', [
      'edge-eu-gslb.openova.io 192.0.2.6',
    ]);
    const clusters = { 'eu-central': { geoTag: 'eu', addresses: [] } };
    expect(collect([own], { clusters }).wishes[0]).toBe(
      `NS ${zone} edge-eu-gslb.openova.io 30`,
    );
  });

  it('that is being deleted asks for nothing', () => {
    const leaving = {
      ...delegation,
      metadata: {
        ...delegation.metadata,
        deletionTimestamp: '2026-11-21T10:00:00Z',
      },
    };
    const { wishes, facts } = collect([leaving, installed]);
    expect(wishes).toEqual([]);
    expect(facts).toMatchObject([
      { isLeaving: true, leavingSince: '2026-11-21T10:00:00Z' },
    ]);
  });

  it('that cannot be read holds its zone', () => {
    const broken = { ...delegation, status: { dnsServers: 'none' } };
    expect(collect([broken, installed]).verdicts).toEqual([
      '-: broken-object',
      `${zone}: broken-object`,
    ]);
  });

  it('knows who else writes the delegation', () => {
    const managerWith = (...objects: unknown[]) =>
      collect([delegation, ...objects]).facts.flatMap(each =>
        each?.type === 'delegation' ? [each.manager] : [],
      )[0];
    const environment = (more: Record<string, string>) =>
      deployment({ CLUSTER_GEO_TAG: 'eu', ...more });
    expect(managerWith()).toBe('unknown');
    expect(managerWith(installed)).toBe('nobody');
    expect(managerWith(environment({ EXTDNS_ENABLED: 'true' }))).toBe(
      'external-dns',
    );
    expect(managerWith(environment({ INFOBLOX_GRID_HOST: 'ib' }))).toBe(
      'infoblox',
    );
    expect(managerWith(delegationEndpoint(zone, [euName]))).toBe(
      'external-dns',
    );
  });
});

describe('k8gb of before ZoneDelegation', () => {
  it('has its zones in delegation DNSEndpoints', () => {
    const endpoint = delegationEndpoint(
      zone,
      [euName, 'gslb-ns-us-gslb.openova.io'],
      { name: euName, addresses: ['192.0.2.6'] },
      60,
    );
    expect(collect([endpoint]).wishes).toEqual([
      `NS ${zone} ${euName} 60`,
      `A ${euName} 192.0.2.6 60`,
    ]);
  });

  it('has its zones in the configuration', () => {
    const options: Partial<GslbOptions> = {
      zones: [{ zone, parent: 'openova.io', tags: ['eu', 'us'] }],
      clusters: { 'eu-central': { geoTag: 'eu', addresses: ['192.0.2.6'] } },
    };
    expect(collect([], options).wishes).toEqual([
      `NS ${zone} ${euName} 30`,
      `A ${euName} 192.0.2.6 30`,
    ]);
    const others = [{ zone, parent: 'openova.io', tags: ['us'] }];
    expect(collect([], { ...options, zones: others }).wishes).toEqual([]);
  });

  it('serves under the address of its CoreDNS', () => {
    const coreDns = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        namespace: 'k8gb',
        name: 'coredns',
        labels: { 'app.kubernetes.io/name': 'coredns' },
      },
      spec: { type: 'LoadBalancer' },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.53' }] } },
    };
    const zones = [{ zone, parent: 'openova.io', tags: [] }];
    expect(collect([coreDns, installed], { zones }).wishes).toContain(
      `A ${euName} 192.0.2.53 30`,
    );
  });
});

describe('a Gslb', () => {
  const host = 'web.gslb.openova.io';
  const web = (more?: Parameters<typeof gslb>[4]) =>
    gslb(
      'web',
      { kind: 'HTTPRoute', name: 'web' },
      { type: 'failover', primaryGeoTag: 'eu' },
      { geoTag: 'eu', health: { [host]: 'Healthy' }, exposed: ['192.0.2.80'] },
      more,
    );

  it('that refers to an HTTPRoute is a GslbHttpRoute', () => {
    const { facts, verdicts } = collect([delegation, installed, web()]);
    expect(verdicts).toContain(`${host}: gslb-host`);
    expect(facts.find(each => each?.type === 'host')).toMatchObject({
      host,
      label: 'GslbHttpRoute',
      strategy: { type: 'failover', primaryGeoTag: 'eu' },
      health: 'Healthy',
      exposed: ['192.0.2.80'],
      reference: { kind: 'HTTPRoute', exists: false },
    });
  });

  it('of the legacy group is hidden behind the one it became', () => {
    const legacy = web({
      group: 'k8gb.absa.oss',
      annotations: { 'k8gb.io/migrated-to-k8gb-io': 'true' },
    });
    const { facts } = collect([delegation, installed, web(), legacy]);
    expect(facts.filter(each => each?.type === 'host')).toHaveLength(1);
  });

  it('outside of every delegated zone is told so', () => {
    // Contains the zone's name, but does not lie in it.
    const outside = gslb(
      'web',
      { kind: 'Ingress', name: 'web' },
      { type: 'roundRobin' },
      { geoTag: 'eu', health: { 'mygslb.openova.io': 'Healthy' } },
    );
    expect(collect([delegation, installed, outside]).verdicts).toContain(
      'mygslb.openova.io: gslb-host-outside',
    );
  });

  it('has its hosts from what it refers to before its status names any', () => {
    const fresh = { ...web(), status: undefined };
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { namespace: 'shop', name: 'web' },
      spec: { hostnames: [host] },
    };
    expect(
      collect([delegation, installed, fresh, route]).facts.find(
        each => each?.type === 'host',
      ),
    ).toMatchObject({ host, health: 'unknown', reference: { exists: true } });
  });

  it('of a platform is read by the path to its hosts', () => {
    const wrapper = {
      apiVersion: 'platform.example.org/v1',
      kind: 'GlobalHost',
      metadata: { namespace: 'shop', name: 'web' },
      spec: { names: [host] },
    };
    const extraKinds = [
      {
        group: 'platform.example.org',
        version: 'v1',
        kind: 'GlobalHost',
        plural: 'globalhosts',
        hosts: 'spec.names',
      },
    ];
    expect(
      collect([delegation, installed, wrapper], { extraKinds }).verdicts,
    ).toContain(`${host}: gslb-host`);
  });
});

describe("k8gb's private DNSEndpoints", () => {
  const local = {
    apiVersion: 'externaldns.k8s.io/v1alpha1',
    kind: 'DNSEndpoint',
    metadata: {
      namespace: 'shop',
      name: 'web',
      labels: { 'k8gb.io/dnstype': 'local' },
    },
    spec: {
      endpoints: [
        {
          dnsName: 'web.gslb.openova.io',
          recordType: 'A',
          targets: ['192.0.2.80'],
        },
      ],
    },
  };

  it('are never published', () => {
    expect(collect([delegation, installed, local])).toMatchObject({
      wishes: [`NS ${zone} ${euName} 30`, expect.any(String)],
      verdicts: ['web.gslb.openova.io: managed-by-k8gb'],
    });
  });

  it('that some ExternalDNS has taken hold of are told of', () => {
    const leaked = { ...local, status: { observedGeneration: 1 } };
    expect(
      collect([delegation, installed, leaked]).facts.find(
        each => each?.type === 'leak',
      ),
    ).toMatchObject({ names: ['web.gslb.openova.io'] });
  });
});

it('says nothing in compat', () => {
  const options = optionsWith({ sources: ['k8gb'], compat: true });
  const view = clusterView('eu-central', [delegation as KubeObject]);
  expect(k8gb.reads(options)).toEqual([]);
  expect(collectSource(k8gb, view, options).wishes).toEqual([]);
});
