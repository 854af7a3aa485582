import { Zone } from '@openova/backstage-plugin-external-dns-node';
import { ZoneServer, zoneServers } from '../serverAddresses';
import { Interview } from './interview';

/** The zone of an account that holds an NS set. @internal */
export type HoldingZone = Pick<
  Zone,
  'name' | 'visibility' | 'nameServers' | 'serverAddresses'
>;

/** The zone above a delegated one, with the servers that answer for it. @internal */
export interface ParentServers {
  zone: string;
  servers: ZoneServer[];
}

/** Bounds what a zone with absurdly many name servers may cost. */
const mostServers = 16;

/**
 * The servers of the zone that holds an NS set: as its provider tells them, else as
 * the world finds them. `parent` is what k8gb says, for a zone that no account holds.
 *
 * @internal
 */
export async function parentServers(
  held: HoldingZone | undefined,
  parent: string,
  interview: Interview,
): Promise<ParentServers> {
  const zone =
    held && (held.serverAddresses?.length || held.nameServers.length > 0)
      ? held
      : await resolved(held, parent, interview);
  if (!zone) return { zone: held?.name ?? parent, servers: [] };
  const servers = await zoneServers(zone, interview.means.directory);
  return { zone: zone.name, servers: servers.slice(0, mostServers) };
}

async function resolved(
  held: HoldingZone | undefined,
  parent: string,
  interview: Interview,
): Promise<Pick<Zone, 'name' | 'nameServers'> | undefined> {
  // The world knows a public zone of that name at best, and that is another one.
  if (held?.visibility === 'private') {
    interview.hindered(
      `The name servers of ${held.name} are not known: it is a private zone, and its provider does not tell them.`,
    );
    return undefined;
  }
  let reason = 'it has none';
  const names = held ? [held.name] : enclosing(parent);
  for (const name of names) {
    try {
      const nameServers = await interview.means.resolveNameServers(name);
      if (nameServers.length > 0) return { name, nameServers };
    } catch (error) {
      reason = error instanceof Error ? error.message : `${error}`;
    }
  }
  interview.hindered(
    `The name servers of ${held?.name ?? parent} were not found: ${reason}.`,
  );
  return undefined;
}

/** A name and those above it, but no top-level domain: nobody delegates there for us. */
function enclosing(name: string): string[] {
  const labels = name.split('.');
  return labels
    .map((_, index) => labels.slice(index))
    .filter(rest => rest.length > 1)
    .map(rest => rest.join('.'));
}
