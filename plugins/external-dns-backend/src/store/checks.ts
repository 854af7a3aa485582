import { CheckView } from '@openova/backstage-plugin-external-dns-common';
import { normaliseName } from '@openova/dns-engine';
import { Knex } from 'knex';
import { chunks, readJson, readTime, TimeColumn } from './columns';

interface CheckRow {
  dns_name: string;
  record_type: string;
  zone: string;
  outcome: CheckView['outcome'];
  checked_at: TimeColumn;
  servers: string;
}

/** What the authoritative servers answered last, by name and type. @internal */
export class CheckStore {
  constructor(private readonly knex: Knex) {}

  async save(zone: string, checks: readonly CheckView[]): Promise<void> {
    for (const chunk of chunks(checks, 200)) {
      await this.knex('checks')
        .insert(
          chunk.map(check => ({
            dns_name: normaliseName(check.dnsName),
            record_type: check.recordType,
            zone,
            outcome: check.outcome,
            checked_at: new Date(check.checkedAt),
            servers: JSON.stringify(check.servers),
          })),
        )
        .onConflict(['dns_name', 'record_type'])
        .merge();
    }
  }

  async ofNames(dnsNames: readonly string[]): Promise<CheckView[]> {
    const found: CheckView[] = [];
    for (const names of chunks(dnsNames.map(normaliseName), 500)) {
      const rows: CheckRow[] = await this.knex('checks').whereIn(
        'dns_name',
        names,
      );
      for (const row of rows) {
        found.push({
          dnsName: row.dns_name,
          recordType: row.record_type,
          outcome: row.outcome,
          checkedAt: readTime(row.checked_at).toISOString(),
          servers: readJson<CheckView['servers']>(row.servers),
        });
      }
    }
    return found;
  }
}
