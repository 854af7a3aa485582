import { ProviderSpecificProperty } from '@openova/dns-engine';

/*
 * The annotation `azure-tags` becomes metadata of the record set. Metadata may also be
 * somebody else's: it is kept, and does not count when a record set is compared. So the
 * keys that came from the annotation are remembered beside them, in one key of our own.
 */

/** Key whose value names the keys that the annotation set. */
const ownKeys = 'external-dns-tags';

/** Name of the property, as ExternalDNS spells it. */
const propertyName = 'azure/tags';

/** @internal */
export type Metadata = Readonly<Record<string, string>>;

/** What an annotation asks for, in its one spelling: sorted, without white space. @internal */
export function tagProperties(
  properties: readonly ProviderSpecificProperty[] = [],
): ProviderSpecificProperty[] {
  return asProperties(wantedTags(properties));
}

/** What the annotation set before, as it stands. @internal */
export function tagPropertiesOf(
  metadata: Metadata,
): ProviderSpecificProperty[] {
  const tags = new Map<string, string>();
  for (const key of keysSet(metadata)) {
    if (Object.hasOwn(metadata, key)) tags.set(key, metadata[key]);
  }
  return asProperties(tags);
}

/** The metadata of a record set after a write: what is not ours stays. @internal */
export function metadataWith(
  properties: readonly ProviderSpecificProperty[] | undefined,
  standing: Metadata = {},
): Metadata {
  const before = new Set([...keysSet(standing), ownKeys]);
  const tags = wantedTags(properties);
  const metadata = new Map(
    Object.entries(standing).filter(([key]) => !before.has(key)),
  );
  for (const [key, value] of tags) metadata.set(key, value);
  if (tags.size > 0) metadata.set(ownKeys, [...tags.keys()].sort().join(','));
  return Object.fromEntries(metadata);
}

/** `team=shop, env = prod`; without an equals sign the value is empty. */
function wantedTags(
  properties: readonly ProviderSpecificProperty[] = [],
): Map<string, string> {
  const text = properties.find(({ name }) => name === propertyName)?.value;
  const tags = new Map<string, string>();
  for (const pair of (text ?? '').split(',')) {
    const [key, ...value] = pair.split('=');
    if (key.trim() !== '') tags.set(key.trim(), value.join('=').trim());
  }
  tags.delete(ownKeys);
  return tags;
}

function keysSet(metadata: Metadata): string[] {
  return Object.hasOwn(metadata, ownKeys) ? metadata[ownKeys].split(',') : [];
}

function asProperties(
  tags: ReadonlyMap<string, string>,
): ProviderSpecificProperty[] {
  if (tags.size === 0) return [];
  const pairs = [...tags].map(([key, value]) => `${key}=${value}`);
  return [{ name: propertyName, value: pairs.sort().join(',') }];
}
