import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { LeaseLostError } from '../lease/lease';
import { SyncContext, ZoneWork } from './context';
import { beginJournal } from './journal';
import { observe } from './observe';
import { ObservedZone } from './observedZone';
import { failedOutcome, outcomeOf, ZoneOutcome } from './outcome';
import { planOf } from './planOf';
import {
  ownersOf,
  saveClaims,
  saveDelegations,
  saveObserved,
  saveWritten,
  touchesDelegation,
} from './saveZone';
import { sortUnits } from './sortUnits';
import { waitingVerdicts } from './waitingVerdicts';

/** Plans at once that follow each other: a service may never hold what it is told. */
const mostTouches = 3;

/**
 * One zone, once: observe, plan, save, apply, save. Throws only what is a defect, and
 * when the lease is lost; every other failure is an outcome of this zone alone.
 *
 * @internal
 */
export async function syncZone(
  work: ZoneWork,
  context: SyncContext,
): Promise<ZoneOutcome> {
  const zone = context.observed.of(work.zone.key);
  if (zone.last && isSettled(work, zone, context)) return zone.last.outcome;
  // The next plan says anew when time changes it.
  zone.planAgainAt = undefined;
  if (work.ambiguity) {
    const outcome = ambiguousOutcome(work);
    zone.last = { work: workKey(work), outcome };
    return outcome;
  }
  const { account } = work.zone;
  if (account.rests !== undefined) {
    return failed(account.sentence ?? 'The DNS service needs a rest.');
  }
  try {
    if (work.reread) zone.forgetRefusals();
    await recall(work, zone, context);
    const observed = await observe(work, zone, context);
    const kept = observed.plan ?? (await planOf(work, zone, context));
    const { plan } = kept;
    const units = sortUnits(plan, zone);
    await saveObserved(observed.read, kept, work, context);
    await saveClaims(plan, work, zone, context);
    await saveDelegations(plan, work, zone, context);

    const journal = await beginJournal(units.wanted, work, context, 'unknown');
    const applied = (units.wanted.length > 0 &&
      (await context.apply?.(units.wanted, work, zone, context))) || {
      results: [],
    };
    await journal.finish(applied.results);
    await saveWritten(applied.results, kept, work, zone, context);
    // What stands of a delegation is part of its state, and the plan was made before.
    const isTouched = touchesDelegation(applied.results, plan);
    zone.touchedInARow = isTouched ? zone.touchedInARow + 1 : 0;
    if (isTouched && zone.touchedInARow <= mostTouches) {
      zone.planAgainAt = context.clock.now().toISOString();
    }

    const outcome = outcomeOf(plan, work.zone.zone.name, {
      applied,
      refused: units.refused,
      observed: units.observed.length,
      ourOwners: ownersOf(context),
    });
    if (units.observed.length > 0 && zone.shownPlan !== plan.digest) {
      await beginJournal(units.observed, work, context, 'planned');
    }
    zone.shownPlan = plan.digest;
    zone.last = { work: workKey(work), outcome };
    return outcome;
  } catch (error) {
    if (error instanceof ProviderError) return failed(error.message);
    if (error instanceof LeaseLostError) return failed(error.message);
    // What was stored may be less than what is known: the next sync reads in full.
    zone.readInFull = false;
    zone.plan = undefined;
    context.logger.error('the sync of a zone failed', {
      zone: work.zone.zone.name,
      account: account.key,
      reason: error instanceof Error ? `${error.stack}` : `${error}`,
    });
    return failed(
      'The sync of this zone failed; the log of the backend says more.',
    );
  }

  function failed(sentence: string): ZoneOutcome {
    const name = work.zone.zone.name;
    const outcome = failedOutcome(
      sentence,
      zone.readInFull ? zone.last?.outcome : undefined,
      zone.last?.work === workKey(work)
        ? zone.last.outcome.verdicts
        : waitingVerdicts(work.desired, 'waits-for-zone', { zone: name }),
    );
    zone.last = { work: workKey(work), outcome };
    return outcome;
  }
}

/** What an earlier writer left about the zone, once in a term. */
async function recall(
  work: ZoneWork,
  zone: ObservedZone,
  { store }: SyncContext,
): Promise<void> {
  if (zone.claims) return;
  zone.shownPlan = await store.zones.planDigestOf(work.zone.key);
  zone.delegations = await store.delegations.ofZone(work.zone.key);
  zone.claims = await store.claims.ofZone(work.zone.key);
}

/** Whether nothing changed since a sync that left nothing to do. */
function isSettled(
  work: ZoneWork,
  { last, planAgainAt, uncertain }: ObservedZone,
  { clock }: SyncContext,
): boolean {
  return (
    work.reread === undefined &&
    (planAgainAt === undefined || clock.now() < new Date(planAgainAt)) &&
    uncertain.size === 0 &&
    last !== undefined &&
    !last.outcome.unfinished &&
    last.work === workKey(work)
  );
}

/** What the outcome of a zone depends on, beside what stands in it. */
function workKey(work: ZoneWork): string {
  return work.ambiguity ? `${work.digest} ${work.ambiguity}` : work.digest;
}

function ambiguousOutcome(work: ZoneWork): ZoneOutcome {
  return {
    state: 'ambiguous',
    sentence: work.ambiguity,
    verdicts: waitingVerdicts(work.desired, 'zone-ambiguous', {
      zone: work.zone.zone.name,
    }),
    findings: [],
    created: 0,
    updated: 0,
    deleted: 0,
    rejected: 0,
    pending: 0,
    unfinished: false,
  };
}
