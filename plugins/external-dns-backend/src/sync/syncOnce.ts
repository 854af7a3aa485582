import { ObjectRef } from '@openova/backstage-plugin-external-dns-common';
import { Options, TxtCipherFactory } from '@openova/dns-engine';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Account } from '../accounts/account';
import { ambiguousZones } from '../accounts/ambiguity';
import { AccountProblem } from '../accounts/createAccounts';
import { Clock } from '../clock/clock';
import { Collector } from '../collect/collected';
import { LeaseTerm } from '../lease/lease';
import { Store } from '../store/store';
import { Applier, SyncContext, ZoneWork } from './context';
import { Dealer } from './deal';
import { Due } from './due';
import { ObservedZones } from './observedZone';
import { ZoneOutcome } from './outcome';
import { gslbKnowledge } from './gslbKnowledge';
import { forgottenBy } from './resyncs';
import { saveUnheld } from './saveUnheld';
import { SaveOutcomes, SyncEnd } from './saveOutcomes';
import { syncZone } from './zone';
import { listZones } from './zoneLists';
import { ZoneTasks } from './zoneTasks';

/** What all syncs of one term share. @internal */
export interface TermContext {
  term: LeaseTerm;
  collector: Collector;
  accounts: readonly Account[];
  problems: readonly AccountProblem[];
  store: Store;
  clock: Clock;
  logger: LoggerService;
  instances: readonly Options[];
  cipher?: TxtCipherFactory;
  apply?: Applier;
  requestTimeout: number;
  /** Milliseconds that a sync waits for a slow zone or account. */
  patience: number;
  observed: ObservedZones;
  dealer: Dealer;
  zoneTasks: ZoneTasks<ZoneOutcome>;
  listTasks: ZoneTasks<true>;
  saveOutcomes: SaveOutcomes;
}

/**
 * One sync of everything: collect, deal, each zone, save. What fails in one zone or
 * account is in its outcome; what is thrown concerns all of them.
 *
 * @internal
 */
export async function syncOnce(
  due: Due,
  shared: TermContext,
  context: SyncContext,
): Promise<SyncEnd> {
  const { store, collector, accounts } = shared;
  const forgotten = await forgottenBy(due, store.knex);
  await markRunning(due, context);
  await refreshClusters(forgotten.clusters, collector);
  await inTime(shared, due, accounts, (account, patience) =>
    shared.listTasks.run({
      key: account.key,
      account: account.key,
      patience,
      task: async () => {
        await listZones(account, forgotten.zoneLists, context);
        return true;
      },
    }),
  );

  const collected = await collector.collect();
  const dealt = await shared.dealer.deal(collected.groups, accounts);
  const ambiguous = ambiguousZones(accounts.flatMap(each => each.zones));
  context.gslb = await gslbKnowledge(shared.instances, store);
  const { gslb } = context;
  const works = dealt.zones.map(
    ({ zone, desired, digest }): ZoneWork => ({
      zone,
      desired,
      digest: gslb ? `${digest} ${gslb.digest}` : digest,
      reread: forgotten.rereadOf(zone, collected.groups),
      ambiguity: ambiguous.get(zone.key),
    }),
  );
  await saveUnheld(collected.groups, accounts, context);
  const progress = progressOf(due, works.length, context);
  await inTime(shared, due, works, async (work, patience) => {
    await shared.zoneTasks.run({
      key: work.zone.key,
      account: work.zone.account.key,
      patience,
      task: () => syncZone(work, context),
    });
    await progress();
  });
  return shared.saveOutcomes.save(due, works, dealt.verdicts, context);
}

/** @internal */
export function contextOf(due: Due, shared: TermContext): SyncContext {
  const startedAt = shared.clock.now();
  let row: Promise<number> | undefined;
  return {
    ...shared,
    priority: due.resyncs.length > 0 ? 'interactive' : 'background',
    startedAt,
    get row() {
      return row;
    },
    syncId() {
      row ??= shared.store.syncs.begin({
        trigger: due.trigger,
        startedAt,
        cause: due.cause satisfies ObjectRef[],
        epoch: shared.term.epoch,
      });
      return row;
    },
  };
}

/** Runs for each, side by side, as long as patience lasts; people have more of it. */
async function inTime<T>(
  shared: TermContext,
  due: Due,
  each: readonly T[],
  run: (item: T, patience: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const patience = shared.zoneTasks.patience(
    due.resyncs.length > 0 ? shared.patience * 6 : shared.patience,
  );
  try {
    await Promise.all(each.map(item => run(item, patience.signal)));
  } finally {
    patience.end();
  }
}

async function refreshClusters(
  clusters: 'all' | ReadonlySet<string>,
  collector: Collector,
): Promise<void> {
  if (clusters === 'all') await collector.refresh({});
  else {
    await Promise.all(
      [...clusters].map(cluster => collector.refresh({ cluster })),
    );
  }
}

async function markRunning(due: Due, context: SyncContext): Promise<void> {
  if (due.resyncs.length === 0) return;
  await context.store.resyncs.begin(
    due.resyncs.map(resync => resync.id),
    await context.syncId(),
  );
}

function progressOf(
  due: Due,
  zones: number,
  context: SyncContext,
): () => Promise<void> {
  let zonesDone = 0;
  return async () => {
    zonesDone += 1;
    if (due.resyncs.length === 0) return;
    await context.store.resyncs.progress(
      due.resyncs.map(resync => resync.id),
      { zones, zonesDone },
    );
  };
}
