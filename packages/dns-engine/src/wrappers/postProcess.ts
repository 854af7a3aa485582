import {
  Endpoint,
  propertyOf,
  ProviderSpecificProperty,
  Wish,
} from '../endpoint';
import { Options } from '../options/types';
import { ProviderSemantics } from '../provider';

/**
 * The last touches: `minTtl` where no TTL is set (it does not raise a lower one),
 * only the provider's own properties, `alias` on CNAMEs with `preferAlias`.
 *
 * @internal
 */
export function postProcess(
  wishes: readonly Wish[],
  options: Options,
  semantics: ProviderSemantics,
): readonly Wish[] {
  const isTouched = ({ endpoint }: Wish) =>
    endpoint.providerSpecific !== undefined ||
    (options.preferAlias && endpoint.recordType === 'CNAME') ||
    (options.minTtl > 0 && (endpoint.recordTTL ?? 0) <= 0);
  if (!wishes.some(isTouched)) return wishes;
  return wishes.map(wish => {
    const { endpoint } = wish;
    const properties = retained(endpoint, semantics);
    const alias =
      options.preferAlias &&
      endpoint.recordType === 'CNAME' &&
      propertyOf(endpoint, 'alias') === undefined;
    if (alias) properties.push({ name: 'alias', value: 'true' });
    const needsTtl = options.minTtl > 0 && (endpoint.recordTTL ?? 0) <= 0;
    if (!needsTtl && !alias && !endpoint.providerSpecific) return wish;
    const { providerSpecific: _, ...rest } = endpoint;
    const processed: Endpoint = rest;
    if (needsTtl) processed.recordTTL = options.minTtl;
    if (properties.length > 0)
      processed.providerSpecific = properties.sort(byName);
    return { ...wish, endpoint: processed };
  });
}

function retained(
  endpoint: Endpoint,
  { propertyPrefix }: ProviderSemantics,
): ProviderSpecificProperty[] {
  const properties = endpoint.providerSpecific ?? [];
  if (propertyPrefix === undefined) return [...properties];
  return properties.filter(
    ({ name }) => !name.includes('/') || name.startsWith(propertyPrefix),
  );
}

function byName(
  left: ProviderSpecificProperty,
  right: ProviderSpecificProperty,
): number {
  if (left.name === right.name) return 0;
  return left.name < right.name ? -1 : 1;
}
