import { ChangeUnit, nameKey, ZonePlan } from '@openova/dns-engine';
import { ObservedZone } from './observedZone';

/** Units of a plan by what is to be done with them. @internal */
export interface SortedUnits {
  /** To be written now. */
  wanted: ChangeUnit[];
  /** Of an instance in observe mode: shown, never written. */
  observed: ChangeUnit[];
  /** Sentences of those that the service refused as they are, by `nameKey`. */
  refused: Map<string, string>;
}

/** @internal */
export function sortUnits(plan: ZonePlan, zone: ObservedZone): SortedUnits {
  const sorted: SortedUnits = { wanted: [], observed: [], refused: new Map() };
  for (const unit of plan.units) {
    const refusal = zone.refusalOf(unit);
    if (unit.mode === 'observe') sorted.observed.push(unit);
    else if (refusal === undefined) sorted.wanted.push(unit);
    else {
      sorted.refused.set(nameKey(unit.dnsName, unit.setIdentifier), refusal);
    }
  }
  return sorted;
}
