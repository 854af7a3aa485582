import type { Settled, Wanted } from '../merge/settleRow';
import { OwnedRecordSet } from '../recordSet';
import { ownerLabel, resourceLabel } from '../registry/txtValue';
import { resourceOf } from './rows';

/** @internal */
export function isOurs(current: OwnedRecordSet): boolean {
  return current.ownership === 'ours' || current.ownership === 'ours-unsure';
}

/** Whether a record may be changed for the sake of a wish. @internal */
export function isOursFor(current: OwnedRecordSet, wanted: Wanted): boolean {
  switch (current.ownership) {
    case 'ours':
      return true;
    case 'ours-unsure':
      return isNamed(current, wanted);
    case 'old-owner':
      return wanted.satisfied.some(
        ({ options }) =>
          options.registry.migrateFromTxtOwner === current.labels[ownerLabel],
      );
    default:
      return false;
  }
}

/** Whether a record may give way to what its own object wants now. @internal */
export function isOursForRow(
  current: OwnedRecordSet,
  settled: Settled,
): boolean {
  return (
    isOurs(current) &&
    [...settled.wanted.values()].some(wanted => isNamed(current, wanted))
  );
}

function isNamed(current: OwnedRecordSet, { satisfied }: Wanted): boolean {
  const resource = current.labels[resourceLabel];
  return satisfied.some(
    ({ endpoint, wish }) =>
      endpoint.labels?.[resourceLabel] === resource ||
      wish.contributors.some(each => resourceOf(each) === resource),
  );
}
