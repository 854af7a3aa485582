import {
  FindingView,
  HostnameState,
  ObjectRef,
  Page,
  VerdictQuery,
  VerdictRow as VerdictListItem,
  VerdictView,
} from '@openova/backstage-plugin-external-dns-common';
import { ReasonId, renderVerdict } from '@openova/dns-engine';
import { Knex } from 'knex';
import { readJson } from '../store/columns';
import { likeContaining, readPage } from './keyset';

/** A row of the table `verdicts`, as far as views read it. */
export interface VerdictRow {
  cluster: string;
  kind: string;
  namespace: string;
  name: string;
  dns_name: string;
  record_type: string;
  set_identifier: string;
  reason: ReasonId;
  state: HostnameState;
  rank: number;
  params: string;
}

const keyColumns = [
  'rank',
  'dns_name',
  'record_type',
  'set_identifier',
  'cluster',
  'kind',
  'namespace',
  'name',
] as const;

/**
 * Verdicts of all objects, the worst state first. Without a state: all that do not
 * simply work, but for objects that ask for no name, which most Services are.
 */
export function listVerdicts(
  knex: Knex,
  query: VerdictQuery,
): Promise<Page<VerdictListItem>> {
  const rows = knex<VerdictRow>('verdicts').select('*');
  if (query.state) rows.where('state', query.state);
  else rows.whereNot('state', 'works').whereNot('reason', 'no-hostname');
  if (query.cluster) rows.where('cluster', query.cluster);
  if (query.search) {
    const pattern = likeContaining(query.search);
    rows.where(either =>
      either
        .whereRaw("dns_name like ? escape '\\'", [pattern])
        .orWhereRaw("lower(name) like ? escape '\\'", [pattern]),
    );
  }
  return readPage<VerdictRow, VerdictListItem>({
    query: rows,
    keyset: { columns: keyColumns, direction: 'asc' },
    request: query,
    toViews: async page => {
      const refs = await entityRefsOfObjects(knex, page);
      return page.map(row => ({
        ...verdictView(row),
        state: row.state,
        entityRefs: refs.get(objectKey(row)) ?? [],
      }));
    },
  });
}

/** The sentence and fix come from the engine's table when they are read. */
export function verdictView(row: VerdictRow): VerdictView {
  const origin: ObjectRef = {
    cluster: row.cluster,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
  };
  const { sentence, fix } = renderVerdict({
    origin,
    dnsName: row.dns_name,
    recordType: row.record_type,
    setIdentifier: row.set_identifier,
    reason: row.reason,
    params: readJson<Record<string, string>>(row.params),
  });
  return {
    dnsName: row.dns_name,
    recordType: row.record_type,
    setIdentifier: row.set_identifier,
    origin,
    reason: row.reason,
    sentence,
    fix,
  };
}

/** What is wrong and belongs to no single wish, the worst first. */
export async function listFindings(knex: Knex): Promise<FindingView[]> {
  const order: FindingView['severity'][] = ['error', 'warning', 'info'];
  const rows = await knex<FindingView & { scope: string }>('findings')
    .select('id', 'subject', 'severity', 'sentence', 'fix')
    .orderBy(['subject', 'id']);
  return rows.sort(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
  );
}

async function entityRefsOfObjects(
  knex: Knex,
  objects: readonly ObjectRef[],
): Promise<Map<string, string[]>> {
  const rows = await knex<ObjectRef & { entity_ref: string }>(
    'object_entities',
  ).whereIn(
    ['cluster', 'kind', 'namespace', 'name'],
    objects.map(({ cluster, kind, namespace, name }) => [
      cluster,
      kind,
      namespace,
      name,
    ]),
  );
  const refs = new Map<string, string[]>();
  for (const row of rows) {
    const key = objectKey(row);
    refs.set(key, [...(refs.get(key) ?? []), row.entity_ref].sort());
  }
  return refs;
}

function objectKey({ cluster, kind, namespace, name }: ObjectRef): string {
  return `${cluster} ${kind} ${namespace} ${name}`;
}
