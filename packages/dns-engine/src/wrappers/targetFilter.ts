import { contains, Network, parseAddress, parseNetwork } from '../address';
import { Wish } from '../endpoint';
import { Options } from '../options/types';
import { Found } from '../sources/found';
import { lostWish } from './lostWish';

/**
 * Keeps targets inside of `targetNetFilter` and outside of `excludeTargetNets`.
 * What is no address is in no network: it stays only where nothing is asked for.
 * Networks that cannot be read are ignored, as in ExternalDNS.
 *
 * @internal
 */
export function targetFilter(
  wishes: readonly Wish[],
  options: Options,
): readonly Found[] {
  const wanted = networksOf(options.targetNetFilter);
  const excluded = networksOf(options.excludeTargetNets);
  if (wanted.length === 0 && excluded.length === 0) return wishes;

  function passes(target: string): boolean {
    const address = parseAddress(target);
    if (!address) return wanted.length === 0;
    return (
      !excluded.some(network => contains(network, address)) &&
      (wanted.length === 0 ||
        wanted.some(network => contains(network, address)))
    );
  }

  return wishes.flatMap((wish): Found[] => {
    const targets = wish.endpoint.targets.filter(passes);
    if (targets.length === wish.endpoint.targets.length && targets.length > 0) {
      return [wish];
    }
    if (targets.length === 0) return lostWish(wish, 'targets-filtered');
    return [{ ...wish, endpoint: { ...wish.endpoint, targets } }];
  });
}

function networksOf(values: readonly string[]): Network[] {
  return values
    .map(parseNetwork)
    .filter((network): network is Network => network !== undefined);
}
