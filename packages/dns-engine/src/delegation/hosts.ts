import { isWithin } from '../name';
import { sameTargets, sortTargets } from '../plan/targets';
import { expectedAnswers } from './expectedAnswers';
import { GslbFact, GslbHostFact } from './facts';
import { ObservedDelegation } from './observed';
import { isNamedMember } from './members';
import {
  DelegationMember,
  GslbHost,
  GslbHostMember,
  MemberState,
} from './state';

/**
 * The delegated zone of a host: the longest that holds it, on label boundaries. k8gb
 * itself takes the first whose name the host contains.
 *
 * @internal
 */
export function zoneOfHost(
  host: string,
  zones: readonly string[],
): string | undefined {
  return zones
    .filter(zone => isWithin(host, zone))
    .sort((a, b) => b.length - a.length)[0];
}

/** The hosts of a zone with what each of its members says of them. @internal */
export function hostsOf(
  zone: string,
  zones: readonly string[],
  members: readonly DelegationMember[],
  facts: readonly GslbFact[],
  observed: ObservedDelegation | undefined,
): GslbHost[] {
  const byHost = new Map<string, GslbHostFact[]>();
  for (const fact of facts) {
    if (fact.type !== 'host' || fact.isBare) continue;
    if (zoneOfHost(fact.host, zones) !== zone) continue;
    byHost.set(fact.host, [...(byHost.get(fact.host) ?? []), fact]);
  }
  return [...byHost]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([host, found]) => hostOf(host, zone, found, members, observed));
}

function hostOf(
  host: string,
  zone: string,
  facts: readonly GslbHostFact[],
  members: readonly DelegationMember[],
  observed: ObservedDelegation | undefined,
): GslbHost {
  const byCluster = new Map(facts.map(fact => [fact.origin.cluster, fact]));
  // Whoever the NS set does not name is asked by nobody, k8gb elsewhere included.
  const named = new Set(
    members.filter(isNamedMember).map(each => each.cluster),
  );
  const expected = expectedAnswers(
    facts
      .filter(fact => named.has(fact.origin.cluster))
      .map(fact => ({
        cluster: fact.origin.cluster,
        geoTag: fact.geoTag,
        strategy: fact.strategy,
        targets: fact.health === 'Healthy' ? fact.exposed : [],
      })),
  );
  const answers = (cluster: string, state: MemberState | undefined) =>
    named.has(cluster) && state !== 'unreachable' ? [] : null;
  const clusters = new Set([
    ...members.map(each => each.cluster),
    ...byCluster.keys(),
  ]);
  return {
    host,
    zone,
    strategy: facts[0].strategy,
    clusters: [...clusters].sort().map((cluster): GslbHostMember => {
      const member = members.find(each => each.cluster === cluster);
      const fact = byCluster.get(cluster);
      const answered = observed?.hosts.find(
        each => each.host === host && each.nsName === member?.nsName,
      );
      return {
        cluster,
        geoTag: fact?.geoTag || member?.geoTag || null,
        nsName: member?.nsName ?? null,
        origin: fact?.origin ?? null,
        label: fact?.label ?? '',
        reference: fact?.reference ?? null,
        strategy: fact?.strategy ?? null,
        health: fact?.health ?? null,
        targets: sortTargets(fact?.exposed ?? []),
        // Without a Gslb a cluster answers NXDOMAIN, if one knows that it has none.
        expected: expected.get(cluster) ?? answers(cluster, member?.state),
        reported: fact?.answers ?? null,
        answered: answered?.answer ?? null,
      };
    }),
  };
}

/** Whether two answers are one set; null where one of them is not known. @internal */
export function sameAnswer(
  left: readonly string[] | null,
  right: readonly string[] | null,
): boolean | null {
  return left && right ? sameTargets(left, right) : null;
}
