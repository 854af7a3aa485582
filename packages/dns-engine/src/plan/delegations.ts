import { normaliseName } from '../name';
import { OwnedRecordSet } from '../recordSet';
import { standingName } from '../registry/ownershipTxt';
import { ZoneRegistry } from '../registry/zoneRegistry';
import { isOurs } from './ours';

/**
 * Finds the delegation that takes a name out of a zone's hands: somebody else's NS
 * records at the name or above it. Those of the apex delegate nothing, and below
 * our own there may be glue.
 *
 * @internal
 */
export function delegations(
  registry: ZoneRegistry,
): (name: string) => OwnedRecordSet | undefined {
  const zone = normaliseName(registry.zone);
  const byName = new Map<string, OwnedRecordSet>();
  for (const each of registry.recordSets) {
    if (each.record.recordType !== 'NS' || isOurs(each)) continue;
    const name = standingName(each.record);
    if (name !== zone) byName.set(name, each);
  }
  return name => {
    if (byName.size === 0) return undefined;
    for (let start = 0; ; ) {
      const found = byName.get(name.slice(start));
      if (found) return found;
      const dot = name.indexOf('.', start);
      if (dot < 0) return undefined;
      start = dot + 1;
    }
  };
}
