import type { PlanZoneInput, ZonePlan } from './planZone';

/** @internal */
export function planOurs(input: PlanZoneInput): ZonePlan {
  throw new Error(`not yet: ${input.zone}`);
}
