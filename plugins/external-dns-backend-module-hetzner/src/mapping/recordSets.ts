import {
  DesiredRecordSet,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';
import { ServiceRecord, ServiceRecordSet } from '../api';
import { sentValue, storedTarget, targetOf } from './values';

/** What cannot be said in Hetzner's terms; the message is a sentence. @internal */
export class UnwritableRecordSet extends Error {}

/** What a record set remembers of the values that it was read from. */
interface RecordSetData {
  /** Those that we would not have written so. */
  records: ServiceRecord[];
}

/** A record set that was read. @internal */
export function toRecordSet(
  { name, type, ttl, records }: ServiceRecordSet,
  zone: string,
): RecordSet {
  // The service gives them in any order; in this one, the same is the same.
  const sorted = [...records].sort((left, right) =>
    left.value < right.value ? -1 : 1,
  );
  const set: RecordSet = {
    zone,
    dnsName: name === '@' ? zone : `${name}.${zone}`,
    recordType: type,
    targets: sorted.map(({ value }) => targetOf(type, value, zone)),
  };
  if (ttl !== null) set.recordTTL = ttl;
  const special = sorted.filter(
    ({ value, comment }, index) =>
      comment || value !== sentValue(type, set.targets[index]),
  );
  if (special.length > 0) {
    set.data = {
      records: special.map(({ value, comment }) => ({
        value,
        ...(comment && { comment }),
      })),
    } satisfies RecordSetData;
  }
  return set;
}

/** A name as Hetzner has it. @throws UnwritableRecordSet @internal */
export function relativeName(dnsName: string, zone: string): string {
  const name = normaliseName(dnsName);
  if (name === zone) return '@';
  if (name.endsWith(`.${zone}`)) return name.slice(0, -zone.length - 1);
  throw new UnwritableRecordSet(`${dnsName} is not in the zone ${zone}`);
}

/**
 * The values of a record set as they are sent, each once. One that stands already
 * keeps its spelling and its comment.
 *
 * @throws UnwritableRecordSet
 * @internal
 */
export function recordsOf(
  { dnsName, recordType, targets, setIdentifier }: DesiredRecordSet,
  old?: RecordSet,
): ServiceRecord[] {
  if (setIdentifier) {
    throw new UnwritableRecordSet(
      `${recordType} ${dnsName} has the set identifier ${setIdentifier}, and Hetzner has none`,
    );
  }
  const standing = new Map(
    (old && dataOf(old)?.records)?.map(record => [
      keyOf(recordType, targetOf(recordType, record.value, old?.zone ?? '')),
      record,
    ]),
  );
  const records = new Map<string, ServiceRecord>();
  for (const target of targets) {
    const key = keyOf(recordType, storedTarget(recordType, target));
    records.set(
      key,
      standing.get(key) ?? { value: sentValue(recordType, target) },
    );
  }
  return [...records.values()];
}

/** Whether the values of a record set are those that are wanted. @internal */
export function hasSameValues(
  old: RecordSet,
  { recordType, targets }: DesiredRecordSet,
): boolean {
  const before = new Set(old.targets.map(each => keyOf(recordType, each)));
  const after = new Set(
    targets.map(each => keyOf(recordType, storedTarget(recordType, each))),
  );
  return before.size === after.size && [...after].every(key => before.has(key));
}

/** In seconds; null: the zone's own. @internal */
export function ttlOf({ recordTTL }: { recordTTL?: number }): number | null {
  return recordTTL || null;
}

function keyOf(recordType: string, target: string): string {
  return recordType === 'TXT' ? target : target.toLowerCase();
}

function dataOf({ data }: RecordSet): RecordSetData | undefined {
  const isData = typeof data === 'object' && data !== null && 'records' in data;
  return isData ? (data as RecordSetData) : undefined;
}
