import { KubernetesObject } from '@openova/demo-environment';

/** The delegated zones of the tests lie in it. */
const parentZone = 'openova.io';

/** Seconds for which resolvers may know a delegation: old glue is kept so long. */
export const delegationTtl = 2;

/**
 * k8gb in a cluster: its Deployment, which says who it is and where its name server
 * answers, and the zones that its CoreDNS serves. It writes no delegation itself.
 */
export function k8gbInstallation(
  geoTag: string,
  zones: readonly string[],
): KubernetesObject[] {
  const env = {
    CLUSTER_GEO_TAG: geoTag,
    CLUSTER_EXPOSED_IPS: '127.0.0.1',
    EXTDNS_ENABLED: 'false',
    NS_RECORD_TTL: `${delegationTtl}`,
  };
  const files = zones.map(zone => [`${zone.replaceAll('.', '-')}.conf`, '']);
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace: 'k8gb', name: 'k8gb' },
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'k8gb',
                env: Object.entries(env).map(([name, value]) => ({
                  name,
                  value,
                })),
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace: 'k8gb', name: 'k8gb-zone-delegation' },
      data: Object.fromEntries(files),
    },
  ];
}

/** Takes a cluster into a zone; deleted, the cluster leaves. */
export function zoneDelegation(zone: string): KubernetesObject {
  return {
    apiVersion: 'k8gb.io/v1beta1',
    kind: 'ZoneDelegation',
    metadata: { name: zone.replaceAll('.', '-') },
    spec: { loadBalancedZone: zone, parentZone, doFinalize: true },
  };
}

/** One host of a component, answered by the first cluster as long as it is well. */
export function failoverGslb(
  component: string,
  host: string,
  state: { geoTag: string; primary: string; address: string },
): KubernetesObject {
  return {
    apiVersion: 'k8gb.io/v1beta1',
    kind: 'Gslb',
    metadata: {
      namespace: 'shop',
      name: component,
      labels: { 'backstage.io/kubernetes-id': component },
    },
    spec: {
      resourceRef: {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        name: component,
      },
      strategy: { type: 'failover', primaryGeoTag: state.primary },
    },
    status: {
      geoTag: state.geoTag,
      hosts: host,
      serviceHealth: { [host]: 'Healthy' },
      loadBalancer: { exposedIps: [state.address] },
    },
  };
}
