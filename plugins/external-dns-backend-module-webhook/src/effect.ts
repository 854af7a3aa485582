import {
  Change,
  DesiredRecordSet,
  normaliseName,
  RecordSet,
  sameTargets,
} from '@openova/dns-engine';

/**
 * Whether a zone looks as if none of the changes had been made: what was to go or to
 * be replaced stands as it was read, and nothing stands that was to come.
 *
 * @internal
 */
export function isUntouched(
  changes: readonly Change[],
  standing: readonly RecordSet[],
): boolean {
  const byKey = new Map(standing.map(set => [keyOf(set), set]));
  return changes.every(change => {
    if (change.action === 'create') {
      const found = byKey.get(keyOf(change.new));
      return !found || !isAs(found, change.new);
    }
    const found = byKey.get(keyOf(change.old));
    return (
      found !== undefined &&
      isAs(found, change.old) &&
      found.recordTTL === change.old.recordTTL
    );
  });
}

function isAs(found: RecordSet, other: RecordSet | DesiredRecordSet): boolean {
  return sameTargets(found.targets, other.targets);
}

function keyOf({
  dnsName,
  recordType,
  setIdentifier = '',
}: RecordSet | DesiredRecordSet): string {
  return JSON.stringify([normaliseName(dnsName), recordType, setIdentifier]);
}
