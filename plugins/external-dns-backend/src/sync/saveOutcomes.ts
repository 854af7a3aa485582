import { settleVerdicts, Verdict } from '@openova/dns-engine';
import { Account } from '../accounts/account';
import { AccountProblem } from '../accounts/createAccounts';
import { isSameList } from '../collect/sameList';
import { saysTheSame } from '../store/columns';
import { SyncCounts } from '../store/syncs';
import { ZoneRecord } from '../store/zones';
import { Store } from '../store/store';
import { SyncContext, ZoneWork } from './context';
import { Due } from './due';
import { ZoneOutcome } from './outcome';
import { accountFindings } from './accountFindings';
import { waitingVerdicts } from './waitingVerdicts';

/** How a sync ended. @internal */
export interface SyncEnd {
  /** Absent: nothing was to be done, and no row of its own was written. */
  syncId?: number;
  outcome: 'ok' | 'partial' | 'failed';
  sentence?: string;
  counts: SyncCounts;
}

/**
 * Stores what a sync came to, as far as it differs from what the sync before came to.
 * A sync in which nothing differs touches one row.
 *
 * @internal
 */
export class SaveOutcomes {
  readonly #zones = new Map<string, ZoneRecord>();
  readonly #accounts = new Map<string, unknown>();
  readonly #outcomes = new Map<string, ZoneOutcome>();
  readonly #late: ZoneOutcome[] = [];
  #verdicts: unknown[] | undefined;
  #idle: { id: number; end: SyncEnd } | undefined;
  #loaded = false;

  constructor(
    private readonly store: Store,
    private readonly accounts: readonly Account[],
    private readonly problems: readonly AccountProblem[],
  ) {}

  /** A zone that the sync did not wait for; counted with the next one. */
  addLate(outcome: ZoneOutcome): void {
    this.#late.push(outcome);
  }

  async save(
    due: Due,
    works: readonly ZoneWork[],
    verdicts: readonly Verdict[],
    context: SyncContext,
  ): Promise<SyncEnd> {
    await this.#load();
    const outcomes = works.map(work => outcomeIn(work, context));
    const changed: ZoneOutcome[] = this.#late.splice(0);
    for (const [index, work] of works.entries()) {
      const outcome = outcomes[index];
      if (this.#outcomes.get(work.zone.key) === outcome) continue;
      this.#outcomes.set(work.zone.key, outcome);
      if (!changed.includes(outcome)) changed.push(outcome);
      await this.#saveZone(work, outcome, context);
    }
    await this.#removeZones(works);
    await this.#saveAccounts();
    const written = await this.#saveVerdicts(
      [verdicts, ...outcomes.map(outcome => outcome.verdicts)],
      context,
    );
    const found = await this.store.findings.replaceScope(
      '',
      accountFindings(this.accounts, this.problems, works),
      context.clock.now(),
    );
    const end = endOf(outcomes, changed);
    const something =
      written > 0 ||
      found.written + found.deleted > 0 ||
      context.row !== undefined ||
      due.resyncs.length > 0;
    return this.#finish(end, something, context);
  }

