import { reasons, Reason } from '../reasons';
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
  const ofName = new Map<string, SameName>();
  for (const verdict of verdicts) {
    round += 1;
    if (isPause(round)) yield;
    const { dnsName } = verdict;
    let same = ofName.get(dnsName);
    if (!same) ofName.set(dnsName, (same = { places: [], byKey: undefined }));
    const place = placeOf(verdict, same, settled);
    if (place < 0) {
      if (same.places.length === mostCompared) lookUpByKey(same, settled);
      add(verdict, settled.length, same);
      settled.push(verdict);
    } else if (rank(verdict) > rank(settled[place])) {
      settled[place] = verdict;
    }
  }
  return settled;
}

/*
 * A name has a verdict or two, so comparing them costs less than a key for each.
 * Only where it has many, as the empty name has, they are looked up by a key.
 */
interface SameName {
  places: number[];
  byKey: Map<string, number> | undefined;
}

const mostCompared = 8;

function placeOf(
  verdict: Verdict,
  { places, byKey }: SameName,
  settled: readonly Verdict[],
): number {
  if (byKey) return byKey.get(keyOf(verdict)) ?? -1;
  for (const place of places) {
    if (isSameWish(verdict, settled[place])) return place;
  }
  return -1;
}

function lookUpByKey(same: SameName, settled: readonly Verdict[]): void {
  same.byKey ??= new Map(
    same.places.map(place => [keyOf(settled[place]), place]),
  );
}

function add(verdict: Verdict, place: number, same: SameName): void {
  const { places, byKey } = same;
  if (byKey) byKey.set(keyOf(verdict), place);
  else if (places.length === 0) same.places = [place];
  else places.push(place);
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
