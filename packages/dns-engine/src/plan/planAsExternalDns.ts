import { domainFilter } from '../domainFilter';
import { Endpoint } from '../endpoint';
import { normaliseName } from '../name';
import { Options } from '../options/types';
import { adjustedEndpoints } from '../provider';
import { OwnedRecordSet, RecordSet } from '../recordSet';
import {
  readAsExternalDns,
  ExternalDnsRegistry,
} from '../registry/readAsExternalDns';
import { ownerLabel, resourceLabel } from '../registry/txtValue';
import { nothing, withOneMore } from '../shortLists';
import { Change, ChangeUnit, DesiredRecordSet } from './change';
import { planDigest } from './digest';
import { managedTypes } from './managedTypes';
import type { PlanZoneInput, ZonePlan } from './planZone';
import {
  differs,
  hasTypeConflict,
  resolveCreate,
  resolveUpdate,
} from './resolve';

/*
 * ExternalDNS's own plan, hazards included, for comparison one to one
 * (`compat: external-dns`): one instance, one cluster, no merge, no held rows, TXT
 * changes from what should exist. Ours is `planOurs`.
 */

interface Candidate {
  endpoint: Endpoint;
}

interface Row {
  key: string;
  current: OwnedRecordSet[];
  candidates: Candidate[];
}

/** Changes of records before the registry adds its own. */
type RecordChange =
  | { action: 'create'; new: Endpoint }
  | { action: 'update'; old: OwnedRecordSet; new: Endpoint }
  | { action: 'delete'; old: OwnedRecordSet };

/** @internal */
export function planAsExternalDns(input: PlanZoneInput): ZonePlan {
  const options = (input.instances ??
    input.desired.map(each => each.options))[0];
  const key = options.registry.txtEncryptAesKey;
  const registry =
    options.registry.type === 'noop'
      ? withoutRegistry(input.records)
      : readAsExternalDns(
          input.zone,
          input.records,
          options,
          key && input.cipher?.(key),
        );
  let units = [...rowsOf(registry, input, options).values()].flatMap(row => {
    const changes = permitted(rowChanges(row, options), options).flatMap(
      change => withOwnership(change, registry, options, input.zone),
    );
    return changes.length > 0 ? [unitOf(row.key, changes, options)] : [];
  });
  // Asked before the registry adds its TXT: they alone make no change.
  if (!units.some(unit => unit.changes.some(isEffective))) units = [];
  return {
    zone: input.zone,
    units,
    desired: input.desired.flatMap(each =>
      each.wishes.map(wish => wish.endpoint),
    ),
    verdicts: [],
    findings: [],
    claims: [],
    digest: planDigest(input.zone, units),
    recordSets: registry.recordSets,
  };
}

function withoutRegistry(records: readonly RecordSet[]): ExternalDnsRegistry {
  return {
    recordSets: records.map(record => ({ record, labels: {}, txt: [] })),
    ownershipTxt: () => undefined,
    exists: () => false,
  };
}

function rowsOf(
  registry: ExternalDnsRegistry,
  input: PlanZoneInput,
  options: Options,
): Map<string, Row> {
  const passes = domainFilter(options);
  const isManaged = managedTypes(options);
  const rows = new Map<string, Row>();
  const rowOf = (dnsName: string, setIdentifier = ''): Row => {
    const name = normaliseName(dnsName);
    const key = setIdentifier ? `${name} ${setIdentifier}` : name;
    let row = rows.get(key);
    if (!row)
      rows.set(key, (row = { key, current: nothing, candidates: nothing }));
    return row;
  };
  for (const current of registry.recordSets) {
    const { dnsName, recordType, setIdentifier } = current.record;
    if (isManaged(recordType) && passes(dnsName)) {
      const row = rowOf(dnsName, setIdentifier);
      row.current = withOneMore(row.current, current);
    }
  }
  for (const { wishes } of input.desired) {
    for (const { endpoint } of wishes) {
      if (isManaged(endpoint.recordType) && passes(endpoint.dnsName)) {
        const row = rowOf(endpoint.dnsName, endpoint.setIdentifier);
        for (const adjusted of adjustedEndpoints(endpoint, input.semantics)) {
          row.candidates = withOneMore(row.candidates, { endpoint: adjusted });
        }
      }
    }
  }
  return rows;
}