  /** A sync that failed as a whole. */
  async fail(sentence: string, context: SyncContext): Promise<SyncEnd> {
    const counts = {
      zones: 0,
      created: 0,
      updated: 0,
      deleted: 0,
      rejected: 0,
    };
    return this.#finish(
      { outcome: 'failed', sentence, counts },
      context.row !== undefined,
      context,
    );
  }

  async #finish(
    end: SyncEnd,
    something: boolean,
    context: SyncContext,
  ): Promise<SyncEnd> {
    const at = context.clock.now();
    const idle = this.#idle;
    if (
      !something &&
      idle &&
      idle.end.outcome === end.outcome &&
      idle.end.sentence === end.sentence
    ) {
      await this.store.syncs.repeat(idle.id, at);
      return end;
    }
    const id = await context.syncId();
    await this.store.syncs.finish(id, {
      ...end.counts,
      finishedAt: at,
      outcome: end.outcome,
      sentence: end.sentence,
    });
    this.#idle = { id, end };
    return { ...end, syncId: id };
  }

  async #load(): Promise<void> {
    if (this.#loaded) return;
    for (const record of await this.store.zones.all()) {
      this.#zones.set(record.key, record);
    }
    await this.store.accounts.keepOnly(this.accounts.map(each => each.key));
    this.#loaded = true;
  }

  async #saveZone(
    work: ZoneWork,
    outcome: ZoneOutcome,
    context: SyncContext,
  ): Promise<void> {
    const { account, key, zone } = work.zone;
    const observed = context.observed.of(key);
    const before = this.#zones.get(key);
    const record: ZoneRecord = {
      key,
      account: account.key,
      provider: account.provider.semantics.type,
      zone,
      state: outcome.state,
      sentence: outcome.sentence,
      recordCount: outcome.standing?.records ?? before?.recordCount ?? 0,
      ownedCount: outcome.standing?.owned ?? before?.ownedCount ?? 0,
      pendingChanges: outcome.pending,
      planDigest: outcome.planDigest ?? before?.planDigest,
      lastReadAt: observed.readAt ?? before?.lastReadAt,
      lastSyncAt: outcome.standing ? context.clock.now() : before?.lastSyncAt,
    };
    if (!saysTheSame(before, record)) {
      await this.store.zones.save(record);
      this.#zones.set(key, record);
    }
    if (outcome.standing) {
      await this.store.findings.replaceScope(
        key,
        outcome.findings,
        context.clock.now(),
      );
    }
  }

  /** Zones of accounts that were asked, or are no more, and that are not there. */
  async #removeZones(works: readonly ZoneWork[]): Promise<void> {
    const known = new Set(works.map(work => work.zone.key));
    for (const [key, record] of this.#zones) {
      const account = this.accounts.find(each => each.key === record.account);
      const isGone = account
        ? account.zonesListedAt !== undefined &&
          !account.zones.some(zone => zone.key === key)
        : true;
      if (known.has(key) || !isGone) continue;
      await this.store.recordSets.removeZone(key);
      await this.store.findings.replaceScope(key, [], new Date(0));
      await this.store.zones.remove(key);
      this.#zones.delete(key);
      this.#outcomes.delete(key);
    }
  }

  async #saveAccounts(): Promise<void> {
    for (const account of this.accounts) {
      const record = account.record();
      if (saysTheSame(this.#accounts.get(record.key), record)) continue;
      await this.store.accounts.save(record);
      this.#accounts.set(record.key, record);
    }
  }

  async #saveVerdicts(
    parts: readonly (readonly Verdict[])[],
    context: SyncContext,
  ): Promise<number> {
    const last = this.#verdicts;
    if (last && isSameList(last, parts)) return 0;
    const { written, deleted } = await this.store.verdicts.replaceAll(
      settleVerdicts(parts.flat()),
      context.clock.now(),
    );
    this.#verdicts = [...parts];
    return written + deleted;
  }
}

/** How the zone is: also where the sync did not wait for it. */
function outcomeIn(work: ZoneWork, context: SyncContext): ZoneOutcome {
  const { last } = context.observed.of(work.zone.key);
  if (last) return last.outcome;
  return {
    state: 'unread',
    sentence: 'The zone is being read.',
    verdicts: waitingVerdicts(work.desired, 'waits-for-zone', {
      zone: work.zone.zone.name,
    }),
    findings: [],
    created: 0,
    updated: 0,
    deleted: 0,
    rejected: 0,
    pending: 0,
    unfinished: true,
  };
}

function endOf(
  outcomes: readonly ZoneOutcome[],
  changed: readonly ZoneOutcome[],
): SyncEnd {
  const counts = {
    zones: outcomes.length,
    created: 0,
    updated: 0,
    deleted: 0,
    rejected: 0,
  };
  for (const outcome of changed) {
    counts.created += outcome.created;
    counts.updated += outcome.updated;
    counts.deleted += outcome.deleted;
    counts.rejected += outcome.rejected;
  }
  const troubled = outcomes.filter(
    ({ state }) =>
      state === 'failed' || state === 'unread' || state === 'ambiguous',
  );
  if (troubled.length === 0) return { outcome: 'ok', counts };
  return {
    outcome: troubled.length === outcomes.length ? 'failed' : 'partial',
    sentence: troubled[0].sentence,
    counts,
  };
}
