import { KeptPlan, PlanZoneInput } from '@openova/dns-engine';
import { inTurns } from '../clock/inTurns';
import { SyncContext, ZoneWork } from './context';
import { ObservedZone } from './observedZone';
import { providerCall } from './providerCall';

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
