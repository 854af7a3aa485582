import { sortTargets } from '../plan/targets';
import { GslbStrategy } from './facts';

/** What one cluster says of a host. @public */
export interface AnsweringCluster {
  cluster: string;
  geoTag: string;
  strategy: GslbStrategy;
  /** Its addresses for the host where it is healthy; empty where it is not. */
  targets: readonly string[];
}

/**
 * The addresses that k8gb's name server in each cluster answers for a host, by its
 * strategy, as a set; empty is NXDOMAIN. Every cluster goes by its own Gslb, so
 * clusters that disagree answer differently. Clusters without a Gslb for the host are
 * not among them: they answer NXDOMAIN.
 *
 * Geoip and weights narrow and order the set at query time, per client.
 *
 * @public
 */
export function expectedAnswers(
  clusters: readonly AnsweringCluster[],
): Map<string, string[]> {
  const union = (some: readonly AnsweringCluster[]) =>
    sortTargets([...new Set(some.flatMap(each => each.targets))]);
  return new Map(
    clusters.map(({ cluster, strategy }) => {
      if (strategy.type !== 'failover') return [cluster, union(clusters)];
      const isPrimary = (each: AnsweringCluster) =>
        each.geoTag === strategy.primaryGeoTag;
      const primary = union(clusters.filter(isPrimary));
      if (primary.length > 0) return [cluster, primary];
      return [cluster, union(clusters.filter(each => !isPrimary(each)))];
    }),
  );
}
