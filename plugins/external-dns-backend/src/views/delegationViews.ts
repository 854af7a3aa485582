import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  DelegationDecision,
  DelegationEventView,
  DelegationPreview,
  DelegationState,
  DelegationView,
  EntityDelegationView,
  ObservedDelegation,
  Page,
} from '@openova/backstage-plugin-external-dns-common';
import { decisionChanges, normaliseName } from '@openova/dns-engine';
import { Knex } from 'knex';
import { digestOf, readJson, TimeColumn } from '../store/columns';
import { timeOf } from './columns';
import { readPage } from './keyset';

interface DelegationRow {
  zone_key: string;
  zone: string;
  provider: string;
  payload: string;
  planned_at: TimeColumn;
  /** The last observation, which may be newer than the plan's. */
  observed: string | null;
}

interface EventRow {
  id: number | string;
  at: TimeColumn;
  zone: string;
  cluster: string;
  from: DelegationEventView['from'];
  to: DelegationEventView['to'];
  sentence: string;
}

/** Where the name server with this address, and this name, is asked. */
export type PortOf = (address: string, nsName?: string) => number;

/** A server that `dig` is to ask. */
interface DigServer {
  address: string;
  port: number;
}

/** Every delegated zone, those with errors first, then those with warnings. */
export async function listDelegations(knex: Knex): Promise<DelegationView[]> {
  const rows = await delegations(knex).orderBy(['d.zone', 'd.zone_key']);
  return rows.map(viewOf).sort((a, b) => urgency(b) - urgency(a));
}

/** The delegated zones of an entity's hostnames, each with these hosts alone. */
export async function delegationsOfNames(
  knex: Knex,
  dnsNames: readonly string[],
  portOf: PortOf,
): Promise<EntityDelegationView[]> {
  if (dnsNames.length === 0) return [];
  const rows = await delegations(knex)
    .whereExists(query =>
      query
        .select(knex.raw('1'))
        .from('delegation_hosts as h')
        .whereRaw('h.zone_key = d.zone_key')
        .whereRaw('h.zone = d.zone')
        .whereIn('h.dns_name', dnsNames),
    )
    .orderBy('d.zone');
  const wanted = new Set(dnsNames);
  const servers = await serversOf(
    knex,
    rows.map(row => row.zone_key),
  );
  return rows.map(row => {
    const view = viewOf(row);
    const hosts = view.hosts.filter(({ host }) =>
      wanted.has(normaliseName(host)),
    );
    const [server] = servers.get(row.zone_key) ?? [];
    return {
      ...view,
      hosts,
      dig: digCommands({ ...view, hosts }, server, portOf),
    };
  });
}

/** What happened to the members of a zone, the newest first. */
export function listDelegationEvents(
  knex: Knex,
  zone: string,
  query: { cursor?: string; limit?: number },
): Promise<Page<DelegationEventView>> {
  return readPage<EventRow, DelegationEventView>({
    query: knex<EventRow>('delegation_events').select('*').where({ zone }),
    keyset: { columns: ['id'], direction: 'desc' },
    request: query,
    toViews: rows =>
      rows.map(row => ({
        id: String(row.id),
        at: timeOf(row.at),
        zone: row.zone,
        cluster: row.cluster,
        from: row.from,
        to: row.to,
        sentence: row.sentence,
      })),
  });
}

/**
 * What a decision would change.
 *
 * @throws NotFoundError for a zone that is not delegated, ConflictError where there is
 * nothing to decide.
 */
export async function previewDecision(
  knex: Knex,
  zone: string,
  decision: DelegationDecision,
): Promise<DelegationPreview> {
  const row = await delegationRow(knex, zone);
  const state = readJson<DelegationState>(row.payload);
  const outcome = decisionChanges(state, decision);
  if ('refusal' in outcome) throw new ConflictError(outcome.refusal);
  // Of what would change alone: a check in between is no reason to ask again.
  return { digest: digestOf(outcome.changes), ...outcome };
}

/** @throws NotFoundError for a zone that is not delegated. */
export async function delegationView(
  knex: Knex,
  zone: string,
): Promise<DelegationView> {
  return viewOf(await delegationRow(knex, zone));
}

async function delegationRow(knex: Knex, zone: string): Promise<DelegationRow> {
  const [row] = await delegations(knex)
    .where('d.zone', normaliseName(zone))
    .orderBy('d.zone_key', 'desc')
    .limit(1);
  if (!row) throw new NotFoundError(`There is no delegated zone ${zone}`);
  return row;
}

function delegations(knex: Knex): Knex.QueryBuilder<object, DelegationRow[]> {
  return knex('delegations as d')
    .leftJoin('delegation_observations as o', 'o.zone', 'd.zone')
    .select('d.*', 'o.payload as observed');
}

function viewOf(row: DelegationRow): DelegationView {
  return {
    ...readJson<DelegationState>(row.payload),
    ...(row.observed && {
      observed: readJson<ObservedDelegation>(row.observed),
    }),
    ...(row.provider && { provider: row.provider }),
    plannedAt: timeOf(row.planned_at),
  };
}

function urgency({ findings }: DelegationView): number {
  const count = (severity: string) =>
    findings.filter(each => each.severity === severity).length;
  return count('error') * 1000 + count('warning');
}

async function serversOf(
  knex: Knex,
  zoneKeys: readonly string[],
): Promise<Map<string, DigServer[]>> {
  const rows: {
    key: string;
    name_servers: string;
    server_addresses: string;
  }[] = await knex('zones')
    .whereIn('key', zoneKeys)
    .select('key', 'name_servers', 'server_addresses');
  return new Map(
    rows.map(row => {
      const addresses = readJson<{ address: string; port?: number }[]>(
        row.server_addresses,
      );
      const names = readJson<string[]>(row.name_servers);
      const servers =
        addresses.length > 0 ? addresses : names.map(address => ({ address }));
      return [row.key, servers.map(each => ({ port: 53, ...each }))];
    }),
  );
}

function digCommands(
  { zone, parent, members, hosts }: DelegationState,
  server: DigServer | undefined,
  portOf: PortOf,
): EntityDelegationView['dig'] {
  const ask = (at: DigServer, name: string, type: string) =>
    `dig @${at.address}${
      at.port === 53 ? '' : ` -p ${at.port}`
    } +norec ${name} ${type}`;
  const [host] = hosts;
  return [
    ...(server
      ? [{ title: `Referral from ${parent}`, command: ask(server, zone, 'NS') }]
      : []),
    ...members.flatMap(({ cluster, nsName, standingGlue, glue }) => {
      const [address] = standingGlue ?? glue;
      if (address === undefined) return [];
      const at = { address, port: portOf(address, nsName ?? undefined) };
      return [
        {
          title: `What ${cluster} answers`,
          command: ask(at, host?.host ?? zone, host ? 'A' : 'SOA'),
        },
      ];
    }),
  ];
}
