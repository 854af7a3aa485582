import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import {
  Change,
  DesiredRecordSet,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';
import { isPowerDnsRecordType } from './semantics';
import { sentContent, targetOf } from './targets';

/** A record set as the API has it. @internal */
export interface ListedSet {
  /** With a final dot. */
  name: string;
  type: string;
  ttl: number;
  records: { content: string; disabled?: boolean }[];
}

/** One element of a write. @internal */
export type SetChange =
  | (ListedSet & { changetype: 'REPLACE' })
  | { name: string; type: string; changetype: 'DELETE' };

/** What a record set remembers beside its targets. */
interface RecordSetData {
  /** The name, where the server spells it otherwise. */
  name?: string;
  /** Contents that are switched off beside those that are not. */
  disabled?: string[];
  /** All of it is switched off. */
  isOff?: true;
}

/** Seconds, for a new set that asks for none; ExternalDNS's default as well. */
const defaultTtl = 300;
/** RFC 2181 section 8; the server takes more, and answers nonsense. */
const largestTtl = 2 ** 31 - 1;

/**
 * What the server holds. Undefined for what it keeps itself, and for sets that are a
 * comment without records.
 *
 * @internal
 */
export function toRecordSet(
  zone: string,
  { name, type, ttl, records }: ListedSet,
): RecordSet | undefined {
  if (type === 'SOA' || records.length === 0) return undefined;
  const on = records.filter(({ disabled }) => !disabled);
  const off = records.filter(({ disabled }) => disabled);
  const shown = on.length > 0 ? on : off;
  const dnsName = normaliseName(name);
  const set: RecordSet = {
    zone,
    dnsName,
    recordType: type,
    targets: shown.map(({ content }) => targetOf(type, content)),
    recordTTL: ttl,
  };
  const data: RecordSetData = {};
  if (name !== `${dnsName}.`) data.name = name;
  if (on.length === 0) data.isOff = true;
  else if (off.length > 0) data.disabled = off.map(({ content }) => content);
  if (Object.keys(data).length > 0) set.data = data;
  return set;
}

/**
 * The body of a write, one element for each change.
 *
 * @throws ProviderError `Rejected`, which names the changes that cannot be sent.
 * @internal
 */
export function toSetChanges(changes: readonly Change[]): SetChange[] {
  const refused = new Map<number, string>();
  const elements: SetChange[] = [];
  for (const [index, change] of changes.entries()) {
    const defect = defectOf(change);
    if (defect === undefined) elements.push(toSetChange(change));
    else refused.set(index, defect);
  }
  if (refused.size === 0) return elements;
  const [message] = refused.values();
  throw new ProviderError('Rejected', message, { refusedChanges: refused });
}

function defectOf(change: Change): string | undefined {
  if (change.action === 'delete') return undefined;
  const { recordType, dnsName, recordTTL = 0, setIdentifier } = change.new;
  const what = `${recordType} ${dnsName}`;
  if (setIdentifier) return `${what}: PowerDNS has no set identifiers`;
  if (recordTTL > largestTtl) {
    return `${what}: the TTL ${recordTTL} is above ${largestTtl}`;
  }
  if (change.action === 'update' && dataOf(change.old).isOff) {
    return `${what} is switched off in PowerDNS: switch it on there, or delete it`;
  }
  return undefined;
}

function toSetChange(change: Change): SetChange {
  if (change.action === 'create') return replacement(change.new, {});
  const data = dataOf(change.old);
  if (change.action === 'update') {
    return replacement(change.new, data, change.old.recordTTL);
  }
  const { dnsName, recordType: type, recordTTL } = change.old;
  const name = data.name ?? `${dnsName}.`;
  if (!data.disabled) return { name, type, changetype: 'DELETE' };
  // What somebody switched off stays, switched off.
  const ttl = recordTTL ?? defaultTtl;
  return { name, type, ttl, changetype: 'REPLACE', records: kept(data, []) };
}

function replacement(
  { dnsName, recordType: type, targets, recordTTL }: DesiredRecordSet,
  data: RecordSetData,
  standingTtl: number = defaultTtl,
): SetChange {
  const contents = targets.map(each =>
    isPowerDnsRecordType(type) ? sentContent(type, each) : each,
  );
  return {
    name: data.name ?? `${normaliseName(dnsName)}.`,
    type,
    ttl: recordTTL || standingTtl,
    changetype: 'REPLACE',
    records: [
      ...contents.map(content => ({ content, disabled: false })),
      ...kept(data, contents),
    ],
  };
}

/** Records that are switched off, but for those that are wanted now. */
function kept({ disabled = [] }: RecordSetData, wanted: readonly string[]) {
  return disabled
    .filter(content => !wanted.includes(content))
    .map(content => ({ content, disabled: true }));
}

function dataOf({ data }: RecordSet): RecordSetData {
  return typeof data === 'object' && data !== null ? data : {};
}

/**
 * The changes that a refusal is about, by index: the server begins with `Record
 * www.openova.io./A '...'` or `RRset www.openova.io. IN A`. Empty where none is meant.
 *
 * @internal
 */
export function refusedBy(
  said: string,
  elements: readonly SetChange[],
): Map<number, string> {
  const named =
    /^Record (\S+)\/([A-Z0-9]+) /.exec(said) ??
    /^(?:Duplicate record in )?RRset (\S+) IN ([A-Z0-9]+)[ :]/.exec(said);
  const refused = new Map<number, string>();
  if (!named) return refused;
  const [, name, type] = named;
  for (const [index, element] of elements.entries()) {
    if (element.type === type && element.name === name)
      refused.set(index, said);
  }
  return refused;
}
