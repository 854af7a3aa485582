import { Change, ChangeUnit } from '../plan/change';
import { adjustedEndpoints, ProviderSemantics } from '../provider';
import { RecordSet } from '../recordSet';

/*
 * Records of a world may come from anywhere: an export of ours, another tool, a
 * person. A service tells what it holds in its own form and with its own
 * properties: Cloudflare says of each address whether it is proxied. Where a record
 * does not say, nothing is known, so that nothing is to be changed: it is compared
 * as if it had what an object gets that does not ask for anything. What is changed
 * or deleted is shown as it was given.
 */

/** A world's records in the form in which their services tell them. @internal */
export class StandingRecords {
  private readonly given = new WeakMap<RecordSet, RecordSet>();
  private isEmpty = true;

  /** The record as the service would have told it. */
  asTold(record: RecordSet, service: ProviderSemantics): RecordSet {
    if (!service.adjustEndpoint && !service.adjustEndpoints) return record;
    if (record.unreadable !== undefined) return record;
    if (!service.recordTypes.includes(record.recordType)) return record;
    const [adjusted, another] = adjustedEndpoints(record, service);
    if (another || adjusted?.recordType !== record.recordType) return record;
    const known = record.providerSpecific ?? [];
    const names = new Set(known.map(({ name }) => name));
    const added = (adjusted.providerSpecific ?? []).filter(
      ({ name }) => !names.has(name),
    );
    const isTold =
      added.length === 0 &&
      adjusted.targets.length === record.targets.length &&
      adjusted.targets.every((each, index) => each === record.targets[index]);
    if (isTold) return record;
    const told: RecordSet = { ...record, targets: [...adjusted.targets] };
    if (added.length > 0) told.providerSpecific = [...known, ...added];
    this.given.set(told, record);
    this.isEmpty = false;
    return told;
  }

  /** The changes, each with the record that it changes as it was given. */
  asGiven(units: readonly ChangeUnit[]): ChangeUnit[] {
    if (this.isEmpty) return [...units];
    return units.map(unit => ({
      ...unit,
      changes: unit.changes.map((change): Change => {
        if (change.action === 'create') return change;
        return { ...change, old: this.given.get(change.old) ?? change.old };
      }),
    }));
  }
}
