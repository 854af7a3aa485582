import { ObjectRef } from '@openova/backstage-plugin-external-dns-common';
import { Knex } from 'knex';
import { readJson, readOptionalTime, readTime, TimeColumn } from './columns';

/** @internal */
export type SyncTrigger =
  | 'start'
  | 'object-change'
  | 'schedule'
  | 'sweep'
  | 'resync';

/** @internal */
export interface SyncCounts {
  zones: number;
  created: number;
  updated: number;
  deleted: number;
  rejected: number;
}

/** A sync as it is stored. @internal */
export interface SyncRecord extends SyncCounts {
  id: number;
  trigger: SyncTrigger;
  startedAt: Date;
  finishedAt?: Date;
  outcome: 'running' | 'ok' | 'partial' | 'failed';
  sentence?: string;
  cause: ObjectRef[];
  epoch: number;
  /** How many syncs after it found nothing to do, and when the last of them was. */
  repeats: number;
  repeatedAt?: Date;
}

interface SyncRow {
  id: number;
  trigger: SyncTrigger;
  started_at: TimeColumn;
  finished_at: TimeColumn | null;
  outcome: SyncRecord['outcome'];
  sentence: string | null;
  zones: number;
  created: number;
  updated: number;
  deleted: number;
  rejected: number;
  cause: string;
  epoch: number | string;
  repeats: number;
  repeated_at: TimeColumn | null;
}

/** What was done when, and why. @internal */
export class SyncStore {
  constructor(private readonly knex: Knex) {}

  async begin(sync: {
    trigger: SyncTrigger;
    startedAt: Date;
    cause: readonly ObjectRef[];
    epoch: number;
  }): Promise<number> {
    const [row]: { id: number }[] = await this.knex('syncs')
      .insert({
        trigger: sync.trigger,
        started_at: sync.startedAt,
        outcome: 'running',
        cause: JSON.stringify(sync.cause.slice(0, 100)),
        epoch: sync.epoch,
      })
      .returning('id');
    return Number(row.id);
  }

  async finish(
    id: number,
    end: SyncCounts & {
      finishedAt: Date;
      outcome: 'ok' | 'partial' | 'failed';
      sentence?: string;
    },
  ): Promise<void> {
    const { finishedAt, sentence, ...rest } = end;
    await this.knex('syncs')
      .where({ id })
      .update({ ...rest, sentence: sentence ?? null, finished_at: finishedAt });
  }

  /** A sync that had nothing to do: one row is touched, the one of the sync before. */
  async repeat(id: number, at: Date): Promise<void> {
    await this.knex('syncs')
      .where({ id })
      .update({ repeated_at: at })
      .increment('repeats', 1);
  }

  /** Ends what a crashed writer left running. */
  async abandonRunning(epoch: number, at: Date): Promise<void> {
    await this.knex('syncs')
      .where('outcome', 'running')
      .andWhere('epoch', '<', epoch)
      .update({
        outcome: 'failed',
        finished_at: at,
        sentence: 'The replica that ran it stopped in the middle.',
      });
  }

  /** Newest first, from before a row on. */
  async list(query: { before?: number; limit: number }): Promise<SyncRecord[]> {
    const rows: SyncRow[] = await this.knex('syncs')
      .modify(builder => {
        if (query.before !== undefined) builder.where('id', '<', query.before);
      })
      .orderBy('id', 'desc')
      .limit(query.limit);
    return rows.map(fromRow);
  }

  async latestFinished(): Promise<SyncRecord | undefined> {
    const row: SyncRow | undefined = await this.knex('syncs')
      .whereNot('outcome', 'running')
      .orderBy('id', 'desc')
      .first();
    return row && fromRow(row);
  }
}

function fromRow(row: SyncRow): SyncRecord {
  return {
    id: row.id,
    trigger: row.trigger,
    startedAt: readTime(row.started_at),
    finishedAt: readOptionalTime(row.finished_at),
    outcome: row.outcome,
    sentence: row.sentence ?? undefined,
    zones: row.zones,
    created: row.created,
    updated: row.updated,
    deleted: row.deleted,
    rejected: row.rejected,
    cause: readJson<ObjectRef[]>(row.cause),
    epoch: Number(row.epoch),
    repeats: row.repeats,
    repeatedAt: readOptionalTime(row.repeated_at),
  };
}
