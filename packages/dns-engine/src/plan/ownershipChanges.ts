import { byteLength, isWithin, nameDefect, normaliseName } from '../name';
import { Options } from '../options/types';
import { OwnedRecordSet } from '../recordSet';
import { NameMapper } from '../registry/nameMapper';
import {
  OwnershipTxt,
  sameLabels,
  standingName,
} from '../registry/ownershipTxt';
import { labelDefect, ownerLabel, serialiseLabels } from '../registry/txtValue';
import { ZoneRegistry } from '../registry/zoneRegistry';
import { Change, DesiredRecordSet } from './change';
import { isOurs } from './ours';
import { ReasonId } from '../reasons';

/*
 * The registry's half of a row's changes. What was read decides: a TXT that stands
 * is updated in place or deleted as it is, one that is missing is created, and
 * none is ever made up to be deleted.
 */

/** Why a record cannot be given an owner. @internal */
export interface OwnershipDefect {
  reason: ReasonId;
  params: Record<string, string>;
}

interface Named {
  dnsName: string;
  recordType: string;
  setIdentifier?: string;
}

/**
 * The names under which a record's ownership is written: the typed one, or the
 * in-zone old form for the apex; with it the old form where v0.14 must be able to
 * take over again.
 */
function txtNames(
  named: Named,
  options: Options,
  mapper: NameMapper,
  zone: string,
): { primary: string; second?: string } {
  const typed = mapper.typedName(named.dnsName, named.recordType);
  const oldForm = mapper.oldName(named.dnsName);
  if (!isWithin(normaliseName(typed), zone)) return { primary: oldForm };
  const { txtNewFormatOnly, txtEncryptEnabled } = options.registry;
  const writesBoth =
    !txtNewFormatOnly &&
    !txtEncryptEnabled &&
    mapper.hasOldForm &&
    // The old form of `a-foo` would read as the typed one of `foo`.
    mapper.read(oldForm)?.recordType === '' &&
    named.recordType !== 'AAAA' &&
    isWithin(normaliseName(oldForm), zone) &&
    oldForm !== named.dnsName &&
    // Below a cut nobody could read it back.
    !(named.recordType === 'NS' && isWithin(oldForm, named.dnsName));
  return writesBoth ? { primary: typed, second: oldForm } : { primary: typed };
}

/** Whether the ownership of a record that is to be created can be written. @internal */
export function ownershipDefect(
  named: Named,
  labels: Record<string, string>,
  options: Options,
  registry: ZoneRegistry,
): OwnershipDefect | undefined {
  if (options.registry.type === 'noop') return undefined;
  const { zone } = registry;
  const unwritable = labelDefect(labels);
  if (unwritable) {
    return {
      reason: 'labels-unwritable',
      params: { detail: unwritable, zone },
    };
  }
  const mapper = registry.mapperOf(options.registry);
  const { primary } = txtNames(named, options, mapper, zone);
  const detail = isWithin(normaliseName(primary), zone)
    ? nameDefect(normaliseName(primary))
    : `it would lie outside of zone ${zone}`;
  if (detail) {
    const txt =
      byteLength(primary) > 80 ? `${primary.slice(0, 80)}...` : primary;
    return { reason: 'no-room-for-ownership', params: { txt, detail, zone } };
  }
  const plain = registry.plainTxtAt(primary, named.setIdentifier);
  const isShared = registry
    .at(primary, named.setIdentifier)
    .some(entry => speaksForOtherNames(entry, named.dnsName));
  return plain || isShared
    ? { reason: 'ownership-name-taken', params: { txt: primary, zone } }
    : undefined;
}

/** TXT changes of one record that is created or stays. @internal */
export interface OwnershipWrites {
  changes: Change[];
  /** What stands already and speaks for the record from now on. */
  used: OwnershipTxt[];
}

/**
 * TXT changes that go with a record that is created or that stays.
 *
 * @internal
 */
export function ownershipToWrite(
  named: Named & { providerSpecific?: DesiredRecordSet['providerSpecific'] },
  labels: Record<string, string>,
  options: Options,
  registry: ZoneRegistry,
  current: OwnedRecordSet | undefined,
  { rewrites, oldFormToo }: { rewrites: boolean; oldFormToo: boolean },
): OwnershipWrites {
  const writes: OwnershipWrites = { changes: [], used: [] };
  if (options.registry.type === 'noop') return writes;
  const mapper = registry.mapperOf(options.registry);
  const { primary, second } = txtNames(named, options, mapper, registry.zone);
  const standing = current ? registry.ofRecord(current) : [];
  const typed = current
    ? standing.filter(entry => entry.typedFor.includes(current))
    : [];
  const write = (name: string, own: readonly OwnershipTxt[]) => {
    const found = own.length > 0 ? own : registry.at(name, named.setIdentifier);
    // Somebody else's TXT, or one that other records need as it is, stays.
    const isFree =
      !registry.plainTxtAt(name, named.setIdentifier) &&
      found.every(
        entry =>
          !speaksForOtherNames(entry, named.dnsName) &&
          (own.length > 0 || registry.isOurs(entry)),
      );
    if (!isFree) return;
    if (found.length === 0) {
      writes.changes.push({
        role: 'ownership',
        action: 'create',
        owns: identity(named),
        new: txtSet(name, named, labels, registry.zone),
      });
    }
    for (const entry of found) {
      writes.used.push(entry);
      if (!rewrites || sameLabels(entry.labels, labels)) continue;
      writes.changes.push(rewritten(entry, named, labels));
    }
  };
  // A typed TXT under another of our prefixes is as good as one under this.
  write(primary, typed);
  if (second !== undefined && oldFormToo) {
    write(
      second,
      current
        ? standing.filter(entry => entry.oldFormFor.includes(current))
        : [],
    );
  }
  return writes;
}

