import {
  ClusterView,
  HostnameState,
  OverviewView,
  ZoneView,
} from '@openova/backstage-plugin-external-dns-common';
import { Knex } from 'knex';
import { jsonOf, optionalTime } from './columns';
import { lastSync } from './journalViews';
import { listFindings } from './verdictViews';

type Time = string | number | Date;

interface ZoneRow {
  key: string;
  account: string;
  provider: string;
  zone_id: string;
  name: string;
  visibility: ZoneView['visibility'];
  name_servers: string;
  state: ZoneView['state'];
  sentence: string | null;
  record_count: number;
  owned_count: number;
  pending_changes: number;
  last_read_at: Time | null;
  last_sync_at: Time | null;
}

/** Zones of all accounts. */
export async function listZones(knex: Knex): Promise<ZoneView[]> {
  const rows = await knex<ZoneRow>('zones').orderBy(['name', 'key']);
  return rows.map(row => {
    const lastReadAt = optionalTime(row.last_read_at);
    const lastSyncAt = optionalTime(row.last_sync_at);
    return {
      name: row.name,
      id: row.zone_id,
      provider: row.provider,
      account: row.account,
      visibility: row.visibility,
      nameServers: jsonOf<string[]>(row.name_servers),
      state: row.state,
      ...(row.sentence && { sentence: row.sentence }),
      recordCount: row.record_count,
      ownedCount: row.owned_count,
      pendingChanges: row.pending_changes,
      ...(lastReadAt && { lastReadAt }),
      ...(lastSyncAt && { lastSyncAt }),
    };
  });
}

/** Clusters as the collector last stored them. */
export async function listClusters(knex: Knex): Promise<ClusterView[]> {
  const rows = await knex<{ payload: string }>('clusters')
    .select('payload')
    .orderBy('name');
  return rows.map(row => jsonOf<ClusterView>(row.payload));
}

/** The head of the DNS page. */
export async function overview(
  knex: Knex,
  mode: OverviewView['mode'],
): Promise<OverviewView> {
  const [clusters, zones, names, sync, findings] = await Promise.all([
    listClusters(knex),
    listZones(knex),
    namesByState(knex),
    lastSync(knex),
    listFindings(knex),
  ]);
  const count = <T extends { state: string }>(list: T[], ...states: string[]) =>
    list.filter(each => states.includes(each.state)).length;
  return {
    mode,
    clusters: {
      fresh: count(clusters, 'fresh'),
      stale: count(clusters, 'stale', 'unread', 'gone'),
      unsupported: count(clusters, 'unsupported'),
    },
    zones: {
      inSync: count(zones, 'in-sync'),
      pending: count(zones, 'pending', 'unread'),
      failed: count(zones, 'failed', 'ambiguous'),
    },
    hostnames: names,
    ...(sync && { lastSync: sync }),
    problems: findings
      .filter(finding => finding.severity !== 'info')
      .map(({ sentence, fix }) => ({ sentence, fix })),
  };
}

/** Each name counts once, with the worst of its verdicts. */
async function namesByState(
  knex: Knex,
): Promise<Record<HostnameState, number>> {
  const worst = knex('verdicts')
    .whereNot('dns_name', '')
    .groupBy('dns_name')
    .select('dns_name')
    .min({ rank: 'rank' })
    .as('worst');
  const byRank: { rank: number; names: number | string }[] = await knex(worst)
    .groupBy('rank')
    .select('rank')
    .count({ names: '*' });
  const states: { rank: number; state: HostnameState }[] = await knex(
    'verdicts',
  ).distinct('rank', 'state');
  const counts: Record<HostnameState, number> = {
    works: 0,
    updating: 0,
    waits: 0,
    blocked: 0,
    conflict: 0,
    drifted: 0,
    foreign: 0,
    filtered: 0,
    unknown: 0,
  };
  for (const { rank, names } of byRank) {
    const state = states.find(each => each.rank === rank)?.state;
    if (state) counts[state] += Number(names);
  }
  return counts;
}
