import { KeptPlan, PlanZoneInput, Steps } from '@openova/dns-engine';
import { Clock, yieldToEventLoop } from '../clock/clock';
import { SyncContext, ZoneWork } from './context';
import { ObservedZone } from './observedZone';
import { providerCall } from './providerCall';

/** How long other plugins of the process may have to wait for us, in milliseconds. */
const longestTurn = 10;

/** Rounds of planning and asking; one is enough for a service that answers the same twice. */
const mostRounds = 3;

/**
 * The engine's plan for what is known of the zone: the last one brought up to date, or
 * a new one where that cannot be. Where only the service can say what it makes of an
 * endpoint, it is asked, and the plan is made anew.
 *
 * @internal
 */
export async function planOf(
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<KeptPlan> {
  const { account } = work.zone;
  const { questions } = account.provider;
  let plan = (await updated(work, zone, context)) ?? (await anew());
  for (let round = 0; round < mostRounds; round += 1) {
    if (!questions?.areOpen(work.zone.zone)) break;
    await providerCall(account, context, { writes: false }, surroundings =>
      questions.ask(work.zone.zone, surroundings),
    );
    plan = await anew();
  }
  zone.plan = plan;
  zone.changedSincePlan.clear();
  return plan;

  function anew(): Promise<KeptPlan> {
    const { records } = zone;
    const input = { ...inputOf(work, zone, context), records };
    return inTurns(KeptPlan.inSteps(input), context.clock);
  }
}

/** Undefined where there is no plan yet, or more changed than names. */
async function updated(
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<KeptPlan | undefined> {
  const { plan } = zone;
  // Until it has come to its end it is neither the old one nor the new one.
  zone.plan = undefined;
  if (!plan) return undefined;
  const names = new Set(zone.changedSincePlan);
  const news = {
    ...inputOf(work, zone, context),
    names,
    records: zone.at(names),
  };
  return (await inTurns(plan.update(news), context.clock)) ? plan : undefined;
}

function inputOf(
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Omit<PlanZoneInput, 'records'> {
  return {
    zone: work.zone.zone.name,
    desired: work.desired,
    claims: zone.claims ?? new Map(),
    semantics: work.zone.account.provider.semantics,
    instances: context.instances,
    cipher: context.cipher,
    now: context.clock.now().toISOString(),
    canDelete: zone.readInFull,
    ...(context.gslb && {
      gslb: { ...context.gslb, remembered: zone.delegations ?? [] },
    }),
  };
}

/** The event loop gets its turn while a large zone is planned. */
async function inTurns<T>(steps: Steps<T>, clock: Clock): Promise<T> {
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
