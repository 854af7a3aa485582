import { Origin } from '../endpoint';
import { Options } from '../options/types';
import { ChangeUnit } from '../plan/change';
import { isOurs } from '../plan/ours';
import {
  labelsFor,
  ownershipDefect,
  ownershipToWrite,
} from '../plan/ownershipChanges';
import { resourceOf } from '../plan/rows';
import { OwnedRecordSet } from '../recordSet';
import { standingName } from '../registry/ownershipTxt';
import { resourceLabel } from '../registry/txtValue';
import { ZoneRegistry } from '../registry/zoneRegistry';
import { StandingRecords } from './standing';
import { ZoneDraft } from './zoneStates';

/**
 * Takes the delegations over that a person has said so of: ownership TXT for the NS
 * set and the glue that stand, and not one record changed. What they should be is the
 * next plan's to say, which finds them to be ours.
 *
 * @internal
 */
export function adoptionUnits(
  drafts: readonly ZoneDraft[],
  adopted: readonly string[],
  options: Options,
  registry: ZoneRegistry,
  standing: StandingRecords,
): ChangeUnit[] {
  const units: ChangeUnit[] = [];
  for (const { state, facts, block } of drafts) {
    if (!adopted.includes(state.zone) || state.mode !== 'own') continue;
    if (block?.finding !== 'OWNER_FOREIGN') continue;
    const ns = standing.nsAt(state.zone);
    const names = new Set([
      ...state.nsNames,
      ...(state.standing?.nsNames ?? []),
    ]);
    const glue = [...names].flatMap(each => standing.addressesAt(each) ?? []);
    for (const each of [...(ns ? [ns] : []), ...glue]) {
      if (isOurs(each)) continue;
      const origin =
        state.members.find(of => of.nsName === standingName(each.record))
          ?.origin ?? facts[0]?.origin;
      const unit = adoptionUnit(each, origin, options, registry);
      if (unit) units.push(unit);
    }
  }
  return units;
}

function adoptionUnit(
  current: OwnedRecordSet,
  origin: Origin | undefined,
  options: Options,
  registry: ZoneRegistry,
): ChangeUnit | undefined {
  const { record } = current;
  const named = {
    dnsName: standingName(record),
    recordType: record.recordType,
  };
  const resource = origin && resourceOf(origin);
  const labels = labelsFor(
    resource ? { [resourceLabel]: resource } : {},
    options.registry.txtOwnerId,
  );
  if (ownershipDefect(named, labels, options, registry)) return undefined;
  const { changes } = ownershipToWrite(
    named,
    labels,
    options,
    registry,
    current,
    { rewrites: true, oldFormToo: false },
  );
  if (changes.length === 0) return undefined;
  return {
    dnsName: named.dnsName,
    changes,
    origins: origin ? [origin] : [],
    instances: [options.name],
    mode: options.mode,
  };
}
