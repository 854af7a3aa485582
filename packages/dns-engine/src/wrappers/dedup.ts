import { Endpoint, Wish } from '../endpoint';
import { SameNames, Telling } from '../sameNames';
import { Found, isWish } from '../sources/found';
import { shorten } from '../sources/shorten';
import { checkEndpoint } from './checkEndpoint';
import { lostWish } from './lostWish';
import { addContributors } from './mergeEndpoints';

/**
 * Drops endpoints that DNS cannot hold, and lets those that say the same (type,
 * name, set identifier, targets) be one: the first counts, the objects behind the
 * others become contributors.
 *
 * @internal
 */
export function dedup(wishes: readonly Wish[]): Found[] {
  const kept: Found[] = [];
  const known = new SameNames(kept, telling);
  const owned = new Set<Wish>();
  for (const wish of wishes) {
    const broken = checkEndpoint(wish.endpoint);
    if (broken) {
      kept.push(
        ...lostWish(wish, 'broken-target', {
          target: shorten(broken.target),
          detail: broken.detail,
        }),
      );
      continue;
    }
    const place = known.placeOf(wish);
    const first = place < 0 ? undefined : kept[place];
    if (!first || !isWish(first)) {
      kept.push(wish);
      known.add(wish, kept.length - 1);
      continue;
    }
    // What came in stays as it was: only copies get contributors.
    const joined = owned.has(first)
      ? first
      : { ...first, contributors: [...first.contributors] };
    owned.add(joined);
    kept[place] = joined;
    addContributors(joined, wish);
  }
  return kept;
}

const telling: Telling<Found> = {
  name: found => (isWish(found) ? found.endpoint.dnsName : found.dnsName),
  isSame: (left, right) =>
    isWish(left) && isWish(right) && saysTheSame(left.endpoint, right.endpoint),
  key: found => (isWish(found) ? keyOf(found.endpoint) : ''),
};

function saysTheSame(left: Endpoint, right: Endpoint): boolean {
  if (
    left.recordType !== right.recordType ||
    (left.setIdentifier ?? '') !== (right.setIdentifier ?? '') ||
    left.targets.length !== right.targets.length
  ) {
    return false;
  }
  return left.targets.length === 1
    ? left.targets[0] === right.targets[0]
    : keyOf(left) === keyOf(right);
}

/** Of endpoints with one name. */
function keyOf({ recordType, setIdentifier = '', targets }: Endpoint): string {
  return JSON.stringify([recordType, setIdentifier, [...targets].sort()]);
}
