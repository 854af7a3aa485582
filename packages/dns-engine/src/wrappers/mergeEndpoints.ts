import { Endpoint, Origin, Wish } from '../endpoint';
import { SameNames, Telling } from '../sameNames';
import { Found, isWish } from '../sources/found';

/**
 * Merging inside one source: endpoints of one name, type, set identifier and TTL
 * become one with the targets of all, sorted and each once. CNAME and DNAME can
 * hold one target, so only those with the same first target are merged, and those
 * without any are dropped. Labels and properties are those of the first.
 *
 * @internal
 */
export function mergeEndpoints(found: readonly Found[]): Found[] {
  const merged = mergeBy(found, {
    isSame: (left, right) =>
      left.recordType === right.recordType &&
      (left.recordTTL ?? 0) === (right.recordTTL ?? 0) &&
      (left.setIdentifier ?? '') === (right.setIdentifier ?? '') &&
      (!isPointer(left.recordType) || left.targets[0] === right.targets[0]),
    key: ({ recordType, recordTTL = 0, setIdentifier = '', targets }) =>
      JSON.stringify([
        recordType,
        recordTTL,
        setIdentifier,
        isPointer(recordType) ? targets[0] : '',
      ]),
  });
  for (const each of merged) {
    if (isWish(each) && each.endpoint.targets.length > 1) {
      each.endpoint.targets = sortedOnce(each.endpoint.targets);
    }
  }
  return merged;
}

/**
 * Wishes for one name that are the same otherwise, as `telling` tells them apart,
 * become one, in the order of the first of each; their targets are put one behind the
 * other.
 *
 * @internal
 */
export function mergeBy(
  found: readonly Found[],
  telling: Omit<Telling<Endpoint>, 'name'>,
): Found[] {
  const merged: Found[] = [];
  const wishes: Wish[] = [];
  const known = new SameNames(wishes, {
    name: ({ endpoint }) => endpoint.dnsName,
    isSame: (left, right) => telling.isSame(left.endpoint, right.endpoint),
    key: ({ endpoint }) => telling.key(endpoint),
  });
  for (const each of found) {
    if (!isWish(each)) {
      merged.push(each);
      continue;
    }
    const { endpoint } = each;
    if (isPointer(endpoint.recordType) && endpoint.targets.length === 0) {
      merged.push({
        origin: each.origin,
        dnsName: endpoint.dnsName,
        recordType: endpoint.recordType,
        setIdentifier: endpoint.setIdentifier ?? '',
        reason: 'targets-lost',
        params: {},
      });
      continue;
    }
    const place = known.placeOf(each);
    if (place < 0) {
      wishes.push(each);
      known.add(each, wishes.length - 1);
      merged.push(each);
      continue;
    }
    const first = wishes[place];
    for (const target of endpoint.targets) first.endpoint.targets.push(target);
    addContributors(first, each);
  }
  return merged;
}

/** Adds the objects behind one wish, and what it notes, to another. @internal */
export function addContributors(to: Wish, from: Wish): void {
  let known = contributorsOf.get(to);
  if (!known) contributorsOf.set(to, (known = new Set(to.contributors)));
  for (const origin of from.contributors) {
    if (known.has(origin)) continue;
    known.add(origin);
    to.contributors.push(origin);
  }
  const { note } = from;
  if (!note || to.note?.includes(note)) return;
  if (!to.note) to.note = note;
  else if (to.note.length < longestNote) to.note = `${to.note} ${note}`;
}

const longestNote = 1000;

/** Thousands of objects may share one name: looking each up must not be a search. */
const contributorsOf = new WeakMap<Wish, Set<Origin>>();

function sortedOnce(targets: readonly string[]): string[] {
  return [...new Set(targets)].sort();
}

function isPointer(recordType: string): boolean {
  return recordType === 'CNAME' || recordType === 'DNAME';
}
