import { Claim } from '../merge/claims';
import type { Settled } from '../merge/settleRow';
import type { Hold } from './holding';
import type { RowContext } from './planRow';
import { Candidate, resourceOf, Row } from './rows';

/**
 * The claim as it is after this plan. A held or guarded row keeps what it had, or
 * whoever is well today would have taken it by the next plan.
 *
 * @internal
 */
export function claimOf(
  row: Row,
  settled: Settled,
  hold: Hold | undefined,
  remembered: Claim | undefined,
  isGuarded: boolean,
  context: RowContext,
): Claim | undefined {
  const { winner } = settled;
  if (!winner) {
    // It may be all that proves a record to be ours, until that record is gone.
    const isProof = row.current.some(each => each.ownership === 'ours-unsure');
    return isGuarded || isProof || row.broken.length > 0
      ? remembered
      : undefined;
  }
  if (hold && hold.contributors.length === 0) return remembered;
  const satisfied = [...settled.wanted.values()].flatMap(each =>
    each.satisfied.filter(({ cluster }) => cluster === winner.cluster),
  );
  const claim = claimFor(
    row,
    [...winner.chosen.values()],
    satisfied,
    remembered,
    context,
  );
  if (!hold) return claim;
  // Whoever is broken now, but contributed, goes on holding its targets.
  const contributors = new Set([...claim.contributors, ...hold.contributors]);
  return { ...claim, contributors: [...contributors].sort() };
}

/**
 * The claim of whoever made these candidates, the first of which decides. `satisfied`
 * are all of its cluster that get what they want, these among them.
 *
 * @internal
 */
export function claimFor(
  row: Row,
  chosen: readonly Candidate[],
  satisfied: readonly Candidate[],
  remembered: Claim | undefined,
  context: RowContext,
): Claim {
  const [{ options, cluster, wish }] = chosen;
  const isSame =
    remembered?.cluster === cluster &&
    (remembered.instance === '' || remembered.instance === options.name);
  const contributors = new Set<string>();
  for (const each of satisfied) {
    for (const origin of each.wish.contributors) {
      contributors.add(resourceOf(origin));
    }
  }
  return {
    dnsName: row.name,
    setIdentifier: row.setIdentifier,
    cluster,
    instance: options.name,
    origin: wish.origin,
    contributors: [...contributors].sort(),
    since: isSame ? remembered.since : context.now,
  };
}
