import { Endpoint, ProviderSpecificProperty } from '@openova/dns-engine';

/*
 * What Cloudflare keeps of a record beside its value. In ExternalDNS the names of
 * these properties are whole annotation keys, prefix included, so they depend on
 * the configured prefix; here every spelling is read and one is used.
 */

const prefix = 'external-dns.kubernetes.io/cloudflare-';

/** The names under which properties leave this module. @internal */
export const propertyNames = {
  proxied: `${prefix}proxied`,
  comment: `${prefix}record-comment`,
  tags: `${prefix}tags`,
  regionKey: `${prefix}region-key`,
  customHostnames: `${prefix}custom-hostname`,
} as const;

type Setting = keyof typeof propertyNames;

const suffixes: Readonly<Record<Setting, string>> = {
  proxied: 'proxied',
  comment: 'record-comment',
  tags: 'tags',
  regionKey: 'region-key',
  customHostnames: 'custom-hostname',
};

/** @internal */
export interface RecordSettings {
  /** `mixed`: not all records of the set say the same; only ever read. */
  proxied: boolean | 'mixed';
  comment: string;
  /** Sorted, each once. */
  tags: readonly string[];
  /** Of the regional hostname at its name; empty: there is none. */
  regionKey: string;
  /** Host names of others that lead to its name; sorted, each once. */
  customHostnames: readonly string[];
}

/** The value of a setting under any spelling, the one of this module first. @internal */
export function settingOf(
  properties: readonly ProviderSpecificProperty[] | undefined,
  setting: Setting,
): string | undefined {
  const found = properties?.find(({ name }) => name === propertyNames[setting]);
  if (found) return found.value;
  const suffix = suffixes[setting];
  return properties?.find(
    ({ name }) =>
      name.endsWith(`/cloudflare-${suffix}`) || name === `cloudflare/${suffix}`,
  )?.value;
}

const proxiable: ReadonlySet<string> = new Set(['A', 'AAAA', 'CNAME']);

/** Whether the service can stand in front of records of a type. @internal */
export function isProxiable(recordType: string): boolean {
  return proxiable.has(recordType);
}

const customisable: ReadonlySet<string> = new Set(['A', 'CNAME']);

/** Whether custom hostnames may lead to records of a type. @internal */
export function takesCustomHostnames(recordType: string): boolean {
  return customisable.has(recordType);
}

/** What a record set is to have, or was read with. @internal */
export function settingsOf({
  recordType,
  providerSpecific,
}: Pick<Endpoint, 'recordType' | 'providerSpecific'>): RecordSettings {
  const proxied = settingOf(providerSpecific, 'proxied');
  return {
    proxied:
      isProxiable(recordType) &&
      (proxied === 'mixed' ? proxied : proxied === 'true'),
    comment: settingOf(providerSpecific, 'comment') ?? '',
    tags: tagsOf(settingOf(providerSpecific, 'tags') ?? ''),
    // Regions are for what the proxy can stand in front of.
    regionKey: isProxiable(recordType)
      ? settingOf(providerSpecific, 'regionKey')?.trim() ?? ''
      : '',
    customHostnames: takesCustomHostnames(recordType)
      ? tagsOf(settingOf(providerSpecific, 'customHostnames') ?? '')
      : [],
  };
}

/** Tags of a list in one text. @internal */
export function tagsOf(list: string): string[] {
  const tags = list
    .split(',')
    .map(tag => tag.trim())
    .filter(tag => tag !== '');
  return [...new Set(tags)].sort();
}

/** The settings as properties, in a fixed order. @internal */
export function propertiesOf(
  recordType: string,
  {
    proxied,
    comment,
    tags,
    regionKey = '',
    customHostnames = [],
  }: Omit<RecordSettings, 'regionKey' | 'customHostnames'> &
    Partial<RecordSettings>,
): ProviderSpecificProperty[] {
  const properties: ProviderSpecificProperty[] = [];
  if (isProxiable(recordType)) {
    properties.push({ name: propertyNames.proxied, value: `${proxied}` });
  }
  if (comment !== '') {
    properties.push({ name: propertyNames.comment, value: comment });
  }
  if (tags.length > 0) {
    properties.push({ name: propertyNames.tags, value: tags.join(',') });
  }
  if (regionKey !== '') {
    properties.push({ name: propertyNames.regionKey, value: regionKey });
  }
  if (customHostnames.length > 0) {
    properties.push({
      name: propertyNames.customHostnames,
      value: customHostnames.join(','),
    });
  }
  return properties;
}
