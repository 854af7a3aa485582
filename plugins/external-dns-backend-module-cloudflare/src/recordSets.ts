import {
  normaliseName,
  ProviderSpecificProperty,
  RecordSet,
} from '@openova/dns-engine';
import {
  isProxiable,
  propertiesOf,
  RecordSettings,
  takesCustomHostnames,
} from './settings';
import { isCloudflareRecordType, RecordValue, targetOf } from './targets';

/** A record as the service lists it, as far as we read it. @internal */
export interface ListedRecord {
  id: string;
  name: string;
  type: string;
  content?: string;
  priority?: number;
  data?: object;
  /** 1: automatic. */
  ttl: number;
  proxied?: boolean;
  comment?: string | null;
  tags?: readonly string[];
}

/** What a record set remembers of the records that it was read from. @internal */
export interface RecordSetData {
  /** At the index of its target. */
  ids: string[];
  /** The records do not all have the same settings. */
  mixed?: true;
  /** Custom hostnames that lead to its name. */
  customHostnames?: readonly CustomHostname[];
}

/** A host name of somebody else that leads to a name of the zone. @internal */
export interface CustomHostname {
  id: string;
  hostname: string;
}

/** What else a zone has to do with its names. @internal */
export interface ZoneHostnames {
  /** Region keys by name. */
  regions: ReadonlyMap<string, string>;
  /** By the name that they lead to. */
  customs: ReadonlyMap<string, readonly CustomHostname[]>;
}

/** Where neither regional nor custom hostnames are switched on. @internal */
export const noHostnames: ZoneHostnames = {
  regions: new Map(),
  customs: new Map(),
};

/** @internal */
export function dataOf({ data }: RecordSet): RecordSetData | undefined {
  const isData = typeof data === 'object' && data !== null && 'ids' in data;
  return isData ? (data as RecordSetData) : undefined;
}

/**
 * Gathers listed records into record sets. Records of one name and type may stand
 * on two pages; the listing is in the order of names, so the last name of a page
 * waits for the next page.
 *
 * @internal
 */
export class RecordSetCollector {
  #waiting: ListedRecord[] = [];

  constructor(
    private readonly zone: string,
    private readonly hostnames: ZoneHostnames = noHostnames,
  ) {}

  /** The record sets that are complete with this page. */
  add(page: readonly ListedRecord[]): RecordSet[] {
    const records = [...this.#waiting, ...page];
    const last = records.at(-1)?.name;
    this.#waiting = records.filter(({ name }) => name === last);
    return recordSets(
      this.zone,
      records.filter(({ name }) => name !== last),
      this.hostnames,
    );
  }

  /** What waited for a page that did not come. */
  end(): RecordSet[] {
    const records = this.#waiting;
    this.#waiting = [];
    return recordSets(this.zone, records, this.hostnames);
  }
}

function recordSets(
  zone: string,
  records: readonly ListedRecord[],
  hostnames: ZoneHostnames,
): RecordSet[] {
  const byKey = new Map<string, ListedRecord[]>();
  const seen = new Set<string>();
  for (const record of records) {
    // A page that moved while it was read may show a record twice.
    if (seen.has(record.id)) continue;
    seen.add(record.id);
    const key = `${record.name} ${record.type}`;
    const others = byKey.get(key);
    if (others) others.push(record);
    else byKey.set(key, [record]);
  }
  return [...byKey.values()].map(each => recordSet(zone, each, hostnames));
}

function recordSet(
  zone: string,
  records: readonly ListedRecord[],
  { regions, customs }: ZoneHostnames,
): RecordSet {
  const [{ name, type }] = records;
  const customHostnames = takesCustomHostnames(type)
    ? customs.get(name) ?? []
    : [];
  const ttls = new Set(records.map(({ ttl }) => ttl));
  const proxied = new Set(records.map(each => each.proxied ?? false));
  const notes = new Set(
    records.map(({ comment, tags = [] }) =>
      JSON.stringify([comment ?? '', [...tags].sort()]),
    ),
  );
  const set: RecordSet = {
    zone,
    dnsName: normaliseName(name),
    recordType: type,
    targets: records.map(listedTarget),
  };
  // RFC 2181 section 5.2: of several, the lowest counts.
  const ttl = Math.min(...ttls);
  if (ttl !== 1) set.recordTTL = ttl;
  const properties = sharedProperties(type, {
    proxied: proxied.size > 1 ? 'mixed' : proxied.has(true),
    comment: records[0].comment ?? '',
    tags: [...(records[0].tags ?? [])].sort(),
    regionKey: isProxiable(type) ? regions.get(name) ?? '' : '',
    customHostnames: customHostnames.map(({ hostname }) => hostname).sort(),
  });
  if (properties.length > 0) set.providerSpecific = properties;
  const data: RecordSetData = { ids: records.map(({ id }) => id) };
  if (ttls.size > 1 || proxied.size > 1 || notes.size > 1) data.mixed = true;
  if (customHostnames.length > 0) data.customHostnames = customHostnames;
  set.data = data;
  return set;
}

const onlyProxied: ProviderSpecificProperty[][] = [false, true].map(proxied =>
  propertiesOf('A', { proxied, comment: '', tags: [] }),
);

/** Nearly all records say the same; a large zone holds it once. */
function sharedProperties(
  type: string,
  settings: RecordSettings,
): ProviderSpecificProperty[] {
  const properties = propertiesOf(type, settings);
  const isPlain = properties.length === 1 && settings.proxied !== 'mixed';
  return isPlain && settings.comment === '' && settings.tags.length === 0
    ? onlyProxied[settings.proxied ? 1 : 0]
    : properties;
}

/** The target, or what the service shows of a record that we do not read. */
function listedTarget(record: ListedRecord): string {
  const value = listedValue(record);
  return value ? targetOf(value) : record.content ?? '';
}

function listedValue(record: ListedRecord): RecordValue | undefined {
  const { type, content } = record;
  if (!isCloudflareRecordType(type)) return undefined;
  switch (type) {
    case 'MX':
      return content === undefined
        ? undefined
        : { type, content, priority: record.priority ?? 0 };
    case 'SRV':
      return { type, data: { ...emptyService, ...record.data } };
    case 'CAA':
      return { type, data: { ...emptyAuthority, ...record.data } };
    case 'NAPTR':
      return { type, data: { ...emptyPointer, ...record.data } };
    default:
      return content === undefined ? undefined : { type, content };
  }
}

const emptyService = { priority: 0, weight: 0, port: 0, target: '.' };
const emptyAuthority = { flags: 0, tag: '', value: '' };
const emptyPointer = {
  order: 0,
  preference: 0,
  flags: '',
  service: '',
  regex: '',
  replacement: '.',
};
