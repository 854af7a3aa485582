import {
  CheckView,
  OwnershipTxt,
  Page,
  RecordQuery,
  RecordView,
} from '@openova/backstage-plugin-external-dns-common';
import { Knex } from 'knex';
import { readJson, TimeColumn } from '../store/columns';
import { timeOf } from './columns';
import { likeContaining, readPage } from './keyset';
import { onObject } from './onObject';

interface RecordRow {
  zone_key: string;
  zone: string;
  provider: string;
  dns_name: string;
  record_type: string;
  set_identifier: string;
  targets: string;
  ttl: number | null;
  owner: string | null;
  ours: boolean | number;
  resource: string | null;
  txt: string;
  observed_at: TimeColumn;
}

interface CheckRow {
  dns_name: string;
  record_type: string;
  outcome: CheckView['outcome'];
  checked_at: TimeColumn;
  servers: string;
}

const orderColumns = {
  dnsName: 'dns_name',
  recordType: 'record_type',
  zone: 'zone',
  observedAt: 'observed_at',
} as const;

const keyColumns = [
  'dns_name',
  'record_type',
  'set_identifier',
  'zone_key',
] as const;

/** Record sets of all zones, with their last check and the entities that ask for them. */
export async function listRecords(
  knex: Knex,
  query: RecordQuery,
): Promise<Page<RecordView>> {
  const rows = knex<RecordRow>('record_sets').select('*');
  if (query.zone) rows.where('zone', query.zone);
  if (query.recordType) rows.where('record_type', query.recordType);
  if (query.owner) rows.where('owner', query.owner);
  if (query.ours !== undefined) rows.where('ours', query.ours);
  if (query.search) {
    rows.whereRaw("dns_name like ? escape '\\'", [
      likeContaining(query.search),
    ]);
  }
  const first = orderColumns[query.orderBy ?? 'dnsName'];
  return readPage<RecordRow, RecordView>({
    query: rows,
    keyset: {
      columns: [first, ...keyColumns.filter(column => column !== first)],
      direction: query.order ?? 'asc',
    },
    request: query,
    toViews: page => recordViews(knex, page),
  });
}

/** Record sets at these (normalised) names. */
export async function recordsOfNames(
  knex: Knex,
  dnsNames: Knex.QueryBuilder | readonly string[],
): Promise<RecordView[]> {
  const rows = await knex<RecordRow>('record_sets')
    .select('*')
    .whereIn('dns_name', dnsNames as string[])
    .orderBy(['dns_name', 'record_type', 'set_identifier', 'zone_key']);
  return recordViews(knex, rows);
}

async function recordViews(
  knex: Knex,
  rows: readonly RecordRow[],
): Promise<RecordView[]> {
  const names = [...new Set(rows.map(row => row.dns_name))];
  const [checks, entityRefs] = await Promise.all([
    checksOfNames(knex, names),
    entityRefsOfNames(knex, names),
  ]);
  return rows.map(row => {
    const check = checks.get(`${row.dns_name} ${row.record_type}`);
    return {
      zone: row.zone,
      provider: row.provider,
      dnsName: row.dns_name,
      recordType: row.record_type,
      setIdentifier: row.set_identifier,
      targets: readJson<string[]>(row.targets),
      ...(row.ttl && { ttl: row.ttl }),
      ...(row.owner && { owner: row.owner }),
      ours: Boolean(row.ours),
      ...(row.resource && { resource: row.resource }),
      txt: readJson<OwnershipTxt[]>(row.txt),
      observedAt: timeOf(row.observed_at),
      ...(check && { check }),
      entityRefs: entityRefs.get(row.dns_name) ?? [],
    };
  });
}

async function checksOfNames(knex: Knex, names: readonly string[]) {
  const rows = await knex<CheckRow>('checks').whereIn('dns_name', names);
  return new Map<string, CheckView>(
    rows.map(row => [
      `${row.dns_name} ${row.record_type}`,
      {
        dnsName: row.dns_name,
        recordType: row.record_type,
        outcome: row.outcome,
        checkedAt: timeOf(row.checked_at),
        servers: readJson<CheckView['servers']>(row.servers),
      },
    ]),
  );
}

async function entityRefsOfNames(knex: Knex, names: readonly string[]) {
  const rows: { dns_name: string; entity_ref: string }[] = await knex(
    'verdicts',
  )
    .join('object_entities', join =>
      onObject(join, 'verdicts', 'object_entities'),
    )
    .whereIn('verdicts.dns_name', names)
    .distinct('verdicts.dns_name', 'object_entities.entity_ref')
    .orderBy('object_entities.entity_ref');
  const refs = new Map<string, string[]>();
  for (const row of rows) {
    refs.set(row.dns_name, [...(refs.get(row.dns_name) ?? []), row.entity_ref]);
  }
  return refs;
}
