import { Knex } from 'knex';
import { readOptionalTime, readTime, TimeColumn } from './columns';

/** How an account is. @internal */
export interface AccountRecord {
  key: string;
  provider: string;
  /** Where it is configured: `externalDns.providers[0]`. */
  path: string;
  /** `failed`: only a person can mend it; `resting`: paced or unreachable for a while. */
  state: 'ok' | 'resting' | 'failed';
  sentence?: string;
  since: Date;
  zonesListedAt?: Date;
  /** What the service's rate headers said last. */
  rate?: { limit?: number; remaining?: number; resetsAt?: Date };
}

interface AccountRow {
  key: string;
  provider: string;
  path: string;
  state: AccountRecord['state'];
  sentence: string | null;
  since: TimeColumn;
  zones_listed_at: TimeColumn | null;
  rate_limit: number | null;
  rate_remaining: number | null;
  rate_resets_at: TimeColumn | null;
}

/** The configured DNS services and how they are. @internal */
export class AccountStore {
  constructor(private readonly knex: Knex) {}

  async all(): Promise<AccountRecord[]> {
    const rows: AccountRow[] = await this.knex('accounts').orderBy('key');
    return rows.map(row => ({
      key: row.key,
      provider: row.provider,
      path: row.path,
      state: row.state,
      sentence: row.sentence ?? undefined,
      since: readTime(row.since),
      zonesListedAt: readOptionalTime(row.zones_listed_at),
      rate: {
        limit: row.rate_limit ?? undefined,
        remaining: row.rate_remaining ?? undefined,
        resetsAt: readOptionalTime(row.rate_resets_at),
      },
    }));
  }

  /** Writes the whole row; call it only when something of it changed. */
  async save(record: AccountRecord): Promise<void> {
    const row: AccountRow = {
      key: record.key,
      provider: record.provider,
      path: record.path,
      state: record.state,
      sentence: record.sentence ?? null,
      since: record.since,
      zones_listed_at: record.zonesListedAt ?? null,
      rate_limit: record.rate?.limit ?? null,
      rate_remaining: record.rate?.remaining ?? null,
      rate_resets_at: record.rate?.resetsAt ?? null,
    };
    await this.knex('accounts').insert(row).onConflict('key').merge();
  }

  /** Forgets the accounts that are configured no more. */
  async keepOnly(keys: readonly string[]): Promise<void> {
    await this.knex('accounts')
      .whereNotIn('key', [...keys])
      .delete();
  }
}
