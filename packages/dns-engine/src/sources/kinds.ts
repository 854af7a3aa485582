import { Kind } from './source';

const gatewayGroup = 'gateway.networking.k8s.io';

/**
 * Every kind that a source reads, with the versions that we understand, newest
 * first. RBAC manifests, discovery and the docs are made from this table.
 *
 * @public
 */
export const kinds = {
  namespace: core('Namespace', 'namespaces', false),
  node: core('Node', 'nodes', false),
  pod: core('Pod', 'pods', true),
  service: core('Service', 'services', true),
  endpointSlice: {
    group: 'discovery.k8s.io',
    kind: 'EndpointSlice',
    plural: 'endpointslices',
    versions: ['v1'],
    namespaced: true,
  },
  ingress: {
    group: 'networking.k8s.io',
    kind: 'Ingress',
    plural: 'ingresses',
    versions: ['v1'],
    namespaced: true,
  },
  gateway: gatewayKind('Gateway', 'gateways', ['v1', 'v1beta1']),
  listenerSet: gatewayKind('ListenerSet', 'listenersets', ['v1']),
  httpRoute: gatewayKind('HTTPRoute', 'httproutes', ['v1', 'v1beta1']),
  grpcRoute: gatewayKind('GRPCRoute', 'grpcroutes', ['v1', 'v1alpha2']),
  tlsRoute: gatewayKind('TLSRoute', 'tlsroutes', [
    'v1',
    'v1alpha3',
    'v1alpha2',
  ]),
  tcpRoute: gatewayKind('TCPRoute', 'tcproutes', ['v1alpha2']),
  udpRoute: gatewayKind('UDPRoute', 'udproutes', ['v1alpha2']),
  dnsEndpoint: {
    group: 'externaldns.k8s.io',
    kind: 'DNSEndpoint',
    plural: 'dnsendpoints',
    versions: ['v1alpha1'],
    namespaced: true,
  },
  zoneDelegation: k8gbKind('k8gb.io', 'ZoneDelegation', 'zonedelegations'),
  gslb: k8gbKind('k8gb.io', 'Gslb', 'gslbs'),
  legacyGslb: k8gbKind('k8gb.absa.oss', 'Gslb', 'gslbs'),
  deployment: {
    group: 'apps',
    kind: 'Deployment',
    plural: 'deployments',
    versions: ['v1'],
    namespaced: true,
  },
  configMap: core('ConfigMap', 'configmaps', true),
} satisfies Record<string, Kind>;

function core(kind: string, plural: string, namespaced: boolean): Kind {
  return { group: '', kind, plural, versions: ['v1'], namespaced };
}

function gatewayKind(
  kind: string,
  plural: string,
  versions: readonly string[],
): Kind {
  return { group: gatewayGroup, kind, plural, versions, namespaced: true };
}

function k8gbKind(group: string, kind: string, plural: string): Kind {
  const namespaced = kind !== 'ZoneDelegation';
  return { group, kind, plural, versions: ['v1beta1'], namespaced };
}