function rowChanges(row: Row, options: Options): RecordChange[] {
  const { current } = row;
  if (row.candidates.length === 0) {
    return current.map(old => ({ action: 'delete', old }));
  }
  const candidates = hasTypeConflict(row.candidates)
    ? row.candidates.filter(each => each.endpoint.recordType !== 'CNAME')
    : row.candidates;
  const types = new Set([
    ...current.map(each => each.record.recordType),
    ...candidates.map(each => each.endpoint.recordType),
  ]);
  const changes: RecordChange[] = [];
  const creates: RecordChange[] = [];
  for (const type of types) {
    // Of two record sets under one key the later one hides the earlier.
    const old = current.filter(each => each.record.recordType === type).pop();
    const rivals = candidates.filter(each => each.endpoint.recordType === type);
    if (!old)
      creates.push({ action: 'create', new: resolveCreate(rivals).endpoint });
    else if (rivals.length === 0) changes.push({ action: 'delete', old });
    else {
      const wanted = resolveUpdate(
        old.labels[resourceLabel] ?? '',
        rivals,
      ).endpoint;
      if (differs(old.record, wanted) || isMigrating(old, options)) {
        changes.push({ action: 'update', old, new: wanted });
      }
    }
  }
  const owner = ownerOf(options);
  const isOurs = current.every(
    each => owner === '' || each.labels[ownerLabel] === owner,
  );
  return isOurs ? [...changes, ...creates] : changes;
}

/** Sic: once the registry has rewritten the owner, this holds for every record. */
function isMigrating(current: OwnedRecordSet, options: Options): boolean {
  const from = options.registry.migrateFromTxtOwner;
  return from !== '' && current.labels[ownerLabel] !== from;
}

function ownerOf(options: Options): string {
  return options.registry.type === 'noop' ? '' : options.registry.txtOwnerId;
}

/** What policy and ownership let through. */
function permitted(changes: RecordChange[], options: Options): RecordChange[] {
  const owner = ownerOf(options);
  const deleted = new Set<string>();
  return changes.filter(change => {
    if (change.action === 'create') return true;
    if (options.policy === 'create-only') return false;
    if (owner !== '' && change.old.labels[ownerLabel] !== owner) return false;
    if (change.action === 'update') return true;
    if (options.policy === 'upsert-only') return false;
    const { dnsName, recordType, setIdentifier = '' } = change.old.record;
    const key = `${dnsName} ${recordType} ${setIdentifier}`;
    if (owner !== '' && deleted.has(key)) return false;
    deleted.add(key);
    return true;
  });
}

function withOwnership(
  change: RecordChange,
  registry: ExternalDnsRegistry,
  options: Options,
  zone: string,
): Change[] {
  if (change.action === 'create') {
    const owner = ownerOf(options);
    const labels = { ...change.new.labels };
    if (owner !== '') labels[ownerLabel] = owner;
    const txt = registry.ownershipTxt(change.new, labels);
    const record: Change = {
      role: 'record',
      action: 'create',
      new: desired(change.new, labels, zone),
    };
    return txt && !registry.exists(txt)
      ? [
          {
            role: 'ownership',
            action: 'create',
            new: txt,
            owns: identity(change.new),
          },
          record,
        ]
      : [record];
  }
  const { record: old, labels: oldLabels } = change.old;
  const oldTxt = registry.ownershipTxt(old, oldLabels);
  if (change.action === 'delete') {
    const record: Change = { role: 'record', action: 'delete', old, oldLabels };
    return oldTxt
      ? [
          record,
          {
            role: 'ownership',
            action: 'delete',
            old: oldTxt,
            owns: identity(old),
          },
        ]
      : [record];
  }
  const labels = {
    ...change.new.labels,
    [ownerLabel]: oldLabels[ownerLabel] ?? '',
  };
  const record: Change = {
    role: 'record',
    action: 'update',
    old,
    oldLabels,
    new: desired(change.new, labels, zone),
  };
  const newTxt = registry.ownershipTxt(change.new, labels);
  return oldTxt && newTxt
    ? [
        record,
        {
          role: 'ownership',
          action: 'update',
          old: oldTxt,
          oldLabels: { ownedRecord: old.dnsName },
          new: newTxt,
          owns: identity(change.new),
        },
      ]
    : [record];
}

function identity(record: { dnsName: string; recordType: string }) {
  return { dnsName: record.dnsName, recordType: record.recordType };
}

function desired(
  endpoint: Endpoint,
  labels: Record<string, string>,
  zone: string,
): DesiredRecordSet {
  return { ...endpoint, zone, labels };
}

/** Whether ExternalDNS would call the provider for it. */
function isEffective(change: Change): boolean {
  if (change.action !== 'update') return true;
  if (change.role === 'ownership') return false;
  return (
    fingerprint(change.old, change.oldLabels) !==
    fingerprint(change.new, change.new.labels)
  );
}

function fingerprint(
  record: RecordSet | DesiredRecordSet,
  labels: Record<string, string> | undefined,
): string {
  return JSON.stringify([
    record.dnsName,
    record.targets,
    record.recordTTL ?? 0,
    record.providerSpecific ?? [],
    Object.entries(labels ?? {}).sort(),
  ]);
}

function unitOf(key: string, changes: Change[], options: Options): ChangeUnit {
  const space = key.indexOf(' ');
  const unit: ChangeUnit = {
    dnsName: space < 0 ? key : key.slice(0, space),
    changes,
    origins: [],
    instances: [options.name],
    mode: options.mode,
  };
  if (space >= 0) unit.setIdentifier = key.slice(space + 1);
  return unit;
}
