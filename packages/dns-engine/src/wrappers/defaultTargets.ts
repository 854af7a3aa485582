import { endpointsForHostname, Wish } from '../endpoint';
import { Options } from '../options/types';

/**
 * Gives endpoints without targets the default ones, one endpoint for each type;
 * with `forceDefaultTargets` every endpoint.
 *
 * @internal
 */
export function defaultTargets(
  wishes: readonly Wish[],
  options: Options,
): readonly Wish[] {
  const targets = options.defaultTargets;
  if (targets.length === 0) return wishes;
  return wishes.flatMap(wish => {
    const { endpoint } = wish;
    if (endpoint.targets.length > 0 && !options.forceDefaultTargets)
      return wish;
    const { dnsName, recordTTL, setIdentifier, providerSpecific } = endpoint;
    return endpointsForHostname(dnsName, targets, {
      recordTTL,
      setIdentifier,
      providerSpecific,
    }).map(replacement => ({
      ...wish,
      endpoint: endpoint.labels
        ? { ...replacement, labels: { ...endpoint.labels } }
        : replacement,
    }));
  });
}
