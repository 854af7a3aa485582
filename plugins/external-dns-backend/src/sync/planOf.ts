import { planZoneInSteps, ZonePlan } from '@openova/dns-engine';
import { yieldToEventLoop } from '../clock/clock';
import { SyncContext, ZoneWork } from './context';
import { ObservedZone } from './observedZone';

/** How long other plugins of the process may have to wait for us, in milliseconds. */
const longestTurn = 10;

/**
 * The engine's plan for what is known of the zone. The event loop gets its turn while
 * a large zone is planned.
 *
 * @internal
 */
export async function planOf(
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<ZonePlan> {
  const { clock } = context;
  const steps = planZoneInSteps({
    zone: work.zone.zone.name,
    records: zone.records,
    desired: work.desired,
    claims: zone.claims ?? new Map(),
    semantics: work.zone.account.provider.semantics,
    instances: context.instances,
    cipher: context.cipher,
    now: clock.now().toISOString(),
    canDelete: zone.readInFull,
  });
  let turn = clock.monotonic();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (clock.monotonic() - turn > longestTurn) {
      await yieldToEventLoop();
      turn = clock.monotonic();
    }
  }
}
