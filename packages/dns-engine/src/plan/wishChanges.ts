import { normaliseName } from '../name';
import type { InstanceWishes } from './planZone';
import { isPause, Steps } from './steps';
import type { WantedThings } from './zoneIndex';

/** What one entry of `desired` wants otherwise than before. @internal */
export interface Difference {
  gone: WantedThings;
  come: WantedThings;
  /** Normalised names of what goes and comes. */
  names: ReadonlySet<string>;
  /** The entry as it is now, with the known objects for what says the same. */
  now: InstanceWishes;
}

/**
 * What differs between an entry and the same one later; undefined where that is not of
 * single names.
 *
 * @internal
 */
export function* difference(
  before: InstanceWishes,
  now: InstanceWishes,
): Steps<Difference | undefined> {
  const wishes = yield* changes(before.wishes, now.wishes);
  const verdicts = yield* changes(before.verdicts, now.verdicts);
  const names = new Set<string>();
  for (const { endpoint, gslb } of [...wishes.gone, ...wishes.come]) {
    if (gslb) return undefined;
    names.add(normaliseName(endpoint.dnsName));
  }
  for (const { dnsName } of [...verdicts.gone, ...verdicts.come]) {
    if (dnsName === '') return undefined;
    names.add(normaliseName(dnsName));
  }
  return {
    gone: { wishes: wishes.gone, verdicts: verdicts.gone },
    come: { wishes: wishes.come, verdicts: verdicts.come },
    names,
    now: { ...now, wishes: wishes.now, verdicts: verdicts.now },
  };
}

/**
 * Most things are the very objects of before, at the same place; what is left is
 * compared by its text.
 */
function* changes<T>(
  before: readonly T[],
  now: readonly T[],
): Steps<{ gone: T[]; come: T[]; now: readonly T[] }> {
  const { left, right } = differingPlaces(before, now);
  const gone = new Set(Array.from(left, place => before[place]));
  const others = right.filter(place => !gone.delete(now[place]));
  let round = 0;
  const byText = new Map<string, T[]>();
  for (const each of others.length > 0 ? gone : []) {
    round += 1;
    if (isPause(round)) yield;
    const text = JSON.stringify(each);
    const same = byText.get(text);
    if (same) same.push(each);
    else byText.set(text, [each]);
  }
  const come: T[] = [];
  let known: T[] | undefined;
  for (const place of others) {
    round += 1;
    if (isPause(round)) yield;
    const same = byText.get(JSON.stringify(now[place]))?.pop();
    if (same === undefined) come.push(now[place]);
    else {
      gone.delete(same);
      known ??= [...now];
      known[place] = same;
    }
  }
  return { gone: [...gone], come, now: known ?? now };
}

/** Places of what two lists do not share at their ends, or place by place. */
function differingPlaces<T>(
  before: readonly T[],
  now: readonly T[],
): { left: number[]; right: number[] } {
  const differing: { left: number[]; right: number[] } = {
    left: [],
    right: [],
  };
  if (before === now) return differing;
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start += 1;
  const shift = now.length - before.length;
  let end = before.length;
  while (
    end > start &&
    end + shift > start &&
    before[end - 1] === now[end + shift - 1]
  ) {
    end -= 1;
  }
  const isSame = (place: number) => shift === 0 && before[place] === now[place];
  for (let place = start; place < end; place += 1) {
    if (!isSame(place)) differing.left.push(place);
  }
  for (let place = start; place < end + shift; place += 1) {
    if (!isSame(place)) differing.right.push(place);
  }
  return differing;
}
