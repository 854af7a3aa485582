import { Wish } from '../endpoint';
import { Options } from '../options/types';
import { ProviderSemantics } from '../provider';
import { Verdict } from '../verdict';
import { dedup } from '../wrappers/dedup';
import { defaultTargets } from '../wrappers/defaultTargets';
import { lostWish } from '../wrappers/lostWish';
import { nat64 } from '../wrappers/nat64';
import { pointerRecords } from '../wrappers/pointerRecords';
import { postProcess } from '../wrappers/postProcess';
import { targetFilter } from '../wrappers/targetFilter';
import { oneForEach } from './collect';
import { Found, isWish } from './found';
import { SourceWishes } from './source';
import { sourceStrategies } from './strategies';

/** What the objects of all sources and clusters ask for. @public */
export interface Combined {
  wishes: Wish[];
  verdicts: Verdict[];
}

/**
 * Puts the sources of an instance together, in the order in which they are given,
 * and passes their wishes through ExternalDNS's wrappers. Each cluster by itself:
 * what several clusters say of one name is for the merge to decide.
 *
 * The wishes that come in are not changed.
 *
 * @throws {@link SourceFailure} where `nat64Networks` cannot be read, and in
 * compat for what ends ExternalDNS's sync.
 * @public
 */
export function combine(
  sourceWishes: readonly SourceWishes[],
  options: Options,
  semantics: ProviderSemantics,
): Combined {
  const verdicts = sourceWishes.flatMap(each => each.verdicts);
  const kept = (found: readonly Found[]): readonly Wish[] => {
    // Most steps have nothing to do, and hand on what they were given.
    if (isAllWishes(found)) return found;
    const wishes: Wish[] = [];
    for (const each of found) {
      if (isWish(each)) wishes.push(each);
      else verdicts.push(each);
    }
    return wishes;
  };

  const wishes: Wish[] = [];
  for (const { source, wishes: own } of sourceWishes) {
    // A delegation is as k8gb needs it: no default target, no filter, no PTR.
    if (source === delegationSource) for (const wish of own) wishes.push(wish);
  }
  for (const ofCluster of byCluster(sourceWishes)) {
    let current = defaultTargets(ofCluster, options);
    current = kept(dedup(current));
    current = kept(nat64(current, options));
    current = kept(targetFilter(current, options));
    current = pointerRecords(current, options);
    current = postProcess(current, options, semantics);
    current = kept(withTargets(current, options));
    current = kept(withNames(current, options));
    for (const wish of current) wishes.push(wish);
  }
  return { wishes, verdicts: oneForEach(verdicts) };
}

function isAllWishes(found: readonly Found[]): found is readonly Wish[] {
  for (const each of found) {
    if (!isWish(each)) return false;
  }
  return true;
}

const delegationSource = 'k8gb';

function byCluster(sourceWishes: readonly SourceWishes[]): Wish[][] {
  const clusters = new Map<string, Wish[]>();
  for (const { cluster, source, wishes } of sourceWishes) {
    if (source === delegationSource) continue;
    const known = clusters.get(cluster) ?? [];
    clusters.set(cluster, known);
    for (const wish of wishes) known.push(wish);
  }
  return [...clusters.values()];
}

function withTargets(
  wishes: readonly Wish[],
  options: Options,
): readonly Found[] {
  const { endpointWithoutTargets } = sourceStrategies(options);
  if (endpointWithoutTargets === 'is-passed-on') return wishes;
  if (!wishes.some(isWithoutTargets)) return wishes;
  return wishes.flatMap((wish): Found[] =>
    isWithoutTargets(wish) ? lostWish(wish, 'targets-lost') : [wish],
  );
}

/** An empty target is what an object without an address leaves behind. */
function isWithoutTargets({ endpoint }: Wish): boolean {
  for (const target of endpoint.targets) {
    if (target !== '') return false;
  }
  return true;
}

/** A name that is empty is of no domain, and must not look as if it was filtered. */
function withNames(
  wishes: readonly Wish[],
  options: Options,
): readonly Found[] {
  const { endpointWithoutName } = sourceStrategies(options);
  if (endpointWithoutName === 'is-passed-on') return wishes;
  if (!wishes.some(isNameless)) return wishes;
  return wishes.flatMap((wish): Found[] =>
    isNameless(wish)
      ? lostWish(
          { ...wish, endpoint: { ...wish.endpoint, dnsName: '' } },
          'name-invalid',
          { detail: 'it is empty' },
        )
      : [wish],
  );
}

function isNameless({ endpoint: { dnsName } }: Wish): boolean {
  return dnsName === '' || dnsName === '.';
}
