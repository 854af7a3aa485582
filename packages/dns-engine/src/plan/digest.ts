import { RecordSet } from '../recordSet';
import { Change, ChangeUnit, DesiredRecordSet } from './change';
import { sha256 } from './sha256';
import { compareText } from './targets';

/**
 * The fingerprint of a plan: equal for equal changes, whatever the order in which
 * objects and records came. It covers what is read and what will be written, TXT
 * in plain labels, and leaves out provider data and who asked.
 *
 * @internal
 */
export function planDigest(zone: string, units: readonly ChangeUnit[]): string {
  const lines = units.map(unit =>
    JSON.stringify([
      unit.dnsName,
      unit.setIdentifier ?? '',
      unit.changes.map(canonicalChange).sort(),
    ]),
  );
  return sha256(JSON.stringify([zone, ...lines.sort(compareText)]));
}

function canonicalChange(change: Change): string {
  return JSON.stringify([
    change.role,
    change.action,
    change.action === 'create' ? undefined : canonicalSet(change.old),
    change.action === 'delete' ? undefined : canonicalSet(change.new),
  ]);
}

function canonicalSet(set: RecordSet | DesiredRecordSet): unknown[] {
  const labels = 'labels' in set ? set.labels : undefined;
  return [
    set.dnsName,
    set.recordType,
    set.setIdentifier ?? '',
    set.recordTTL ?? 0,
    [...set.targets].sort(),
    (set.providerSpecific ?? [])
      .map(({ name, value }) => [name, value])
      .sort((a, b) => compareText(a.join('='), b.join('='))),
    Object.entries(labels ?? {}).sort(([a], [b]) => compareText(a, b)),
  ];
}
