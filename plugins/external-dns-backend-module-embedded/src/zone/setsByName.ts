import { Name } from '@openova/dns-wire';
import { StoredRecordSet } from './zoneContents';

/** The record sets of each name, in the order in which they came. */
export function setsByName(
  sets: readonly StoredRecordSet[],
): Map<Name, StoredRecordSet[]> {
  const byName = new Map<Name, StoredRecordSet[]>();
  for (const set of sets) {
    const known = byName.get(set.dnsName);
    if (known) known.push(set);
    else byName.set(set.dnsName, [set]);
  }
  return byName;
}
