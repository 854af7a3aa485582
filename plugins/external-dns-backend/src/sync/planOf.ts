import { planZoneInSteps, ZonePlan } from '@openova/dns-engine';
import { yieldToEventLoop } from '../clock/clock';
import { SyncContext, ZoneWork } from './context';
import { ObservedZone } from './observedZone';
import { providerCall } from './providerCall';

/** How long other plugins of the process may have to wait for us, in milliseconds. */
const longestTurn = 10;

/** Rounds of planning and asking; one is enough for a service that answers the same twice. */
const mostRounds = 3;

/**
 * The engine's plan for what is known of the zone. Where only the service can say what
 * it makes of an endpoint, it is asked, and the plan is made again.
 *
 * @internal
 */
export async function planOf(
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<ZonePlan> {
  const { account } = work.zone;
  const { questions } = account.provider;
  let plan = await planned(work, zone, context);
  for (let round = 0; round < mostRounds; round += 1) {
    if (!questions?.areOpen(work.zone.zone)) break;
    await providerCall(account, context, { writes: false }, surroundings =>
      questions.ask(work.zone.zone, surroundings),
    );
    plan = await planned(work, zone, context);
  }
  return plan;
}

/** The event loop gets its turn while a large zone is planned. */
async function planned(
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
    ...(context.gslb && {
      gslb: { ...context.gslb, remembered: zone.delegations ?? [] },
    }),
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
