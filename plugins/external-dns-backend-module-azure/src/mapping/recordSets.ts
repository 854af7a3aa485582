import {
  DesiredRecordSet,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';
import { AzureService, knownType } from './services';
import { Metadata, metadataWith, tagPropertiesOf } from './tags';
import { AzureRecord, toAzureRecord, toTarget, UnusableValue } from './values';

/** What is stored where nobody says a TTL; ExternalDNS's default with Azure. */
const defaultTtl = 300;

/** A record set as Azure tells it. @internal */
export interface ServiceRecordSet {
  /** Relative to the zone, `@` for its apex. */
  name?: string;
  /** `Microsoft.Network/dnszones/A` and so on. */
  type?: string;
  etag?: string;
  properties?: Readonly<Record<string, unknown>>;
}

/** What a change of a record set needs to know: kept in its `data`. @internal */
export interface StandingSet {
  etag: string;
  metadata?: Metadata;
  /** Why it is nobody's to change, as a clause: an alias, or Azure's own. */
  untouchable?: string;
}

/** A record set that was read. @internal */
export function toRecordSet(
  set: ServiceRecordSet,
  zoneName: string,
  service: AzureService,
): RecordSet {
  const { name = '@', type = '', etag = '', properties = {} } = set;
  const recordType = type.slice(type.lastIndexOf('/') + 1);
  const metadata = metadataIn(properties);
  const alias = aliasIn(properties);
  const untouchable = untouchableBecause(properties, alias);
  const data: StandingSet = {
    etag,
    ...(metadata && { metadata }),
    ...(untouchable && { untouchable }),
  };
  const record: RecordSet = {
    zone: zoneName,
    dnsName: name === '@' ? zoneName : `${name}.${zoneName}`,
    recordType,
    targets: alias ? [alias] : targetsIn(properties, recordType, service),
    data,
  };
  const ttl = propertyIn(properties, 'ttl');
  if (typeof ttl === 'number') record.recordTTL = ttl;
  const tags = tagPropertiesOf(metadata ?? {});
  if (tags.length > 0) record.providerSpecific = tags;
  return record;
}

/**
 * The body of a write.
 *
 * @throws {@link UnusableValue} where it cannot be said in Azure's terms.
 * @internal
 */
export function toServiceBody(
  wanted: DesiredRecordSet,
  service: AzureService,
  standing?: StandingSet,
): { properties: Record<string, unknown> } {
  const { recordType, targets, recordTTL, providerSpecific } = wanted;
  const type = knownType(recordType, service);
  const property = type && service.values[type];
  if (!type || !property) {
    throw new UnusableValue(
      `a ${service.visibility} zone of Azure holds no record sets of that type`,
    );
  }
  const records = targets.map(target => toAzureRecord(type, target));
  if (type === 'CNAME' && records.length !== 1) {
    throw new UnusableValue('a CNAME has exactly one target');
  }
  const metadata = metadataWith(providerSpecific, standing?.metadata);
  return {
    properties: {
      [service.ttl]: recordTTL || defaultTtl,
      ...(Object.keys(metadata).length > 0 && { metadata }),
      [property]: type === 'CNAME' ? records[0] : records,
    },
  };
}

/** What was read of a record set; undefined where it was not. @internal */
export function standingSet({ data }: RecordSet): StandingSet | undefined {
  return isStandingSet(data) && data.etag !== '' ? data : undefined;
}

/** The name within the zone, as paths have it. @internal */
export function relativeName(dnsName: string, zoneName: string): string {
  const name = normaliseName(dnsName);
  return name === zoneName ? '@' : name.slice(0, -zoneName.length - 1);
}

function isStandingSet(data: unknown): data is StandingSet {
  return (
    typeof data === 'object' &&
    data !== null &&
    'etag' in data &&
    typeof data.etag === 'string'
  );
}

function targetsIn(
  properties: Readonly<Record<string, unknown>>,
  recordType: string,
  service: AzureService,
): string[] {
  if (recordType === 'SOA') return [soaIn(properties)];
  const type = knownType(recordType, service);
  const property = type && service.values[type];
  const value = property && propertyIn(properties, property);
  if (!type || !value) return [];
  const records: unknown[] = Array.isArray(value) ? value : [value];
  return records.filter(isRecord).map(each => toTarget(type, each));
}

/** The resource whose address or name is told instead of values. */
function aliasIn(
  properties: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const name of ['targetResource', 'trafficManagementProfile']) {
    const resource = propertyIn(properties, name);
    const id = isRecord(resource) ? resource.id : undefined;
    if (typeof id === 'string' && id !== '') return id;
  }
  return undefined;
}

function untouchableBecause(
  properties: Readonly<Record<string, unknown>>,
  alias: string | undefined,
): string | undefined {
  if (alias) return `it is an alias of ${alias}`;
  return propertyIn(properties, 'isAutoRegistered') === true
    ? 'Azure registered it for a virtual machine'
    : undefined;
}

function metadataIn(
  properties: Readonly<Record<string, unknown>>,
): Metadata | undefined {
  const metadata = propertyIn(properties, 'metadata');
  if (!isRecord(metadata)) return undefined;
  const texts = Object.entries(metadata).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

function soaIn(properties: Readonly<Record<string, unknown>>): string {
  const soa = propertyIn(properties, 'soaRecord');
  if (!isRecord(soa)) return '';
  return [
    'host',
    'email',
    'serialNumber',
    'refreshTime',
    'retryTime',
    'expireTime',
    'minimumTtl',
  ]
    .map(name => propertyIn(soa, name) ?? 0)
    .join(' ');
}

/** The services and their versions spell names in different letter case. */
function propertyIn(
  properties: Readonly<Record<string, unknown>>,
  name: string,
): unknown {
  if (Object.hasOwn(properties, name)) return properties[name];
  const wanted = name.toLowerCase();
  const found = Object.keys(properties).find(
    key => key.toLowerCase() === wanted,
  );
  return found === undefined ? undefined : properties[found];
}

function isRecord(value: unknown): value is AzureRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
