import {
  Change,
  DesiredRecordSet,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';
import { dataOf } from './recordSets';
import { isProxiable, RecordSettings, settingsOf } from './settings';
import {
  isCloudflareRecordType,
  RecordValue,
  recordValue,
  storedTarget,
  UnwritableRecord,
} from './targets';

/** A record as it is sent. @internal */
export type RecordBody = RecordValue & {
  name: string;
  ttl: number;
  proxied?: boolean;
  comment?: string;
  tags?: string[];
};

/** What the service does in one transaction, in this order. @internal */
export interface Operations {
  deletes: { id: string }[];
  /** Whatever they do not name stays as it is. */
  patches: (RecordBody & { id: string })[];
  posts: RecordBody[];
}

/** A change of a record set that was not read with its records. @internal */
export class UnknownRecords extends Error {}

/**
 * The operations of a change. A record that goes becomes one that comes, so that
 * the name is never without a value; what stays the same is not sent.
 *
 * @throws UnwritableRecord, UnknownRecords
 * @internal
 */
export function operationsOf(change: Change): Operations {
  if (change.action === 'create') {
    const { new: wanted } = change;
    const settings = settingsOf(wanted);
    return {
      deletes: [],
      patches: [],
      posts: targetsOf(wanted).map(target => body(wanted, target, settings)),
    };
  }
  const { old } = change;
  const { ids, mixed } = recordsOf(old);
  if (change.action === 'delete') {
    return { deletes: ids.map(id => ({ id })), patches: [], posts: [] };
  }
  const { new: wanted } = change;
  const settings = settingsOf(wanted);
  const before = settingsOf(old);
  const coming = new Map(
    targetsOf(wanted).map(target => [keyOf(wanted, target), target]),
  );
  const isOther = mixed === true || !isSame(old, before, wanted, settings);
  const operations: Operations = { deletes: [], patches: [], posts: [] };
  const going: string[] = [];
  for (const [index, id] of ids.entries()) {
    const key = keyOf(old, old.targets[index]);
    const target = coming.get(key);
    if (target === undefined) {
      going.push(id);
      continue;
    }
    coming.delete(key);
    if (isOther) {
      operations.patches.push({
        ...body(wanted, target, settings, before),
        id,
      });
    }
  }
  for (const target of coming.values()) {
    const id = going.shift();
    if (id === undefined) operations.posts.push(body(wanted, target, settings));
    else {
      operations.patches.push({
        ...body(wanted, target, settings, before),
        id,
      });
    }
  }
  operations.deletes = going.map(id => ({ id }));
  return operations;
}

/** @internal */
export function countOf({ deletes, patches, posts }: Operations): number {
  return deletes.length + patches.length + posts.length;
}

function recordsOf(old: RecordSet): { ids: string[]; mixed?: true } {
  const data = dataOf(old);
  if (data && data.ids.length === old.targets.length) return data;
  throw new UnknownRecords(
    `${old.recordType} ${old.dnsName} was not read with its records`,
  );
}

function isSame(
  old: RecordSet,
  before: RecordSettings,
  wanted: DesiredRecordSet,
  settings: RecordSettings,
): boolean {
  return (
    ttlOf(old, before) === ttlOf(wanted, settings) &&
    before.proxied === settings.proxied &&
    before.comment === settings.comment &&
    before.tags.join() === settings.tags.join()
  );
}

function ttlOf(
  { recordTTL }: { recordTTL?: number },
  { proxied }: RecordSettings,
): number {
  return proxied === true ? 1 : recordTTL || 1;
}

/** Each target once, in the form in which it is compared. */
function targetsOf({
  recordType,
  dnsName,
  targets,
  setIdentifier,
}: DesiredRecordSet): string[] {
  if (!isCloudflareRecordType(recordType)) {
    throw new UnwritableRecord(
      `${recordType} ${dnsName}: records of this type are not written`,
    );
  }
  if (setIdentifier) {
    throw new UnwritableRecord(
      `${recordType} ${dnsName} has the set identifier ${setIdentifier}, and Cloudflare has none`,
    );
  }
  return [...new Set(targets.map(each => storedTarget(recordType, each)))];
}

function keyOf({ recordType }: { recordType: string }, target: string): string {
  return recordType === 'TXT' ? target : target.toLowerCase();
}

function body(
  wanted: DesiredRecordSet,
  target: string,
  settings: RecordSettings,
  before?: RecordSettings,
): RecordBody {
  const { recordType, dnsName } = wanted;
  const name = normaliseName(dnsName);
  if (!isCloudflareRecordType(recordType)) {
    throw new UnwritableRecord(`${recordType} ${name} cannot be written`);
  }
  const result: RecordBody = {
    ...valueOf(recordType, name, target),
    name,
    ttl: ttlOf(wanted, settings),
  };
  if (isProxiable(recordType)) result.proxied = settings.proxied === true;
  // Not every plan has tags, so none are said where none are or were.
  if (settings.comment !== '' || before) result.comment = settings.comment;
  if (settings.tags.length > 0 || before?.tags.length) {
    result.tags = [...settings.tags];
  }
  return result;
}

function valueOf(
  recordType: Parameters<typeof recordValue>[0],
  name: string,
  target: string,
): RecordValue {
  try {
    return recordValue(recordType, target);
  } catch (error) {
    if (!(error instanceof UnwritableRecord)) throw error;
    throw new UnwritableRecord(`${recordType} ${name}: ${error.message}`);
  }
}