function speaksForOtherNames(entry: OwnershipTxt, dnsName: string): boolean {
  return [...entry.typedFor, ...entry.oldFormFor].some(
    other => standingName(other.record) !== dnsName,
  );
}

function rewritten(
  entry: OwnershipTxt,
  named: Named,
  labels: Record<string, string>,
): Change {
  const { txt } = entry;
  const next: DesiredRecordSet = {
    zone: txt.zone,
    dnsName: txt.dnsName,
    recordType: 'TXT',
    targets: [serialiseLabels(labels), ...entry.otherValues],
  };
  if (txt.setIdentifier) next.setIdentifier = txt.setIdentifier;
  if (txt.recordTTL) next.recordTTL = txt.recordTTL;
  if (txt.providerSpecific) next.providerSpecific = txt.providerSpecific;
  return {
    role: 'ownership',
    action: 'update',
    owns: identity(named),
    old: txt,
    new: next,
  };
}

/**
 * TXT changes that go with deleted records: every TXT that speaks for none but
 * them, and for no record that is created in their place.
 *
 * @internal
 */
export function ownershipToDelete(
  deleted: readonly OwnedRecordSet[],
  kept: ReadonlySet<OwnershipTxt>,
  registry: ZoneRegistry,
  createsOwnedByOldForm: boolean,
): Change[] {
  const changes: Change[] = [];
  const seen = new Set<OwnershipTxt>();
  for (const current of deleted) {
    for (const entry of registry.ofRecord(current)) {
      if (seen.has(entry) || kept.has(entry)) continue;
      const isOldForm = entry.oldFormFor.includes(current);
      const speaksForOthers = [...entry.typedFor, ...entry.oldFormFor].some(
        other => !deleted.includes(other) && needs(other, entry, registry),
      );
      if (speaksForOthers || (isOldForm && createsOwnedByOldForm)) continue;
      seen.add(entry);
      changes.push(removal(entry, current.record));
    }
  }
  return changes;
}

/**
 * A record with a typed TXT of its own does not need the typed TXT of another, and
 * an old form is not kept for what it does not own: a record beside one with a
 * typed TXT, or the mail and NS records of an apex.
 */
function needs(
  other: OwnedRecordSet,
  entry: OwnershipTxt,
  registry: ZoneRegistry,
): boolean {
  if (entry.typedFor.includes(other)) return true;
  if (!isOurs(other)) return false;
  const isApex = standingName(other.record) === registry.zone;
  if (isApex && other.ownership === 'ours-unsure') return false;
  const hasTyped = registry
    .ofRecord(other)
    .some(each => each.typedFor.includes(other));
  return !hasTyped || entry.typedFor.length === 0;
}

/** Takes our value out of a TXT; the TXT goes where nothing else is in it. @internal */
export function removal(entry: OwnershipTxt, owned: Named): Change {
  const { txt, otherValues } = entry;
  const base = { role: 'ownership', owns: identity(owned) } as const;
  if (otherValues.length === 0) return { ...base, action: 'delete', old: txt };
  const { data: _, ...rest } = txt;
  return {
    ...base,
    action: 'update',
    old: txt,
    new: { ...rest, targets: otherValues },
  };
}

function txtSet(
  name: string,
  named: Named & { providerSpecific?: DesiredRecordSet['providerSpecific'] },
  labels: Record<string, string>,
  zone: string,
): DesiredRecordSet {
  const txt: DesiredRecordSet = {
    zone,
    dnsName: name,
    recordType: 'TXT',
    targets: [serialiseLabels(labels)],
  };
  if (named.setIdentifier) txt.setIdentifier = named.setIdentifier;
  // A TXT follows its record's routing policy (Route 53), but is never an alias.
  const properties = named.providerSpecific?.filter(
    each => each.name !== 'alias',
  );
  if (properties?.length) txt.providerSpecific = properties;
  return txt;
}

function identity({ dnsName, recordType }: Named): {
  dnsName: string;
  recordType: string;
} {
  return { dnsName, recordType };
}

/** The labels of a record's TXT. @internal */
export function labelsFor(
  endpointLabels: Record<string, string> | undefined,
  owner: string,
): Record<string, string> {
  return { ...endpointLabels, [ownerLabel]: owner };
}
