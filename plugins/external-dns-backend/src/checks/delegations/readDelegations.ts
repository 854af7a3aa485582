import { DelegationState } from '@openova/dns-engine';
import { Knex } from 'knex';
import { readJson } from '../../store/columns';
import { Delegation } from './askParents';
import { HoldingZone } from './parentServers';

interface Row {
  zone: string;
  payload: string;
  name: string | null;
  visibility: string | null;
  name_servers: string | null;
  server_addresses: string | null;
}

/** A delegated zone as the last plan left it, with the zone that holds it. @internal */
export interface StoredDelegation extends Delegation {
  state: DelegationState;
}

/**
 * The delegated zones of the last plans, each once: where several zones of one name
 * hold it, the public one is what the world asks.
 *
 * @internal
 */
export async function readDelegations(
  knex: Knex,
  zone?: string,
): Promise<StoredDelegation[]> {
  const query = knex('delegations as d')
    .leftJoin('zones as z', 'z.key', 'd.zone_key')
    .orderBy(['d.zone', 'd.zone_key'])
    .select(
      'd.zone',
      'd.payload',
      'z.name',
      'z.visibility',
      'z.name_servers',
      'z.server_addresses',
    );
  if (zone !== undefined) query.where('d.zone', zone);
  const rows: Row[] = await query;
  const chosen = new Map<string, Row>();
  for (const row of rows) {
    const other = chosen.get(row.zone);
    if (!other || rank(row) < rank(other)) chosen.set(row.zone, row);
  }
  return [...chosen.values()].map(row => ({
    state: readJson<DelegationState>(row.payload),
    held: holdingZone(row),
  }));
}

function rank({ visibility }: Row): number {
  if (visibility === null) return 2;
  return visibility === 'private' ? 1 : 0;
}

function holdingZone(row: Row): HoldingZone | undefined {
  if (row.name === null) return undefined;
  return {
    name: row.name,
    visibility: row.visibility === 'private' ? 'private' : 'public',
    nameServers: readJson<string[]>(row.name_servers ?? '[]'),
    serverAddresses: readJson<NonNullable<HoldingZone['serverAddresses']>>(
      row.server_addresses ?? '[]',
    ),
  };
}
