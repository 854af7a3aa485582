import type { Wanted } from '../merge/settleRow';
import { Options } from '../options/types';
import { OwnedRecordSet } from '../recordSet';
import { OwnershipTxt } from '../registry/ownershipTxt';
import { ownerLabel } from '../registry/txtValue';
import { Change, DesiredRecordSet } from './change';
import { isOurs } from './ours';
import {
  labelsFor,
  ownershipToDelete,
  ownershipToWrite,
} from './ownershipChanges';
import type { RowContext } from './planRow';
import type { Row } from './rows';
import type { Step } from './step';

/** What a record is called when its TXT is made. @internal */
export function identityOf({ endpoint }: Wanted, row: Row) {
  return {
    dnsName: row.name,
    recordType: endpoint.recordType,
    ...(row.setIdentifier ? { setIdentifier: row.setIdentifier } : {}),
    ...(endpoint.providerSpecific
      ? { providerSpecific: endpoint.providerSpecific }
      : {}),
  };
}

/** The writes that the steps of a row come down to. @internal */
export function changesOf(
  steps: readonly Step[],
  row: Row,
  context: RowContext,
): Change[] {
  if (steps.every(step => isComplete(step, context))) return [];
  const records: Change[] = [];
  const ownership: Change[] = [];
  const kept = new Set<OwnershipTxt>();
  const deleted: OwnedRecordSet[] = [];
  let createsOwnedByOldForm = false;
  // An old form would speak for what others made at the name, too.
  const oldFormToo = row.current.every(
    each => isOurs(each) || each.record.recordType === 'AAAA',
  );
  for (const step of steps) {
    if (step.action === 'refuse') continue;
    if (step.action === 'delete') {
      const { record: old, labels: oldLabels } = step.current;
      deleted.push(step.current);
      records.push({ role: 'record', action: 'delete', old, oldLabels });
      continue;
    }
    const { wanted } = step;
    const { options } = wanted.by;
    const current = step.action === 'create' ? undefined : step.current;
    const owner = ownerFor(current, options, context);
    const labels = labelsFor(wanted.endpoint.labels, owner);
    if (step.action === 'create' && wanted.endpoint.recordType !== 'AAAA') {
      createsOwnedByOldForm = true;
    }
    if (step.action !== 'keep') {
      records.push(recordChange(step, row, labels, context.zone));
    }
    const isMigrated = current?.ownership === 'old-owner';
    if (step.action === 'keep' && options.policy === 'create-only') continue;
    const writer = current ? writerOf(owner, options, context) : options;
    const written = ownershipToWrite(
      identityOf(wanted, row),
      // What merely stands keeps its TXT, but for the owner that is migrated.
      step.action === 'keep' && current
        ? { ...current.labels, [ownerLabel]: owner }
        : labels,
      writer,
      context.registry,
      current,
      { rewrites: step.action !== 'keep' || isMigrated, oldFormToo },
    );
    ownership.push(...written.changes);
    written.used.forEach(entry => kept.add(entry));
  }
  ownership.push(
    ...ownershipToDelete(
      deleted,
      kept,
      context.registry,
      createsOwnedByOldForm,
    ),
  );
  return [...distinct(ownership), ...records];
}

/**
 * Whether a record stands as it is wanted, with the one TXT that it needs: most rows
 * of most plans, and the others are worked out below.
 */
function isComplete(step: Step, context: RowContext): boolean {
  return (
    step.action === 'keep' &&
    step.current.ownership === 'ours' &&
    hasCompleteTxt(step.current, context)
  );
}

/** Whether nothing is to be written beside a record of ours that stays. @internal */
export function hasCompleteTxt(
  current: OwnedRecordSet,
  { authority, registry }: RowContext,
): boolean {
  if (authority.writesOldForm) return false;
  const entries = registry.ofRecord(current);
  for (const { typedFor } of entries) {
    if (typedFor.includes(current)) return true;
  }
  return false;
}

/** An owned record keeps the owner it was read with, unless that one is migrated. */
function ownerFor(
  current: OwnedRecordSet | undefined,
  options: Options,
  context: RowContext,
): string {
  const read = current?.labels[ownerLabel];
  if (read !== undefined && context.authority.rulesOfOwner(read).length > 0) {
    return read;
  }
  return options.registry.type === 'noop' ? '' : options.registry.txtOwnerId;
}

/** The instance whose prefix a record of this owner is written under. */
function writerOf(
  owner: string,
  options: Options,
  context: RowContext,
): Options {
  if (options.registry.txtOwnerId === owner) return options;
  return context.authority.rulesOfOwner(owner)[0]?.options ?? options;
}

function recordChange(
  step: Extract<Step, { action: 'create' | 'update' }>,
  row: Row,
  labels: Record<string, string>,
  zone: string,
): Change {
  const { endpoint } = step.wanted;
  const next: DesiredRecordSet = {
    zone,
    dnsName: row.name,
    recordType: endpoint.recordType,
    targets: endpoint.targets,
    labels,
  };
  if (row.setIdentifier) next.setIdentifier = row.setIdentifier;
  if (endpoint.providerSpecific?.length) {
    next.providerSpecific = endpoint.providerSpecific;
  }
  if (step.action === 'create') {
    if (endpoint.recordTTL) next.recordTTL = endpoint.recordTTL;
    return { role: 'record', action: 'create', new: next };
  }
  const { record: old, labels: oldLabels } = step.current;
  // In place: the service knows the record under the spelling that it answered.
  next.dnsName = old.dnsName;
  // No TTL wanted: the one that stands is as good as any.
  const ttl = endpoint.recordTTL || old.recordTTL;
  if (ttl) next.recordTTL = ttl;
  return { role: 'record', action: 'update', old, oldLabels, new: next };
}

/** Two records of a row may share one TXT (the apex, the old form). */
function distinct(changes: readonly Change[]): Change[] {
  const seen = new Set<string>();
  return changes.filter(change => {
    const set = change.action === 'create' ? change.new : change.old;
    const key = JSON.stringify([
      set.dnsName,
      set.setIdentifier ?? '',
      change.action === 'create' ? '' : set.targets,
    ]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
