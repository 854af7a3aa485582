import {
  ClusterView,
  HostnameState,
} from '@openova/backstage-plugin-external-dns-common';
import {
  DelegationState,
  HealthHostname,
  HealthInput,
  HealthRecord,
  HealthWish,
  ReasonId,
  reasons,
} from '@openova/dns-engine';
import { Knex } from 'knex';
import { readJson } from '../store/columns';
import { groupBy } from '../views/groupBy';
import { lastSync } from '../views/journalViews';
import { onObject } from '../views/onObject';
import { VerdictRow, verdictView } from '../views/verdictViews';
import { listClusters } from '../views/zoneViews';

/** Names in one question; SQLite takes about 32,000 values, PostgreSQL 65,000. */
const NAMES_AT_ONCE = 2_000;

interface WishRow extends VerdictRow {
  entity_ref: string;
}

interface RecordRow {
  dns_name: string;
  record_type: string;
  set_identifier: string;
  ours: boolean | number;
  owner: string | null;
  ttl: number | null;
  answer: HealthRecord['answer'];
}

/**
 * What the health of these entities is made of, read for all of them together: a few
 * questions to the database, however many there are.
 */
export async function healthInputs(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<Map<string, HealthInput>> {
  const [wishes, clustersByEntity, clusters, sync] = await Promise.all([
    wishesOfEntities(knex, entityRefs),
    clustersOfEntities(knex, entityRefs),
    listClusters(knex),
    lastSync(knex, ['ok', 'partial']),
  ]);
  const names = new Set(wishes.map(row => row.dns_name));
  const [records, delegations] = await Promise.all([
    recordsOfNames(knex, [...names]),
    delegationsByName(knex, [...names]),
  ]);
  const wishesByEntity = groupBy(wishes, row => row.entity_ref);
  return new Map(
    entityRefs.map(ref => [
      ref,
      {
        hostnames: hostnamesOf(wishesByEntity.get(ref) ?? [], records),
        delegations: delegationsOf(wishesByEntity.get(ref) ?? [], delegations),
        clusters: clustersThatMatter(clusters, clustersByEntity.get(ref)),
        lastReconciledAt: sync?.finishedAt ?? null,
      },
    ]),
  );
}

function hostnamesOf(
  wishes: readonly WishRow[],
  records: ReadonlyMap<string, HealthRecord[]>,
): HealthHostname[] {
  const byName = groupBy(wishes, row => row.dns_name);
  return [...byName].map(([dnsName, rows]) => ({
    dnsName,
    wishes: rows.map(wishOf),
    records: records.get(dnsName) ?? [],
  }));
}

function wishOf(row: WishRow): HealthWish {
  const { record_type: recordType, reason } = row;
  const { state } = reasons[reason as ReasonId];
  // Nobody reads the sentences of what works, and there are many of these.
  const { sentence, fix } =
    state === 'works' || state === 'filtered'
      ? { sentence: '', fix: '' }
      : verdictView(row);
  return { recordType, reason, state, sentence, fix };
}

async function wishesOfEntities(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<WishRow[]> {
  return knex('object_entities as oe')
    .join('verdicts as v', join => onObject(join, 'oe', 'v'))
    .whereIn('oe.entity_ref', entityRefs)
    .whereNot('v.dns_name', '')
    .whereNot('v.state', 'filtered' satisfies HostnameState)
    .orderBy(['v.dns_name', 'v.rank'])
    .select('oe.entity_ref', 'v.*');
}

async function clustersOfEntities(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows: { entity_ref: string; cluster: string }[] = await knex(
    'object_entities',
  )
    .whereIn('entity_ref', entityRefs)
    .distinct('entity_ref', 'cluster');
  const byEntity = groupBy(rows, row => row.entity_ref);
  return new Map(
    [...byEntity].map(([ref, found]) => [
      ref,
      new Set(found.map(row => row.cluster)),
    ]),
  );
}

/** An entity without objects may have some where nobody can look. */
function clustersThatMatter(
  clusters: readonly ClusterView[],
  concerned: ReadonlySet<string> | undefined,
): HealthInput['clusters'] {
  return clusters
    .filter(({ name }) => !concerned || concerned.has(name))
    .map(({ name, state, sentence }) => ({
      name,
      state,
      ...(sentence && { sentence }),
    }));
}

/** A delegated zone with all of its hosts. */
type Delegation = HealthInput['delegations'][0] & {
  hosts: ReadonlySet<string>;
};

function delegationsOf(
  wishes: readonly WishRow[],
  byName: ReadonlyMap<string, Delegation[]>,
): HealthInput['delegations'] {
  const names = new Set(wishes.map(row => row.dns_name));
  const found = wishes.flatMap(row => byName.get(row.dns_name) ?? []);
  // What is wrong with a host of somebody else's is not this entity's.
  return [...new Set(found)].map(({ zone, findings, hosts }) => ({
    zone,
    findings: findings.filter(
      ({ subject }) => !hosts.has(subject) || names.has(subject),
    ),
  }));
}

/** The delegated zones that answer for these names. */
async function delegationsByName(
  knex: Knex,
  names: readonly string[],
): Promise<Map<string, Delegation[]>> {
  const rows: { zone_key: string; zone: string; dns_name: string }[] = [];
  for (let start = 0; start < names.length; start += NAMES_AT_ONCE) {
    const some = names.slice(start, start + NAMES_AT_ONCE);
    rows.push(...(await knex('delegation_hosts').whereIn('dns_name', some)));
  }
  if (rows.length === 0) return new Map();
  const stored: { zone_key: string; zone: string; payload: string }[] =
    await knex('delegations').select('zone_key', 'zone', 'payload');
  const delegations = new Map(
    stored.map(row => {
      const state = readJson<DelegationState>(row.payload);
      const { zone, findings } = state;
      const hosts = new Set(state.hosts.map(each => each.host));
      return [`${row.zone_key} ${zone}`, { zone, findings, hosts }];
    }),
  );
  const byName = new Map<string, Delegation[]>();
  for (const { zone_key: key, zone, dns_name: name } of rows) {
    const delegation = delegations.get(`${key} ${zone}`);
    if (!delegation) continue;
    byName.set(name, [...(byName.get(name) ?? []), delegation]);
  }
  return byName;
}

async function recordsOfNames(
  knex: Knex,
  names: readonly string[],
): Promise<Map<string, HealthRecord[]>> {
  const found = new Map<string, HealthRecord[]>();
  for (let start = 0; start < names.length; start += NAMES_AT_ONCE) {
    const rows: RecordRow[] = await knex('record_sets as r')
      .leftJoin('checks as c', join => {
        join.on('c.dns_name', 'r.dns_name');
        join.on('c.record_type', 'r.record_type');
      })
      .whereIn('r.dns_name', names.slice(start, start + NAMES_AT_ONCE))
      .select(
        'r.dns_name',
        'r.record_type',
        'r.set_identifier',
        'r.ours',
        'r.owner',
        'r.ttl',
        'c.outcome as answer',
      );
    for (const row of rows) {
      const records = found.get(row.dns_name) ?? [];
      found.set(row.dns_name, records);
      records.push({
        recordType: row.record_type,
        setIdentifier: row.set_identifier,
        ours: Boolean(row.ours),
        owner: row.owner,
        ttl: row.ttl,
        answer: row.answer,
      });
    }
  }
  return found;
}
