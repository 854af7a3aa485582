import {
  adjustedEndpoints,
  Change,
  DesiredRecordSet,
  Endpoint,
  normaliseName,
  ProviderSemantics,
  RecordSet,
  sameTargets,
} from '@openova/dns-engine';

/** What identifies a record set in its zone. */
export function recordKey(set: {
  dnsName: string;
  recordType: string;
  setIdentifier?: string;
}): string {
  const { dnsName, recordType, setIdentifier = '' } = set;
  return [normaliseName(dnsName), recordType, setIdentifier].join(' ');
}

/**
 * What has to be written so that a zone holds the wanted endpoints and nothing
 * else: deletes, then updates, then creates. The comparison is the plan's: names by
 * UTS 46, targets as sets, and a TTL only where one is wanted.
 */
export function difference(
  zone: string,
  standing: readonly RecordSet[],
  wanted: readonly Endpoint[],
  semantics: ProviderSemantics,
): Change[] {
  const wantedByKey = new Map<string, DesiredRecordSet>();
  for (const endpoint of wanted) {
    for (const adjusted of adjustedEndpoints(endpoint, semantics)) {
      wantedByKey.set(recordKey(adjusted), { ...adjusted, zone });
    }
  }
  const deletes: Change[] = [];
  const updates: Change[] = [];
  for (const old of standing) {
    const key = recordKey(old);
    const desired = wantedByKey.get(key);
    wantedByKey.delete(key);
    if (!desired) {
      deletes.push({ role: 'record', action: 'delete', old });
    } else if (!isAsWanted(old, desired, semantics)) {
      updates.push({ role: 'record', action: 'update', old, new: desired });
    }
  }
  const creates = [...wantedByKey.values()].map(
    (desired): Change => ({ role: 'record', action: 'create', new: desired }),
  );
  return [...deletes, ...updates, ...creates];
}

function isAsWanted(
  standing: RecordSet,
  desired: DesiredRecordSet,
  semantics: ProviderSemantics,
): boolean {
  const ttl = desired.recordTTL;
  if (ttl && Math.max(ttl, semantics.minTtl ?? 0) !== standing.recordTTL) {
    return false;
  }
  return (
    sameTargets(standing.targets, desired.targets) &&
    properties(standing, semantics) === properties(desired, semantics)
  );
}

function properties(
  set: Pick<RecordSet, 'providerSpecific'>,
  { propertyPrefix = '' }: ProviderSemantics,
): string {
  const kept = (set.providerSpecific ?? [])
    .filter(({ name }) => name.startsWith(propertyPrefix))
    .map(({ name, value }) => `${name}=${value}`);
  return kept.sort().join('\n');
}
