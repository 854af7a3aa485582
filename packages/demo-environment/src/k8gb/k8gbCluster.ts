import { KubernetesObject } from '../kubernetes/kubernetesObject';
import { fieldOf, GslbHost, hostsOfGslb, nameOf, textOf } from './gslbObjects';

/** RBAC names of the kinds that decide what k8gb answers. */
export const k8gbResources = {
  gslbs: 'gslbs.k8gb.io',
  legacyGslbs: 'gslbs.k8gb.absa.oss',
  zoneDelegations: 'zonedelegations.k8gb.io',
  deployments: 'deployments.apps',
  configMaps: 'configmaps',
} as const;

/** What is read of a cluster: its objects by the RBAC name of their kind. */
export interface ListedCluster {
  readonly name: string;
  list(resource: string): KubernetesObject[];
}

const namespace = 'k8gb';
const zonesConfigMap = 'k8gb-zone-delegation';

/** The geo tag that k8gb was given in a cluster; empty without k8gb. */
export function geoTagOf(cluster: ListedCluster): string {
  for (const deployment of cluster.list(k8gbResources.deployments)) {
    if (deployment.metadata.namespace !== namespace) continue;
    const pod = fieldOf(deployment, 'spec', 'template', 'spec');
    for (const container of listOf(fieldOf(pod, 'containers'))) {
      for (const variable of listOf(fieldOf(container, 'env'))) {
        if (textOf(variable, 'name') === 'CLUSTER_GEO_TAG') {
          return textOf(variable, 'value');
        }
      }
    }
  }
  return '';
}

/**
 * The zones that CoreDNS serves in a cluster: those of its ZoneDelegations that are not
 * being deleted and that its ConfigMap lists. It refuses any other.
 */
export function servedZones(cluster: ListedCluster): string[] {
  const map = cluster
    .list(k8gbResources.configMaps)
    .find(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.name === zonesConfigMap,
    );
  const listed = Object.keys(fieldOf(map, 'data') ?? {});
  return cluster
    .list(k8gbResources.zoneDelegations)
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(object => nameOf(object, 'spec', 'loadBalancedZone'))
    .filter(zone => listed.includes(`${zone.replaceAll('.', '-')}.conf`));
}

/** The hosts of all Gslbs of a cluster; a migrated one counts in its new group only. */
export function gslbHosts(cluster: ListedCluster): GslbHost[] {
  const legacy = cluster
    .list(k8gbResources.legacyGslbs)
    .filter(
      ({ metadata }) =>
        metadata.annotations?.['k8gb.io/migrated-to-k8gb-io'] !== 'true',
    );
  return [...cluster.list(k8gbResources.gslbs), ...legacy].flatMap(hostsOfGslb);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
