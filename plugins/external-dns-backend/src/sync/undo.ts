import {
  Change,
  ChangeUnit,
  DesiredRecordSet,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';
import { SyncContext, ZoneWork } from './context';
import { namesOfChange, ObservedZone } from './observedZone';
import { readNames } from './observe';
import { ChangeFate, ZoneWriter } from './zoneWriter';

/**
 * Undoes what was done of a unit that the service refused: records first, so that
 * none stands without its owner, then their TXT. Each inverse change is made from
 * what stands now. What cannot be undone is left for the next sync, which reads the
 * names first.
 *
 * @internal
 */
export async function undo(
  unit: ChangeUnit,
  fates: ChangeFate[],
  writer: ZoneWriter,
  {
    work,
    zone,
    context,
  }: { work: ZoneWork; zone: ObservedZone; context: SyncContext },
): Promise<void> {
  const done = unit.changes.flatMap((change, index) =>
    fates[index].outcome === 'done' ? [{ change, index }] : [],
  );
  if (done.length === 0 || writer.stopped) return;
  const names = new Set(done.flatMap(({ change }) => namesOfChange(change)));
  try {
    await readNames(names, work, zone, context);
  } catch {
    for (const { change } of done) zone.becameUncertain(change);
    return;
  }
  const standing = zone.at(names);
  const message =
    'It was undone, because another part of its name was refused.';
  // Records before TXT; what came goes before what went comes back.
  const order = (change: Change) =>
    (change.role === 'record' ? 0 : 10) +
    { create: 0, update: 1, delete: 2 }[change.action];
  done.sort((left, right) => order(left.change) - order(right.change));
  for (const { change, index } of done) {
    const inverse = inverseOf(change, standing);
    if (!inverse) {
      fates[index] = { outcome: 'rejected', message };
      continue;
    }
    const [fate] = await writer.send([inverse]);
    if (fate.outcome === 'done')
      fates[index] = { outcome: 'rejected', message };
    else zone.becameUncertain(change);
  }
}

/** The change that brings back what stood before; undefined where it stands already. */
function inverseOf(
  change: Change,
  standing: readonly RecordSet[],
): Change | undefined {
  const { role } = change;
  if (change.action === 'delete') {
    return find(standing, change.old)
      ? undefined
      : { role, action: 'create', new: desiredOf(change.old) };
  }
  const now = find(standing, change.new);
  if (change.action === 'create') {
    return now && { role, action: 'delete', old: now };
  }
  return now
    ? { role, action: 'update', old: now, new: desiredOf(change.old) }
    : { role, action: 'create', new: desiredOf(change.old) };
}

function find(
  standing: readonly RecordSet[],
  wanted: DesiredRecordSet | RecordSet,
): RecordSet | undefined {
  return standing.find(
    each =>
      normaliseName(each.dnsName) === normaliseName(wanted.dnsName) &&
      each.recordType === wanted.recordType &&
      (each.setIdentifier ?? '') === (wanted.setIdentifier ?? ''),
  );
}

function desiredOf({ data: _data, ...record }: RecordSet): DesiredRecordSet {
  return record;
}
