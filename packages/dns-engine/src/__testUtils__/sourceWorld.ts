import { Endpoint, Wish } from '../endpoint';
import { defaultGslbOptions } from '../options/gslbOptions';
import { Options } from '../options/types';
import { ProviderSemantics } from '../provider';
import { collectSource } from '../sources/collect';
import { combine, Combined } from '../sources/combine';
import { KubeObject } from '../sources/source';
import { sources } from '../sources/sources';
import { clusterView } from '../view';

/** Options of an instance in our own mode, with every default. */
export function optionsWith(changes: Partial<Options> = {}): Options {
  return {
    name: 'default',
    compat: false,
    mode: 'sync',
    policy: 'sync',
    sources: ['gateway-httproute', 'service', 'ingress', 'crd', 'node', 'pod'],
    namespace: '',
    annotationFilter: '',
    labelFilter: '',
    annotationPrefixes: [
      'external-dns.kubernetes.io/',
      'external-dns.alpha.kubernetes.io/',
    ],
    ingressClassNames: [],
    ignoreIngressRulesSpec: false,
    ignoreIngressTlsSpec: false,
    ignoreHostnameAnnotation: false,
    gatewayName: '',
    gatewayNamespace: '',
    gatewayLabelFilter: '',
    gatewayListenerSets: false,
    fqdnTemplate: [],
    targetTemplate: [],
    fqdnTargetTemplate: [],
    combineFqdnAnnotation: false,
    serviceTypeFilter: [],
    publishInternalServices: false,
    publishHostIp: false,
    alwaysPublishNotReadyAddresses: false,
    exposeInternalIpv6: false,
    excludeUnschedulable: true,
    compatibility: '',
    podSourceDomain: '',
    ignoreNonHostNetworkPods: false,
    defaultTargets: [],
    forceDefaultTargets: false,
    targetNetFilter: [],
    excludeTargetNets: [],
    nat64Networks: [],
    minTtl: 0,
    preferAlias: false,
    createPtr: false,
    managedRecordTypes: ['A', 'AAAA', 'CNAME'],
    excludeRecordTypes: [],
    domainFilter: [],
    excludeDomains: [],
    regexDomainFilter: '',
    regexDomainExclusion: '',
    zoneIdFilter: [],
    registry: {
      type: 'txt',
      txtOwnerId: 'openova',
      txtPrefix: '_externaldns.',
      txtSuffix: '',
      txtWildcardReplacement: '',
      txtEncryptEnabled: false,
      migrateFromTxtOwner: '',
      txtNewFormatOnly: true,
    },
    sharedNames: { default: 'first-claim', firstClaim: [], union: [] },
    gslb: defaultGslbOptions,
    ...changes,
  };
}

const webhook: ProviderSemantics = {
  type: 'webhook',
  recordTypes: [],
  propertyPrefix: 'webhook/',
};

/** Runs the sources of the options over one cluster. */
export function collected(
  objects: readonly KubeObject[],
  changes: Partial<Options> = {},
): Combined {
  const options = optionsWith(changes);
  const view = clusterView('eu', objects);
  const found = options.sources.map(name => {
    const source = sources.find(each => each.name === name);
    if (!source) throw new Error(`no source ${name}`);
    return collectSource(source, view, options);
  });
  return combine(found, options, webhook);
}

/** "A web.openova.io 192.0.2.1", sorted. */
export function endpointLines(wishes: readonly Wish[]): string[] {
  return wishes.map(({ endpoint }) => endpointLine(endpoint)).sort();
}

function endpointLine(endpoint: Endpoint): string {
  const { recordType, dnsName, targets, recordTTL, setIdentifier } = endpoint;
  return [
    recordType,
    dnsName,
    targets.join(','),
    recordTTL ? `ttl=${recordTTL}` : '',
    setIdentifier ? `id=${setIdentifier}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** "web.openova.io: targets-lost", sorted. */
export function verdictLines({ verdicts }: Combined): string[] {
  return verdicts
    .map(({ dnsName, reason }) => `${dnsName || '(no name)'}: ${reason}`)
    .sort();
}

/** A Gateway infra/gw with one listener that lets everybody in. */
export function gateway(changes: {
  name?: string;
  addresses?: string[];
  listeners?: unknown;
  labels?: Record<string, string>;
}): KubeObject {
  const { name = 'gw', addresses = ['192.0.2.1'], labels } = changes;
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace: 'infra', labels },
    spec: { listeners: changes.listeners ?? [listener({})] },
    status: { addresses: addresses.map(value => ({ value })) },
  };
}

export function listener(changes: {
  name?: string;
  hostname?: string;
  from?: string;
  protocol?: string;
}): Record<string, unknown> {
  const { name = 'web', from = 'All', protocol = 'HTTPS' } = changes;
  return {
    name,
    port: 443,
    protocol,
    hostname: changes.hostname,
    allowedRoutes: { namespaces: { from } },
  };
}

/** HTTPRoute shop/web on infra/gw, accepted unless told otherwise. */
export function route(changes: {
  name?: string;
  hostnames?: unknown;
  accepted?: boolean;
  parents?: string[];
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  creationTimestamp?: string;
}): KubeObject {
  const { name = 'web', accepted = true, parents = ['gw'] } = changes;
  const refs = parents.map(parent => ({ name: parent, namespace: 'infra' }));
  const status = accepted ? 'True' : 'False';
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      creationTimestamp: changes.creationTimestamp ?? '2026-01-01T00:00:00Z',
      annotations: changes.annotations,
      labels: changes.labels,
    },
    spec: { parentRefs: refs, hostnames: changes.hostnames },
    status: {
      parents: refs.map(parentRef => ({
        parentRef,
        conditions: [{ type: 'Accepted', status }],
      })),
    },
  };
}

/** Service shop/web of type LoadBalancer at 192.0.2.10. */
export function loadBalancer(changes: {
  name?: string;
  annotations?: Record<string, string>;
  ingress?: unknown;
  labels?: Record<string, string>;
}): KubeObject {
  const { name = 'web', ingress = [{ ip: '192.0.2.10' }] } = changes;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: 'shop',
      annotations: changes.annotations,
      labels: changes.labels,
    },
    spec: { type: 'LoadBalancer', clusterIP: '198.51.100.1' },
    status: { loadBalancer: { ingress } },
  };
}

export function hostname(value: string): Record<string, string> {
  return { 'external-dns.kubernetes.io/hostname': value };
}

/** DNSEndpoint shop/one. */
export function dnsEndpoint(
  endpoints: unknown,
  metadata: Partial<KubeObject['metadata']> = {},
): KubeObject {
  return {
    apiVersion: 'externaldns.k8s.io/v1alpha1',
    kind: 'DNSEndpoint',
    metadata: { name: 'one', namespace: 'shop', ...metadata },
    spec: { endpoints },
  };
}
