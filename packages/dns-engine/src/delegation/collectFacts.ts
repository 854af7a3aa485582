import type { InstanceWishes } from '../plan/planZone';
import { DelegationFact, GslbFact } from './facts';

/** How much a cluster's facts are to be trusted. @internal */
export type ClusterTrust = 'fresh' | 'stale' | 'unread';

/** What all clusters together say of k8gb. @internal */
export interface GslbFacts {
  facts: readonly GslbFact[];
  /** The clusters in which an instance reads k8gb. */
  clusters: ReadonlyMap<string, ClusterTrust>;
}

/**
 * What k8gb says in one cluster: the facts of its wishes and verdicts, each once.
 * Undefined where the instance does not read k8gb.
 *
 * @internal
 */
export function factsOf({
  options,
  wishes,
  verdicts,
}: Pick<InstanceWishes, 'options' | 'wishes' | 'verdicts'>):
  | readonly GslbFact[]
  | undefined {
  if (options.compat || !options.sources.includes('k8gb')) return undefined;
  const facts = new Map<string, GslbFact>();
  // One after the other: there may be a hundred thousand of each.
  for (const { gslb } of wishes) if (gslb) facts.set(factKey(gslb), gslb);
  for (const { gslb } of verdicts) if (gslb) facts.set(factKey(gslb), gslb);
  return [...facts.values()];
}

function factKey(fact: GslbFact): string {
  const { cluster, kind, namespace, name } = fact.origin;
  const host = fact.type === 'host' ? fact.host : '';
  const about = fact.type === 'delegation' ? fact.zone : host;
  return [fact.type, cluster, kind, namespace, name, about].join('\n');
}

/** Puts together what several instances found in several clusters. @internal */
export function gatherFacts(
  desired: readonly Pick<
    InstanceWishes,
    'options' | 'cluster' | 'sources' | 'gslb'
  >[],
): GslbFacts | undefined {
  const facts = new Map<string, GslbFact>();
  const clusters = new Map<string, ClusterTrust>();
  let isRead = false;
  for (const { options, cluster, sources, gslb } of desired) {
    if (options.compat || !options.sources.includes('k8gb')) continue;
    isRead = true;
    for (const fact of gslb ?? []) facts.set(factKey(fact), fact);
    const state = sources.find(({ source }) => source === 'k8gb')?.state;
    const known = clusters.get(cluster);
    if (!known || state === 'fresh') clusters.set(cluster, state ?? 'unread');
  }
  if (!isRead) return undefined;
  return { facts: [...facts.values()], clusters };
}

/** The delegations among the facts, by zone and then cluster, each in a fixed order. @internal */
export function delegationsByZone(
  facts: readonly GslbFact[],
): Map<string, DelegationFact[]> {
  const byZone = new Map<string, Map<string, DelegationFact>>();
  for (const fact of facts) {
    if (fact.type !== 'delegation') continue;
    let ofZone = byZone.get(fact.zone);
    if (!ofZone) byZone.set(fact.zone, (ofZone = new Map()));
    const { cluster } = fact.origin;
    const known = ofZone.get(cluster);
    // Of two objects for one zone the one that stays counts.
    if (!known || (known.isLeaving && !fact.isLeaving)) {
      ofZone.set(cluster, fact);
    }
  }
  return new Map(
    [...byZone]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([zone, ofZone]) => [
        zone,
        [...ofZone.values()].sort((a, b) =>
          a.origin.cluster < b.origin.cluster ? -1 : 1,
        ),
      ]),
  );
}
