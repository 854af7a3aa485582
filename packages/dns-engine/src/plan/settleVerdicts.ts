import { reasons, Reason } from '../reasons';
import { SameNames } from '../sameNames';
import { Verdict } from '../verdict';
import { finish, isPause, Steps } from './steps';

/** How far a wish got, by its reason's state. */
const distance: Record<Reason['state'], number> = {
  works: 6,
  updating: 5,
  waits: 4,
  foreign: 3,
  conflict: 2,
  blocked: 1,
  filtered: 0,
};

/**
 * One verdict for each (origin, dnsName, recordType, setIdentifier): where several
 * zones or parents gave one, the one that got furthest.
 *
 * @public
 */
export function settleVerdicts(verdicts: Iterable<Verdict>): Verdict[] {
  return finish(settleVerdictsInSteps(verdicts));
}

/** As `settleVerdicts`, with pauses. @internal */
export function* settleVerdictsInSteps(
  verdicts: Iterable<Verdict>,
): Steps<Verdict[]> {
  let round = 0;
  const settled: Verdict[] = [];
  const known = new SameNames(settled, {
    name: verdict => verdict.dnsName,
    isSame: isSameWish,
    key: keyOf,
  });
  for (const verdict of verdicts) {
    round += 1;
    if (isPause(round)) yield;
    const place = known.placeOf(verdict);
    if (place < 0) {
      settled.push(verdict);
      known.add(verdict, settled.length - 1);
    } else if (rank(verdict) > rank(settled[place])) {
      settled[place] = verdict;
    }
  }
  return settled;
}

function isSameWish(left: Verdict, right: Verdict): boolean {
  const a = left.origin;
  const b = right.origin;
  return (
    left.recordType === right.recordType &&
    left.setIdentifier === right.setIdentifier &&
    (a === b ||
      (a.name === b.name &&
        a.namespace === b.namespace &&
        a.kind === b.kind &&
        a.cluster === b.cluster))
  );
}

/** Of verdicts about one name. */
function keyOf({ origin, recordType, setIdentifier }: Verdict): string {
  const { cluster, kind, namespace, name } = origin;
  return `${cluster}\n${kind}\n${namespace}\n${name}\n${recordType}\n${setIdentifier}`;
}

function rank({ reason }: Verdict): number {
  return distance[reasons[reason].state];
}
