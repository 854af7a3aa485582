import { LoggerService } from '@backstage/backend-plugin-api';
import { ResyncScope } from '@openova/backstage-plugin-external-dns-common';
import { Options } from '@openova/dns-engine';
import { Accounts } from '../accounts/createAccounts';
import { Clock, sleep } from '../clock/clock';
import { Collector } from '../collect/collected';
import { Lease, LeaseTerm } from '../lease/lease';
import { ResyncRecord } from '../store/resyncs';
import { Store } from '../store/store';
import { applyUnits } from './apply';
import { Dealer } from './deal';
import { Due } from './due';
import { ObservedZones } from './observedZone';
import { ZoneOutcome } from './outcome';
import { SaveOutcomes, SyncEnd } from './saveOutcomes';
import { contextOf, syncOnce, TermContext } from './syncOnce';
import { defaultTriggerTimes, Triggers, TriggerTimes } from './triggers';
import { txtCipher } from './txtCipher';
import { ZoneTasks } from './zoneTasks';

/** Milliseconds each. @internal */
export interface LoopTimes extends TriggerTimes {
  sync: number;
  sweep: number;
  /** Between two looks for resyncs that another replica took. */
  resyncPoll: number;
  requestTimeout: number;
  patience: number;
}

/** @internal */
export const defaultLoopTimes: LoopTimes = {
  ...defaultTriggerTimes,
  sync: 60_000,
  sweep: 30 * 60_000,
  resyncPoll: 1_000,
  requestTimeout: 10_000,
  patience: 5_000,
};

/** Told of what ended, to wake browsers and checks. @internal */
export interface LoopEvents {
  /** Every sync, for measuring. */
  ended?(sync: { trigger: string; outcome: string; seconds: number }): void;
  /** A sync that had something to do ended. */
  synced?(end: SyncEnd): void;
  /** What is known of a cluster changed, and no record with it. */
  clustersChanged?(): void;
  resynced?(id: string): void;
}

/** @internal */
export interface SyncLoop {
  /** Tries to become the writer, and syncs while it is. */
  start(): void;
  /** Ends what runs and gives the lease to another replica. */
  stop(): Promise<void>;
  /** Something was seen that plans depend on: looks at once, where it is the writer. */
  wake(): void;
  /** Takes a request on any replica; it is served by the writer. */
  requestResync(scope: ResyncScope, requestedBy: string): Promise<ResyncRecord>;
}

/** @internal */
export interface SyncLoopOptions {
  collector: Collector;
  accounts: Accounts;
  store: Store;
  lease: Lease;
  /** All configured instances. */
  instances: readonly Options[];
  clock: Clock;
  logger: LoggerService;
  times?: Partial<LoopTimes>;
  events?: LoopEvents;
}

