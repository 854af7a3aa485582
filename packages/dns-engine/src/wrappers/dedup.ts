import { Wish } from '../endpoint';
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
  const byKey = new Map<string, number>();
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
    const { recordType, dnsName, setIdentifier = '', targets } = wish.endpoint;
    const sorted =
      targets.length > 1 ? [...targets].sort().join('\0') : targets[0];
    const key = `${recordType}\0${dnsName}\0${setIdentifier}\0${sorted}`;
    const index = byKey.get(key);
    const first = index === undefined ? undefined : kept[index];
    if (index === undefined || !first || !isWish(first)) {
      byKey.set(key, kept.length);
      kept.push(wish);
      continue;
    }
    // What came in stays as it was: only copies get contributors.
    const joined = owned.has(first)
      ? first
      : { ...first, contributors: [...first.contributors] };
    owned.add(joined);
    kept[index] = joined;
    addContributors(joined, wish);
  }
  return kept;
}
