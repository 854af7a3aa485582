import { Zone } from '@openova/backstage-plugin-external-dns-node';
import { Knex } from 'knex';
import { readJson, readOptionalTime, TimeColumn } from './columns';

/** @internal */
export type ZoneState =
  | 'in-sync'
  | 'pending'
  | 'failed'
  | 'ambiguous'
  | 'unread';

/** A zone as it is stored. @internal */
export interface ZoneRecord {
  key: string;
  account: string;
  provider: string;
  zone: Zone;
  state: ZoneState;
  sentence?: string;
  recordCount: number;
  ownedCount: number;
  pendingChanges: number;
  planDigest?: string;
  lastReadAt?: Date;
  lastSyncAt?: Date;
}

interface ZoneRow {
  key: string;
  account: string;
  provider: string;
  zone_id: string;
  name: string;
  visibility: string;
  name_servers: string;
  server_addresses: string;
  state: string;
  sentence: string | null;
  record_count: number;
  owned_count: number;
  pending_changes: number;
  plan_digest: string | null;
  last_read_at: TimeColumn | null;
  last_sync_at: TimeColumn | null;
}

/** Zones of all accounts and how they are. @internal */
export class ZoneStore {
  constructor(private readonly knex: Knex) {}

  async all(): Promise<ZoneRecord[]> {
    const rows: ZoneRow[] = await this.knex('zones').orderBy(['name', 'key']);
    return rows.map(fromRow);
  }

  async byName(name: string): Promise<ZoneRecord[]> {
    const rows: ZoneRow[] = await this.knex('zones')
      .where({ name })
      .orderBy('key');
    return rows.map(fromRow);
  }

  /** Digest of the zone's last plan. */
  async planDigestOf(key: string): Promise<string | undefined> {
    const row: Pick<ZoneRow, 'plan_digest'> | undefined = await this.knex(
      'zones',
    )
      .where({ key })
      .first('plan_digest');
    return row?.plan_digest ?? undefined;
  }

  /** Writes the whole row; call it only when something of it changed. */
  async save(record: ZoneRecord): Promise<void> {
    await this.knex('zones').insert(toRow(record)).onConflict('key').merge();
  }

  async remove(key: string): Promise<void> {
    await this.knex('zones').where({ key }).delete();
  }
}

function toRow(record: ZoneRecord): ZoneRow {
  return {
    key: record.key,
    account: record.account,
    provider: record.provider,
    zone_id: record.zone.id,
    name: record.zone.name,
    visibility: record.zone.visibility,
    name_servers: JSON.stringify(record.zone.nameServers),
    server_addresses: JSON.stringify(record.zone.serverAddresses ?? []),
    state: record.state,
    sentence: record.sentence ?? null,
    record_count: record.recordCount,
    owned_count: record.ownedCount,
    pending_changes: record.pendingChanges,
    plan_digest: record.planDigest ?? null,
    last_read_at: record.lastReadAt ?? null,
    last_sync_at: record.lastSyncAt ?? null,
  };
}

function fromRow(row: ZoneRow): ZoneRecord {
  const serverAddresses = readJson<NonNullable<Zone['serverAddresses']>>(
    row.server_addresses,
  );
  return {
    key: row.key,
    account: row.account,
    provider: row.provider,
    zone: {
      id: row.zone_id,
      name: row.name,
      visibility: row.visibility === 'private' ? 'private' : 'public',
      nameServers: readJson<string[]>(row.name_servers),
      ...(serverAddresses.length > 0 && { serverAddresses }),
    },
    state: row.state as ZoneState,
    sentence: row.sentence ?? undefined,
    recordCount: row.record_count,
    ownedCount: row.owned_count,
    pendingChanges: row.pending_changes,
    planDigest: row.plan_digest ?? undefined,
    lastReadAt: readOptionalTime(row.last_read_at),
    lastSyncAt: readOptionalTime(row.last_sync_at),
  };
}
