import { Claim } from '../merge/claims';
import type { Settled } from '../merge/settleRow';
import type { RowContext } from './planRow';
import { resourceOf, Row } from './rows';

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
  const [first] = winner.chosen.values();
  const isSame =
    remembered?.cluster === winner.cluster &&
    (remembered.instance === '' || remembered.instance === winner.options.name);
  const satisfied = [...settled.wanted.values()].flatMap(
    each => each.satisfied,
  );
  const current = satisfied
    .filter(each => each.cluster === winner.cluster)
    .flatMap(each => each.wish.contributors.map(resourceOf));
  // Whoever is broken now, but contributed, goes on holding its targets.
  const held = row.broken
    .map(each => resourceOf(each.origin))
    .filter(each => isSame && remembered.contributors.includes(each));
  return {
    dnsName: row.name,
    setIdentifier: row.setIdentifier,
    cluster: winner.cluster,
    instance: winner.options.name,
    origin: first.wish.origin,
    contributors: [...new Set([...current, ...held])].sort(),
    since: isSame ? remembered.since : context.now,
  };
}
