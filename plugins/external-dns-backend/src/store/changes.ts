import { Change, normaliseName, Origin } from '@openova/dns-engine';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../clock/clock';
import { chunks, readJson, readTime, TimeColumn } from './columns';

/** @internal */
export type ChangeOutcome = 'done' | 'rejected' | 'unknown' | 'planned';

/** One line of the journal. @internal */
export interface ChangeRecord {
  id: number;
  syncId: number;
  at: Date;
  zoneKey: string;
  zone: string;
  /** The name that people ask for, also where `recordName` is its TXT's. */
  dnsName: string;
  recordName: string;
  recordType: string;
  setIdentifier: string;
  role: Change['role'];
  action: Change['action'];
  before?: { targets: string[]; ttl?: number };
  after?: { targets: string[]; ttl?: number };
  outcome: ChangeOutcome;
  message?: string;
  origins: Origin[];
}

interface ChangeRow {
  id?: number | string;
  sync_id: number;
  at: TimeColumn;
  zone_key: string;
  zone: string;
  dns_name: string;
  record_name: string;
  record_type: string;
  set_identifier: string;
  role: Change['role'];
  action: Change['action'];
  before: string | null;
  after: string | null;
  outcome: ChangeOutcome;
  message: string | null;
  origins: string;
}

/** What a line of the journal says of a change. @internal */
export interface ChangeEntry {
  change: Change;
  /** Of the unit that the change is a part of. */
  dnsName: string;
  setIdentifier: string;
  origins: readonly Origin[];
}

/**
 * The journal: a line for each write, told before it is sent with the outcome
 * `unknown`, and told what became of it afterwards. What a crash leaves behind is
 * therefore never silent.
 *
 * @internal
 */
export class ChangeStore {
  constructor(private readonly knex: Knex) {}

  /** Writes lines and answers their ids, in order. */
  async begin(
    entries: readonly ChangeEntry[],
    context: { syncId: number; zoneKey: string; zone: string; at: Date },
    outcome: 'unknown' | 'planned',
  ): Promise<number[]> {
    const ids: number[] = [];
    for (const chunk of chunks(entries, 100)) {
      const rows: { id: number | string }[] = await this.knex('changes')
        .insert(chunk.map(entry => toRow(entry, context, outcome)))
        .returning('id');
      // Neither database promises the order of RETURNING; ids rise with the rows.
      ids.push(...rows.map(row => Number(row.id)).sort((a, b) => a - b));
      await yieldToEventLoop();
    }
    return ids;
  }

  /** Tells what became of lines. Lines without an outcome were never sent: they go. */
  async finish(
    results: readonly {
      id: number;
      outcome: 'done' | 'rejected' | 'unknown' | 'not-sent';
      message?: string;
    }[],
  ): Promise<void> {
    const groups = new Map<string, number[]>();
    for (const { id, outcome, message } of results) {
      const group = JSON.stringify([outcome, message ?? null]);
      const ids = groups.get(group);
      if (ids) ids.push(id);
      else groups.set(group, [id]);
    }
    for (const [group, all] of groups) {
      const [outcome, message] = readJson<[string, string | null]>(group);
      for (const ids of chunks(all, 1000)) {
        const lines = this.knex('changes').whereIn('id', ids);
        await (outcome === 'not-sent'
          ? lines.delete()
          : lines.update({ outcome, message }));
      }
    }
  }

  /** Newest first, from before a line on. */
  async list(query: {
    zone?: string;
    dnsName?: string;
    before?: number;
    limit: number;
  }): Promise<ChangeRecord[]> {
    const rows: ChangeRow[] = await this.knex('changes')
      .modify(builder => {
        if (query.zone) builder.where('zone', query.zone);
        if (query.dnsName) {
          builder.where('dns_name', normaliseName(query.dnsName));
        }
        if (query.before !== undefined) builder.where('id', '<', query.before);
      })
      .orderBy('id', 'desc')
      .limit(query.limit);
    return rows.map(fromRow);
  }
}

function toRow(
  { change, dnsName, setIdentifier, origins }: ChangeEntry,
  context: { syncId: number; zoneKey: string; zone: string; at: Date },
  outcome: ChangeOutcome,
): ChangeRow {
  const before = change.action === 'create' ? undefined : change.old;
  const after = change.action === 'delete' ? undefined : change.new;
  const record = after ?? before;
  return {
    sync_id: context.syncId,
    at: context.at,
    zone_key: context.zoneKey,
    zone: context.zone,
    dns_name: normaliseName(dnsName),
    record_name: record?.dnsName ?? dnsName,
    record_type: record?.recordType ?? '',
    set_identifier: setIdentifier,
    role: change.role,
    action: change.action,
    before: before
      ? JSON.stringify({ targets: before.targets, ttl: before.recordTTL })
      : null,
    after: after
      ? JSON.stringify({ targets: after.targets, ttl: after.recordTTL })
      : null,
    outcome,
    message: null,
    origins: JSON.stringify(
      origins.map(({ cluster, kind, namespace, name }) => ({
        cluster,
        kind,
        namespace,
        name,
      })),
    ),
  };
}

function fromRow(row: ChangeRow): ChangeRecord {
  return {
    id: Number(row.id),
    syncId: row.sync_id,
    at: readTime(row.at),
    zoneKey: row.zone_key,
    zone: row.zone,
    dnsName: row.dns_name,
    recordName: row.record_name,
    recordType: row.record_type,
    setIdentifier: row.set_identifier,
    role: row.role,
    action: row.action,
    ...(row.before && { before: readJson(row.before) }),
    ...(row.after && { after: readJson(row.after) }),
    outcome: row.outcome,
    ...(row.message && { message: row.message }),
    origins: readJson<Origin[]>(row.origins),
  };
}
