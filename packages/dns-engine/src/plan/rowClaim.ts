import { Claim } from '../merge/claims';
import type { Settled } from '../merge/settleRow';
import type { RowContext } from './planRow';
import { Candidate, resourceOf, Row } from './rows';

/** The claim as it is after this plan; a held or guarded row keeps what it had. @internal */
export function claimOf(
  row: Row,
  settled: Settled,
  remembered: Claim | undefined,
  isGuarded: boolean,
  context: RowContext,
): Claim | undefined {
  const { winner } = settled;
  if (!winner) {
    return isGuarded || row.broken.length > 0 ? remembered : undefined;
  }
  const satisfied = [...settled.wanted.values()].flatMap(each =>
    each.satisfied.filter(({ cluster }) => cluster === winner.cluster),
  );
  return claimFor(
    row,
    [...winner.chosen.values()],
    satisfied,
    remembered,
    context,
  );
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
  // Whoever is broken now, but contributed, goes on holding its targets.
  const before = isSame ? remembered.contributors : [];
  for (const { origin } of before.length > 0 ? row.broken : []) {
    const resource = resourceOf(origin);
    if (before.includes(resource)) contributors.add(resource);
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
