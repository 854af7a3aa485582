import { isSameJson, KubernetesObject } from '../kubernetes/kubernetesObject';
import { fieldOf, hostsOfGslb } from './gslbObjects';
import { k8gbResources, ListedCluster, servedZones } from './k8gbCluster';
import { answeredByHost } from './zoneRecords';

/*
 * `status.healthyRecords` of a Gslb is k8gb's word for what a cluster answers, the other
 * clusters' addresses included. The manifests leave it out: k8gb writes it, here as in a
 * real cluster a moment after the health has changed somewhere.
 */

/** A cluster whose objects k8gb can write. */
export interface WrittenCluster extends ListedCluster {
  apply(object: KubernetesObject): unknown;
}

/** A manifest with what k8gb wrote into its object before. */
export function withHealthyRecords(
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
): KubernetesObject {
  const written = fieldOf(previous, 'status', 'healthyRecords');
  const { kind, status } = object;
  const isWritten =
    kind === 'Gslb' &&
    written !== undefined &&
    typeof status === 'object' &&
    status !== null &&
    !('healthyRecords' in status);
  return isWritten
    ? { ...object, status: { ...status, healthyRecords: written } }
    : object;
}

/** Brings the Gslbs of one cluster to what all clusters say now. */
export function writeHealthyRecords(
  cluster: WrittenCluster,
  all: readonly ListedCluster[],
): void {
  const { gslbs, legacyGslbs } = k8gbResources;
  for (const gslb of [...cluster.list(gslbs), ...cluster.list(legacyGslbs)]) {
    const { status } = gslb;
    // One without a status was not seen by k8gb yet.
    if (typeof status !== 'object' || status === null) continue;
    const healthyRecords = answeredByHost(
      hostsOfGslb(gslb),
      servedZones(cluster),
      all,
    );
    if (isSameJson(fieldOf(status, 'healthyRecords'), healthyRecords)) continue;
    cluster.apply({ ...gslb, status: { ...status, healthyRecords } });
  }
}
