import { normaliseName, OwnedRecordSet } from '@openova/dns-engine';
import { Knex } from 'knex';
import { digestOf } from './columns';
import { DigestedTable, Written } from './digestedTable';

/** A row of `record_sets`. @internal */
export interface RecordSetRow {
  zone_key: string;
  dns_name: string;
  record_type: string;
  set_identifier: string;
  zone: string;
  provider: string;
  targets: string;
  ttl: number | null;
  provider_specific: string;
  owner: string | null;
  ours: boolean;
  resource: string | null;
  txt: string;
  provider_data: string | null;
  digest: string;
  observed_at: Date;
}

/** The zone that record sets are stored for. @internal */
export interface StoredZone {
  key: string;
  name: string;
  provider: string;
  /** The configured owner ids. */
  ourOwners: ReadonlySet<string>;
}

/** What the zones hold, as it was last seen; written by the writer only. @internal */
export class RecordSetStore {
  readonly #table: DigestedTable<RecordSetRow>;

  constructor(private readonly knex: Knex) {
    this.#table = new DigestedTable<RecordSetRow>(knex, {
      table: 'record_sets',
      key: ['zone_key', 'dns_name', 'record_type', 'set_identifier'],
      scope: 'zone_key',
    });
  }

  forget(): void {
    this.#table.forget();
  }

  /** The whole zone was read. */
  async replaceZone(
    zone: StoredZone,
    records: readonly OwnedRecordSet[],
    at: Date,
  ): Promise<Written> {
    return this.#table.replace(zone.key, rowsOf(zone, records, at));
  }

  /** These names (normalised) of the zone were read or written. */
  async replaceNames(
    zone: StoredZone,
    names: ReadonlySet<string>,
    records: readonly OwnedRecordSet[],
    at: Date,
  ): Promise<Written> {
    return this.#table.replaceWhere(
      zone.key,
      rowsOf(zone, records, at),
      ([, dnsName]) => names.has(dnsName),
    );
  }

  async removeZone(zoneKey: string): Promise<void> {
    await this.knex('record_sets').where({ zone_key: zoneKey }).delete();
    this.#table.forget();
  }
}

function* rowsOf(
  zone: StoredZone,
  records: readonly OwnedRecordSet[],
  at: Date,
): Generator<RecordSetRow> {
  for (const { record, labels, txt } of records) {
    const owner = labels.owner ?? null;
    const said = {
      targets: JSON.stringify([...record.targets].sort()),
      ttl: record.recordTTL ?? null,
      provider_specific: JSON.stringify(record.providerSpecific ?? []),
      owner,
      ours: owner !== null && zone.ourOwners.has(owner),
      resource: labels.resource ?? null,
      txt: JSON.stringify(
        txt.map(each => ({
          name: each.dnsName,
          value: each.targets.join(' '),
        })),
      ),
      provider_data:
        record.data === undefined ? null : JSON.stringify(record.data),
    };
    yield {
      zone_key: zone.key,
      dns_name: normaliseName(record.dnsName),
      record_type: record.recordType,
      set_identifier: record.setIdentifier ?? '',
      zone: zone.name,
      provider: zone.provider,
      ...said,
      digest: digestOf(Object.values(said)),
      observed_at: at,
    };
  }
}
