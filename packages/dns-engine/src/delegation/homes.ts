import { Wish } from '../endpoint';
import { isWithin, normaliseName } from '../name';
import type { InstanceWishes } from '../plan/planZone';
import type { ZoneScope } from '../pipeline';
import { factsOf, gatherFacts } from './collectFacts';
import { GslbFact } from './facts';

/** Where the delegations belong among the zones of an account. @internal */
export interface DelegationHomes<Z extends ZoneScope> {
  /** The zones that take a wish of a delegation; undefined for any other wish. */
  of(wish: Wish): readonly Z[] | undefined;
  /** The zones that hold the delegation of a zone, or would have to. */
  zonesOf(zone: string, parent: string): readonly Z[];
  /** What the plan of a zone has to know of k8gb besides the wishes. */
  factsIn(
    key: string,
    of: InstanceWishes,
  ): Pick<InstanceWishes, 'gslb' | 'delegatedHere'> | undefined;
}

/**
 * NS set and glue belong into the parent zone, even where the delegated zone itself
 * is held, too. Where the parent is not held, they go to the nearest zone above, whose
 * plan says why nothing is written. Undefined where no instance reads k8gb.
 *
 * @internal
 */
export function delegationHomes<Z extends ZoneScope>(
  desired: readonly InstanceWishes[],
  zones: readonly Z[],
  find: (dnsName: string) => readonly Z[],
): DelegationHomes<Z> | undefined {
  const facts = new Map<InstanceWishes, readonly GslbFact[]>();
  for (const each of desired) {
    const found = factsOf(each);
    if (found) facts.set(each, found);
  }
  if (facts.size === 0) return undefined;
  const all = gatherFacts(
    [...facts].map(([each, gslb]) => ({ ...each, gslb })),
  );
  const homeOf = (zone: string, parent: string): readonly Z[] => {
    const exact = zones.filter(each => normaliseName(each.name) === parent);
    if (exact.length > 0 && parent !== '') return exact;
    // Not the delegated zone itself, if that is held as well.
    return find(zone).filter(each => {
      const name = normaliseName(each.name);
      return name !== zone && isWithin(zone, name);
    });
  };
  const here = new Map<string, Set<string>>();
  for (const fact of all?.facts ?? []) {
    if (fact.type !== 'delegation') continue;
    for (const { key } of homeOf(fact.zone, fact.parent)) {
      here.set(key, (here.get(key) ?? new Set()).add(fact.zone));
    }
  }
  return {
    zonesOf: homeOf,
    of: ({ gslb }) =>
      gslb?.type === 'delegation' ? homeOf(gslb.zone, gslb.parent) : undefined,
    factsIn(key, each) {
      const gslb = facts.get(each);
      return gslb && { gslb, delegatedHere: [...(here.get(key) ?? [])].sort() };
    },
  };
}
