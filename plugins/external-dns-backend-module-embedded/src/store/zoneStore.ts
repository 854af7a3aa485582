import { Knex } from 'knex';
import { StoredRecordSet } from '../zone/zoneContents';

interface RecordSetRow {
  zone: string;
  dns_name: string;
  record_type: string;
  ttl: number;
  targets: string;
}

interface ZoneRow {
  name: string;
  // PostgreSQL gives integers of 64 bits as text.
  first_serial: number | string;
  version: number | string;
}

/** How far a zone has come. */
export interface ZoneVersion {
  name: string;
  version: number;
  /** Of the SOA; rises with the version (RFC 1982). */
  serial: number;
}

/** What a batch leaves at each name that it touches. */
export type NameContents = ReadonlyMap<string, readonly StoredRecordSet[]>;

/** Versions whose names are remembered; a replica further behind reads the zone anew. */
const rememberedVersions = 1000;
/** Well below the 999 parameters that old SQLite allows in one statement. */
const chunkSize = 150;

/** The tables of the embedded server; see the migration for what they hold. */
export class ZoneStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Makes a zone with its first records unless it is there. `firstSerial` should
   * rise from one database to the next, so that secondaries and caches see progress.
   */
  async createIfAbsent(
    name: string,
    first: { serial: number; recordSets: readonly StoredRecordSet[] },
  ): Promise<boolean> {
    return this.knex.transaction(async trx => {
      const created = await trx<ZoneRow>('embedded_zones')
        .insert({ name, first_serial: first.serial, version: 0 })
        .onConflict('name')
        .ignore()
        .returning('name');
      if (created.length === 0) return false;
      await insert(trx, name, first.recordSets);
      return true;
    });
  }

  async versions(names: readonly string[]): Promise<ZoneVersion[]> {
    const rows: ZoneRow[] = await this.knex<ZoneRow>('embedded_zones')
      .select('name', 'first_serial', 'version')
      .whereIn('name', [...names]);
    return rows.map(row => ({
      name: row.name,
      version: Number(row.version),
      serial: (Number(row.first_serial) + Number(row.version)) % 2 ** 32,
    }));
  }

  /** Names that changed after a version; undefined when that is too long ago. */
  async namesChangedSince(
    zone: string,
    version: number,
    current: number,
  ): Promise<string[] | undefined> {
    if (current - version > rememberedVersions) return undefined;
    const rows = await this.knex('embedded_zone_changes')
      .distinct<{ dns_name: string }[]>('dns_name')
      .where({ zone })
      .andWhere('version', '>', version);
    return rows.map(row => row.dns_name);
  }

  async readNames(
    zone: string,
    names: readonly string[],
  ): Promise<StoredRecordSet[]> {
    return readNames(this.knex, zone, names);
  }

  /** The whole zone in pages, in the order of its key. */
  async *readZone(
    zone: string,
    pageSize: number,
  ): AsyncGenerator<StoredRecordSet[]> {
    let after: RecordSetRow | undefined;
    do {
      const query = this.knex<RecordSetRow>('embedded_record_sets')
        .where({ zone })
        .orderBy(['dns_name', 'record_type'])
        .limit(pageSize);
      if (after) {
        query.whereRaw('(dns_name, record_type) > (?, ?)', [
          after.dns_name,
          after.record_type,
        ]);
      }
      const rows: RecordSetRow[] = await query;
      if (rows.length > 0) yield rows.map(stored);
      after = rows.length === pageSize ? rows[rows.length - 1] : undefined;
    } while (after);
  }

  /**
   * One batch in one transaction. `decide` gets what stands at the names, while no
   * other batch can write to the zone, and returns what is to stand there; what it
   * throws undoes everything.
   */
  async write(
    zone: string,
    names: readonly string[],
    decide: (standing: StoredRecordSet[]) => NameContents,
  ): Promise<'written' | 'no such zone'> {
    return this.knex.transaction(async trx => {
      // First, because it locks the zone against other writers.
      const updated = await trx<ZoneRow>('embedded_zones')
        .where({ name: zone })
        .update({ version: trx.raw('version + 1') });
      if (updated === 0) return 'no such zone';
      const [{ version }]: Pick<ZoneRow, 'version'>[] = await trx<ZoneRow>(
        'embedded_zones',
      )
        .select('version')
        .where({ name: zone });
      const wanted = decide(await readNames(trx, zone, names));
      const touched = [...wanted.keys()];
      for (const some of chunks(touched)) {
        await trx('embedded_record_sets')
          .where({ zone })
          .whereIn('dns_name', some)
          .delete();
        await trx('embedded_zone_changes').insert(
          some.map(name => ({ zone, version, dns_name: name })),
        );
      }
      await insert(trx, zone, [...wanted.values()].flat());
      await trx('embedded_zone_changes')
        .where({ zone })
        .andWhere('version', '<', Number(version) - rememberedVersions)
        .delete();
      return 'written';
    });
  }
}

async function readNames(
  knex: Knex,
  zone: string,
  names: readonly string[],
): Promise<StoredRecordSet[]> {
  const found: StoredRecordSet[] = [];
  for (const some of chunks(names)) {
    const rows: RecordSetRow[] = await knex<RecordSetRow>(
      'embedded_record_sets',
    )
      .where({ zone })
      .whereIn('dns_name', some)
      .orderBy(['dns_name', 'record_type']);
    found.push(...rows.map(stored));
  }
  return found;
}

async function insert(
  knex: Knex,
  zone: string,
  recordSets: readonly StoredRecordSet[],
): Promise<void> {
  for (const some of chunks(recordSets)) {
    await knex<RecordSetRow>('embedded_record_sets').insert(
      some.map(each => ({
        zone,
        dns_name: each.dnsName,
        record_type: each.recordType,
        ttl: each.ttl,
        targets: JSON.stringify(each.targets),
      })),
    );
  }
}

function stored(row: RecordSetRow): StoredRecordSet {
  return {
    dnsName: row.dns_name,
    recordType: row.record_type,
    ttl: row.ttl,
    targets: JSON.parse(row.targets),
  };
}

function* chunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += chunkSize) {
    yield items.slice(start, start + chunkSize);
  }
}
