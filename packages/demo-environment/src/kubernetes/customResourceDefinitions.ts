import { KubernetesObject } from './kubernetesObject';

const gatewayGroup = 'gateway.networking.k8s.io';

/**
 * Makes a CustomResourceDefinition that a demo cluster accepts: names and served versions, no schema.
 * @public
 */
export function customResourceDefinition(options: {
  group: string;
  kind: string;
  plural: string;
  /** Served versions; the first is the stored one. */
  versions: string[];
  shortNames?: string[];
  scope?: 'Namespaced' | 'Cluster';
}): KubernetesObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${options.plural}.${options.group}` },
    spec: {
      group: options.group,
      names: {
        kind: options.kind,
        listKind: `${options.kind}List`,
        plural: options.plural,
        singular: options.kind.toLowerCase(),
        shortNames: options.shortNames ?? [],
      },
      scope: options.scope ?? 'Namespaced',
      versions: options.versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
      })),
    },
  };
}

function gatewayDefinition(
  kind: string,
  plural: string,
  versions: string[],
  shortNames: string[] = [],
): KubernetesObject {
  return customResourceDefinition({
    group: gatewayGroup,
    kind,
    plural,
    versions,
    shortNames,
  });
}

/** k8gb has it in two groups, the old one for as long as its installations move. */
function gslbDefinition(group: string): KubernetesObject {
  return customResourceDefinition({
    group,
    kind: 'Gslb',
    plural: 'gslbs',
    versions: ['v1beta1'],
  });
}

/**
 * What a cluster installs when it is started without a folder: the kinds of the Gateway API that
 * ExternalDNS reads, its own DNSEndpoint, and those of k8gb.
 * @public
 */
export const standardCustomResourceDefinitions: readonly KubernetesObject[] = [
  gatewayDefinition('Gateway', 'gateways', ['v1', 'v1beta1'], ['gtw']),
  gatewayDefinition('HTTPRoute', 'httproutes', ['v1', 'v1beta1']),
  gatewayDefinition('GRPCRoute', 'grpcroutes', ['v1', 'v1alpha2']),
  gatewayDefinition('TLSRoute', 'tlsroutes', ['v1', 'v1alpha3', 'v1alpha2']),
  gatewayDefinition('TCPRoute', 'tcproutes', ['v1alpha2']),
  gatewayDefinition('UDPRoute', 'udproutes', ['v1alpha2']),
  gatewayDefinition('ListenerSet', 'listenersets', ['v1'], ['lset']),
  customResourceDefinition({
    group: 'externaldns.k8s.io',
    kind: 'DNSEndpoint',
    plural: 'dnsendpoints',
    versions: ['v1alpha1'],
  }),
  customResourceDefinition({
    group: 'k8gb.io',
    kind: 'ZoneDelegation',
    plural: 'zonedelegations',
    versions: ['v1beta1'],
    shortNames: ['zd'],
    scope: 'Cluster',
  }),
  gslbDefinition('k8gb.io'),
  gslbDefinition('k8gb.absa.oss'),
];
