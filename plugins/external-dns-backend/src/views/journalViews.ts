import {
  ChangeView,
  ObjectRef,
  Page,
  ResyncView,
  SyncView,
} from '@openova/backstage-plugin-external-dns-common';
import { normaliseName } from '@openova/dns-engine';
import { Knex } from 'knex';
import { readJson, TimeColumn } from '../store/columns';
import { ResyncRecord } from '../store/resyncs';
import { optionalJson, optionalTime, timeOf } from './columns';
import { readPage } from './keyset';

interface ChangeRow {
  id: number | string;
  sync_id: number;
  at: TimeColumn;
  zone: string;
  record_name: string;
  record_type: string;
  set_identifier: string;
  role: ChangeView['role'];
  action: ChangeView['action'];
  before: string | null;
  after: string | null;
  outcome: ChangeView['outcome'];
  message: string | null;
  origins: string;
}

interface SyncRow {
  id: number;
  trigger: string;
  started_at: TimeColumn;
  finished_at: TimeColumn | null;
  repeated_at: TimeColumn | null;
  outcome: SyncView['outcome'];
  sentence: string | null;
  zones: number;
  created: number;
  updated: number;
  deleted: number;
  rejected: number;
  cause: string;
}

/** What was written, newest first. */
export function listChanges(
  knex: Knex,
  query: {
    zone?: string;
    dnsName?: string;
    syncId?: string;
    cursor?: string;
    limit?: number;
  },
): Promise<Page<ChangeView>> {
  const rows = knex<ChangeRow>('changes').select('*');
  if (query.zone) rows.where('zone', query.zone);
  if (query.dnsName) rows.where('dns_name', normaliseName(query.dnsName));
  if (query.syncId) rows.where('sync_id', Number(query.syncId) || 0);
  return readPage<ChangeRow, ChangeView>({
    query: rows,
    keyset: { columns: ['id'], direction: 'desc' },
    request: query,
    toViews: page => page.map(changeView),
  });
}

/** The newest changes of these (normalised) names. */
export async function changesOfNames(
  knex: Knex,
  dnsNames: readonly string[],
  limit: number,
): Promise<ChangeView[]> {
  const rows = await knex<ChangeRow>('changes')
    .select('*')
    .whereIn('dns_name', dnsNames)
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(changeView);
}

/** Syncs that did or found something, newest first. */
export function listSyncs(
  knex: Knex,
  query: { cursor?: string; limit?: number },
): Promise<Page<SyncView>> {
  return readPage<SyncRow, SyncView>({
    query: knex<SyncRow>('syncs').select('*'),
    keyset: { columns: ['id'], direction: 'desc' },
    request: query,
    toViews: page => page.map(syncView),
  });
}

/** The newest sync that ended in one of these ways; an idle one repeats the row before it. */
export async function lastSync(
  knex: Knex,
  outcomes: readonly SyncView['outcome'][] = ['ok', 'partial', 'failed'],
): Promise<SyncView | undefined> {
  const row = await knex<SyncRow>('syncs')
    .whereIn('outcome', [...outcomes])
    .orderBy('id', 'desc')
    .first();
  return row && syncView(row);
}

/** A resync as the API shows it. */
export function resyncView(resync: ResyncRecord): ResyncView {
  return {
    id: resync.id,
    scope: resync.scope,
    requestedAt: resync.requestedAt.toISOString(),
    requestedBy: resync.requestedBy,
    state: resync.state,
    ...(resync.syncId !== undefined && { syncId: String(resync.syncId) }),
    joined: resync.joined,
    ...(resync.progress.zones > 0 && { progress: resync.progress }),
    ...(resync.finishedAt && { finishedAt: resync.finishedAt.toISOString() }),
    ...(resync.sentence && { sentence: resync.sentence }),
  };
}

function syncView(row: SyncRow): SyncView {
  const finishedAt = optionalTime(row.repeated_at ?? row.finished_at);
  return {
    id: String(row.id),
    trigger: row.trigger,
    startedAt: timeOf(row.started_at),
    ...(finishedAt && { finishedAt }),
    outcome: row.outcome,
    ...(row.sentence && { sentence: row.sentence }),
    zones: row.zones,
    created: row.created,
    updated: row.updated,
    deleted: row.deleted,
    rejected: row.rejected,
    cause: readJson<ObjectRef[]>(row.cause),
  };
}

function changeView(row: ChangeRow): ChangeView {
  const before = optionalJson<ChangeView['before']>(row.before);
  const after = optionalJson<ChangeView['after']>(row.after);
  return {
    id: String(row.id),
    syncId: String(row.sync_id),
    at: timeOf(row.at),
    zone: row.zone,
    dnsName: row.record_name,
    recordType: row.record_type,
    setIdentifier: row.set_identifier,
    role: row.role,
    action: row.action,
    ...(before && { before }),
    ...(after && { after }),
    outcome: row.outcome,
    ...(row.message && { message: row.message }),
    origins: readJson<ObjectRef[]>(row.origins),
  };
}
