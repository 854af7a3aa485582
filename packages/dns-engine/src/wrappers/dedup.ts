import { Wish } from '../endpoint';
import { Found } from '../sources/found';
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
  const byKey = new Map<string, Wish>();
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
    const first = byKey.get(key);
    if (first) {
      addContributors(first, wish);
    } else {
      byKey.set(key, wish);
      kept.push(wish);
    }
  }
  return kept;
}
