import {
  ClusterView,
  HostnameState,
  hostnameStatesWorstFirst,
  OverviewView,
  ZoneView,
} from '@openova/backstage-plugin-external-dns-common';
import { Knex } from 'knex';
import { readJson, TimeColumn } from '../store/columns';
import { optionalTime } from './columns';
import { rankOf } from './hostnameState';
import { lastSync } from './journalViews';
import { listFindings } from './verdictViews';

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
  last_read_at: TimeColumn | null;
  last_sync_at: TimeColumn | null;
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
      nameServers: readJson<string[]>(row.name_servers),
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
  return rows.map(row => readJson<ClusterView>(row.payload));
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
    problems: [
      ...clusters.filter(needsALook).map(({ name, sentence }) => ({
        sentence: `${name}: ${sentence ?? 'The cluster was not read yet.'}`,
        fix: 'Its records stay as they are. Clusters tells which kind fails.',
      })),
      ...zones.flatMap(({ name, sentence }) =>
        sentence
          ? [
              {
                sentence: `${name}: ${sentence}`,
                fix: 'Zones tells since when.',
              },
            ]
          : [],
      ),
      ...findings
        .filter(finding => finding.severity !== 'info')
        .map(({ sentence, fix }) => ({ sentence, fix })),
      ...hostnameProblem(names),
    ],
  };
}

function needsALook({ state }: ClusterView): boolean {
  return state !== 'fresh';
}

function hostnameProblem(
  names: Record<HostnameState, number>,
): OverviewView['problems'] {
  const count = names.blocked + names.conflict + names.drifted;
  if (count === 0) return [];
  return [
    {
      sentence: `${count} ${
        count === 1 ? 'hostname does' : 'hostnames do'
      } not work: ${names.blocked} blocked, ${names.conflict} in conflict, ${
        names.drifted
      } drifted.`,
      fix: 'Findings tells for each of them why, and what to do.',
    },
  ];
}

/** Each name counts once, with the worst of its verdicts that count. */
async function namesByState(
  knex: Knex,
): Promise<Record<HostnameState, number>> {
  const filtered = rankOf('filtered');
  const last = hostnameStatesWorstFirst.length;
  const worst = knex('verdicts')
    .whereNot('dns_name', '')
    .groupBy('dns_name')
    .select(
      knex.raw('min(case when rank = ? then ? else rank end) as worst_rank', [
        filtered,
        last,
      ]),
    )
    .as('worst');
  const rows: { worst_rank: number; names: number | string }[] = await knex(
    worst,
  )
    .groupBy('worst_rank')
    .select('worst_rank')
    .count({ names: '*' });
  const namesAt = (rank: number) =>
    Number(rows.find(row => Number(row.worst_rank) === rank)?.names ?? 0);
  return Object.fromEntries(
    hostnameStatesWorstFirst.map((state, rank) => [
      state,
      namesAt(state === 'filtered' ? last : rank),
    ]),
  ) as Record<HostnameState, number>;
}