/** The loop: while this replica is the writer, whatever wakes it leads to a sync. @internal */
export function createSyncLoop(options: SyncLoopOptions): SyncLoop {
  const times = { ...defaultLoopTimes, ...options.times };
  const { collector, store, clock, logger, lease } = options;
  let wakeForResync = () => {};
  let wake = () => {};

  async function runTerm(term: LeaseTerm): Promise<void> {
    const triggers = new Triggers(clock, times);
    const shared = termContext(options, times, term, triggers);
    const stopChanges = collector.onChange(change => triggers.changed(change));
    let planAt: string | undefined;
    let cancelPlan = () => {};
    wakeForResync = () => triggers.now('resync');
    wake = () => triggers.now('schedule');
    try {
      await resumeAfter(store, term.epoch, clock);
      await collector.start();
      triggers.now('start');
      every(times.sync, () => triggers.now('schedule'));
      every(times.sweep, () => triggers.now('sweep'));
      every(times.resyncPoll, async () => {
        if ((await store.resyncs.queued()).length > 0) triggers.now('resync');
      });
      for (;;) {
        const woken = await triggers.next(term.signal);
        if (!woken) break;
        const resyncs = await store.resyncs.queued();
        const trigger = resyncs.length > 0 ? 'resync' : woken.trigger;
        const { syncId } = await runSync(
          { ...woken, trigger, resyncs },
          shared,
        );
        if (syncId === undefined && woken.clusterNews) {
          options.events?.clustersChanged?.();
        }
        wakeAfterRest(shared, triggers);
        const { planAgainAt } = shared.observed;
        // Once for each time: a zone that cannot be planned then waits for the schedule.
        if (planAgainAt !== planAt) {
          cancelPlan();
          planAt = planAgainAt;
          cancelPlan = wakeAt(planAgainAt, clock, triggers);
        }
      }
    } finally {
      cancelPlan();
      wakeForResync = () => {};
      wake = () => {};
      stopChanges();
      triggers.stop();
      await collector.stop();
      await shared.zoneTasks.idle();
      await shared.listTasks.idle();
    }

    function every(milliseconds: number, run: () => void | Promise<void>) {
      const repeat = async () => {
        for (;;) {
          await sleep(clock, milliseconds, term.signal);
          if (term.signal.aborted) return;
          try {
            await run();
          } catch (error) {
            // The database may be away for a moment; the next turn tries again.
            logger.warn('a timer of the sync loop failed', {
              reason: `${error}`,
            });
          }
        }
      };
      void repeat();
    }
  }

  async function runSync(
    due: Due,
    shared: TermContext,
  ): Promise<Partial<SyncEnd>> {
    const context = contextOf(due, shared);
    const began = clock.monotonic();
    let end: SyncEnd;
    try {
      end = await syncOnce(due, shared, context);
    } catch (error) {
      if (shared.term.signal.aborted) return {};
      const sentence = error instanceof Error ? error.message : `${error}`;
      logger.warn('a sync failed', { trigger: due.trigger, reason: sentence });
      end = await shared.saveOutcomes.fail(sentence, context);
    }
    options.events?.ended?.({
      trigger: due.trigger,
      outcome: end.outcome,
      seconds: (clock.monotonic() - began) / 1000,
    });
    for (const { id } of due.resyncs) {
      await store.resyncs.finish(id, {
        state: end.outcome === 'failed' ? 'failed' : 'done',
        at: clock.now(),
        sentence: sentenceOf(end),
      });
      options.events?.resynced?.(id);
    }
    if (end.syncId !== undefined) options.events?.synced?.(end);
    return end;
  }

  return {
    start: () => lease.start(runTerm),
    stop: () => lease.stop(),
    wake: () => wake(),
    async requestResync(scope, requestedBy) {
      const resync = await store.resyncs.request({
        scope,
        requestedBy,
        at: clock.now(),
      });
      wakeForResync();
      return resync;
    },
  };
}

function termContext(
  options: SyncLoopOptions,
  times: LoopTimes,
  term: LeaseTerm,
  triggers: Triggers,
): TermContext {
  const { accounts, problems } = options.accounts;
  const { clock, store } = options;
  const saveOutcomes = new SaveOutcomes(store, accounts, problems);
  const again = () => triggers.now('schedule');
  return {
    ...options,
    term,
    accounts,
    problems,
    cipher: txtCipher,
    apply: options.instances.some(each => each.mode === 'sync')
      ? applyUnits
      : undefined,
    requestTimeout: times.requestTimeout,
    patience: times.patience,
    observed: new ObservedZones(),
    dealer: new Dealer(),
    saveOutcomes,
    listTasks: new ZoneTasks<true>(clock, again),
    zoneTasks: new ZoneTasks<ZoneOutcome>(clock, (_key, outcome) => {
      saveOutcomes.addLate(outcome);
      again();
    }),
  };
}

/** Picks up what the writer before left. */
async function resumeAfter(
  store: Store,
  epoch: number,
  clock: Clock,
): Promise<void> {
  store.forget();
  await store.syncs.abandonRunning(epoch, clock.now());
  await store.resyncs.requeueRunning();
}

/** Accounts that rest for a known time are tried right afterwards. */
function wakeAfterRest(shared: TermContext, triggers: Triggers): void {
  for (const account of shared.accounts) {
    const rests = account.rests;
    if (rests === undefined || rests === Number.POSITIVE_INFINITY) continue;
    shared.clock.after(rests + 1, () => {
      if (!shared.term.signal.aborted) triggers.now('schedule');
    });
  }
}

/** Looks again when time alone changes the plan of a zone. */
function wakeAt(
  time: string | undefined,
  clock: Clock,
  triggers: Triggers,
): () => void {
  if (time === undefined) return () => {};
  const wait = Math.max(0, Date.parse(time) - +clock.now());
  // Longer than a timer can be: by then there was a sync by schedule.
  if (wait > 24 * 60 * 60_000) return () => {};
  return clock.after(wait, () => triggers.now('schedule'));
}

function sentenceOf({ outcome, sentence, counts }: SyncEnd): string {
  if (outcome === 'failed') return sentence ?? 'The sync failed.';
  const { created, updated, deleted, rejected } = counts;
  if (created + updated + deleted + rejected === 0) {
    return sentence ?? 'Everything stood as it should.';
  }
  const parts = [
    `${created} created`,
    `${updated} updated`,
    `${deleted} deleted`,
    ...(rejected > 0 ? [`${rejected} refused`] : []),
  ];
  return `${parts.join(', ')}.${sentence ? ` ${sentence}` : ''}`;
}
