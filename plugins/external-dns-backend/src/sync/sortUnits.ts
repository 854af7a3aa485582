import { ChangeUnit, nameKey, ZonePlan } from '@openova/dns-engine';
import { ZoneWork } from './context';
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

/**
 * A unit is the business of the instance that claims its name now, or claimed it
 * before. Where that is unknown and any instance in the zone only observes, nobody
 * writes.
 *
 * @internal
 */
export function sortUnits(
  plan: ZonePlan,
  work: ZoneWork,
  zone: ObservedZone,
): SortedUnits {
  const sorted: SortedUnits = { wanted: [], observed: [], refused: new Map() };
  const modes = new Map(
    work.desired.map(({ options }) => [options.name, options.mode]),
  );
  const allWrite = [...modes.values()].every(mode => mode === 'sync');
  const claims = new Map(zone.claims);
  for (const claim of plan.claims) {
    claims.set(nameKey(claim.dnsName, claim.setIdentifier), claim);
  }
  for (const unit of plan.units) {
    const key = nameKey(unit.dnsName, unit.setIdentifier);
    const claim = claims.get(key);
    const writes =
      allWrite || (claim !== undefined && modes.get(claim.instance) === 'sync');
    const refusal = zone.refusalOf(unit);
    if (!writes) sorted.observed.push(unit);
    else if (refusal !== undefined) sorted.refused.set(key, refusal);
    else sorted.wanted.push(unit);
  }
  return sorted;
}
