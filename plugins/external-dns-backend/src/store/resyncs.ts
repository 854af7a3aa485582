import { randomUUID } from 'node:crypto';
import { ResyncScope } from '@openova/backstage-plugin-external-dns-common';
import { normaliseName } from '@openova/dns-engine';
import { Knex } from 'knex';
import { readJson, readOptionalTime, readTime, TimeColumn } from './columns';

/** A resync as it is stored. @internal */
export interface ResyncRecord {
  id: string;
  scope: ResyncScope;
  requestedAt: Date;
  requestedBy: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  syncId?: number;
  joined: boolean;
  progress: { zones: number; zonesDone: number };
  finishedAt?: Date;
  sentence?: string;
}

interface ResyncRow {
  id: string;
  scope_key: string;
  scope: string;
  requested_at: TimeColumn;
  requested_by: string;
  state: ResyncRecord['state'];
  sync_id: number | null;
  joined: boolean | number;
  zones: number;
  zones_done: number;
  finished_at: TimeColumn | null;
  sentence: string | null;
}

/** What people asked to be read and planned anew. @internal */
export class ResyncStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Takes a request; any replica may. A request whose scope is already queued joins
   * that one: it is answered with the same id.
   */
  async request(request: {
    scope: ResyncScope;
    requestedBy: string;
    at: Date;
  }): Promise<ResyncRecord> {
    const scopeKey = scopeKeyOf(request.scope);
    const waiting: ResyncRow | undefined = await this.knex('resyncs')
      .where({ scope_key: scopeKey })
      .whereIn('state', ['queued', 'running'])
      .orderBy('requested_at')
      .first();
    if (waiting) return { ...fromRow(waiting), joined: true };
    const id = randomUUID();
    await this.knex('resyncs').insert({
      id,
      scope_key: scopeKey,
      scope: JSON.stringify(request.scope),
      requested_at: request.at,
      requested_by: request.requestedBy,
      state: 'queued',
      joined: false,
      zones: 0,
      zones_done: 0,
    });
    return {
      id,
      scope: request.scope,
      requestedAt: request.at,
      requestedBy: request.requestedBy,
      state: 'queued',
      joined: false,
      progress: { zones: 0, zonesDone: 0 },
    };
  }

  async get(id: string): Promise<ResyncRecord | undefined> {
    const row: ResyncRow | undefined = await this.knex('resyncs')
      .where({ id })
      .first();
    return row && fromRow(row);
  }

  async queued(): Promise<ResyncRecord[]> {
    const rows: ResyncRow[] = await this.knex('resyncs')
      .where({ state: 'queued' })
      .orderBy('requested_at');
    return rows.map(fromRow);
  }

  /** What a stopped writer left running goes back into the queue. */
  async requeueRunning(): Promise<void> {
    await this.knex('resyncs')
      .where({ state: 'running' })
      .update({ state: 'queued', sync_id: null, zones: 0, zones_done: 0 });
  }

  async begin(ids: readonly string[], syncId: number): Promise<void> {
    await this.knex('resyncs')
      .whereIn('id', [...ids])
      .update({ state: 'running', sync_id: syncId });
  }

  async progress(
    ids: readonly string[],
    progress: { zones: number; zonesDone: number },
  ): Promise<void> {
    await this.knex('resyncs')
      .whereIn('id', [...ids])
      .update({ zones: progress.zones, zones_done: progress.zonesDone });
  }

  async finish(
    id: string,
    end: { state: 'done' | 'failed'; at: Date; sentence: string },
  ): Promise<void> {
    await this.knex('resyncs').where({ id }).update({
      state: end.state,
      finished_at: end.at,
      sentence: end.sentence,
    });
  }
}

/** Scopes that ask for the same. @internal */
export function scopeKeyOf(scope: ResyncScope): string {
  switch (scope.kind) {
    case 'zone':
      return `zone ${normaliseName(scope.zone)}`;
    case 'cluster':
      return `cluster ${scope.cluster}`;
    case 'entity':
      return `entity ${scope.entityRef.toLocaleLowerCase('en-US')}`;
    case 'record':
      return `record ${normaliseName(scope.dnsName)}`;
    default:
      return scope.kind;
  }
}

function fromRow(row: ResyncRow): ResyncRecord {
  return {
    id: row.id,
    scope: readJson<ResyncScope>(row.scope),
    requestedAt: readTime(row.requested_at),
    requestedBy: row.requested_by,
    state: row.state,
    syncId: row.sync_id ?? undefined,
    joined: Boolean(row.joined),
    progress: { zones: row.zones, zonesDone: row.zones_done },
    finishedAt: readOptionalTime(row.finished_at),
    sentence: row.sentence ?? undefined,
  };
}
