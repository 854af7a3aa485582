import { planZone, ZonePlan } from '@openova/dns-engine';
import { SyncContext, ZoneWork } from './context';
import { ObservedZone } from './observedZone';

/** The engine's plan for what is known of the zone. @internal */
export function planOf(
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): ZonePlan {
  return planZone({
    zone: work.zone.zone.name,
    records: zone.records,
    desired: work.desired,
    claims: zone.claims ?? new Map(),
    semantics: work.zone.account.provider.semantics,
    instances: context.instances,
    cipher: context.cipher,
    now: context.clock.now().toISOString(),
    canDelete: zone.readInFull,
  });
}
