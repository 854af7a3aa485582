import { Zone } from '@openova/backstage-plugin-external-dns-node';
import { ServerAddress } from './askServer';
import ipaddr from 'ipaddr.js';

/** Resolves a host name to addresses; `node:dns` but in tests. */
export type ResolveHost = (host: string) => Promise<string[]>;

/**
 * Which addresses may be asked. Public ones always; private, loopback and other
 * special ones only inside the networks that the configuration allows, so that no
 * object or record can make the backend knock at doors inside.
 */
export class AddressPolicy {
  private readonly networks: [ipaddr.IPv4 | ipaddr.IPv6, number][];

  /** @param allowedNetworks - CIDRs, already checked by the configuration. */
  constructor(allowedNetworks: readonly string[]) {
    this.networks = allowedNetworks.map(cidr => ipaddr.parseCIDR(cidr));
  }

  allows(address: string): boolean {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return (
      parsed.range() === 'unicast' ||
      this.networks.some(
        ([network, bits]) =>
          network.kind() === parsed.kind() && parsed.match(network, bits),
      )
    );
  }
}

/** A server of a zone that can be asked, or why it cannot. */
export type ZoneServer =
  | { name: string; addresses: ServerAddress[] }
  | { name: string; error: string };

/**
 * The servers of a zone: the addresses that its provider tells, else its name
 * servers' addresses.
 */
export async function zoneServers(
  zone: Pick<Zone, 'name' | 'nameServers' | 'serverAddresses'>,
  policy: AddressPolicy,
  resolveHost: ResolveHost,
): Promise<ZoneServer[]> {
  if (zone.serverAddresses?.length) {
    return zone.serverAddresses.map(({ address, port }) =>
      policy.allows(address)
        ? { name: address, addresses: [{ address, port: port ?? 53 }] }
        : { name: address, error: notAllowed(address) },
    );
  }
  return Promise.all(
    zone.nameServers.map(async (name): Promise<ZoneServer> => {
      try {
        const found = await resolveHost(name);
        const allowed = found.filter(address => policy.allows(address));
        return allowed.length
          ? { name, addresses: allowed.map(address => ({ address, port: 53 })) }
          : { name, error: notAllowed(found.join(', ') || 'no address') };
      } catch (error) {
        return { name, error: `${name} has no address: ${error}` };
      }
    }),
  );
}

function notAllowed(address: string): string {
  return `${address} is not asked: it is not public, and externalDns.checks.allowedNetworks does not list it`;
}
