import type { InstanceWishes } from '../plan/planZone';
import { zoneFinder, ZoneScope } from '../pipeline';
import { factsOf, gatherFacts } from './collectFacts';
import { findingsOf } from './findings';
import { delegationHomes } from './homes';
import { DelegationMemory, DelegationState } from './state';
import { noMemory, zoneDrafts } from './zoneStates';

/**
 * The delegations whose parent zone lies in none of the zones that are held: nothing
 * of them is written, and what stands for them is known only from what was observed.
 * `desired` is what goes into `distribute`.
 *
 * @public
 */
export function unheldDelegations(
  desired: readonly InstanceWishes[],
  zones: readonly ZoneScope[],
  memory: DelegationMemory = noMemory,
  now?: string,
): DelegationState[] {
  const reader = desired.find(each => each.options.sources.includes('k8gb'));
  const homes = delegationHomes(desired, zones, zoneFinder(zones));
  if (!reader || !homes) return [];
  const facts = gatherFacts(
    desired.map(each => ({ ...each, gslb: factsOf(each) })),
  );
  if (!facts) return [];
  const drafts = zoneDrafts({
    facts,
    options: reader.options.gslb,
    memory,
    heldIn: undefined,
    isHere: (zone, parent) => homes.zonesOf(zone, parent).length === 0,
    standing: undefined,
    minTtl: 0,
    now,
  });
  return drafts.map(draft => ({
    ...draft.state,
    findings: findingsOf(draft, {
      facts: facts.facts,
      drafts,
      standing: undefined,
      desired,
      minTtl: 0,
      now,
    }),
  }));
}
