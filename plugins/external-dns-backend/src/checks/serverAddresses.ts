import { Zone } from '@openova/backstage-plugin-external-dns-node';
import { normaliseName } from '@openova/dns-engine';
import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import { ServerAddress } from './askServer';

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

/** Ports of name servers that do not listen on 53. */
export class ServerPorts {
  private readonly ports: ReadonlyMap<string, number>;

  /** @param ports - By address or by name; already checked by the configuration. */
  constructor(ports: Readonly<Record<string, number>> = {}) {
    this.ports = new Map(
      Object.entries(ports).map(([server, port]) => [comparable(server), port]),
    );
  }

  of(address: string, name?: string): number {
    return (
      (name === undefined ? undefined : this.ports.get(comparable(name))) ??
      this.ports.get(comparable(address)) ??
      53
    );
  }
}

function comparable(server: string): string {
  return isIP(server) ? sameAddress(server) : normaliseName(server);
}

/** An address in the one way in which it is compared (RFC 5952). */
export function sameAddress(address: string): string {
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6
    ? parsed.toRFC5952String()
    : parsed.toString();
}

/** How name servers are found, and which of them may be asked. */
export interface ServerDirectory {
  policy: AddressPolicy;
  resolveHost: ResolveHost;
  ports: ServerPorts;
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
  directory: ServerDirectory,
): Promise<ZoneServer[]> {
  const { policy, ports } = directory;
  if (zone.serverAddresses?.length) {
    return zone.serverAddresses.map(({ address, port }) =>
      policy.allows(address)
        ? {
            name: address,
            addresses: [{ address, port: port ?? ports.of(address) }],
          }
        : { name: address, error: notAllowed(address) },
    );
  }
  return Promise.all(
    zone.nameServers.map(name => namedServer(name, directory)),
  );
}

/** A server by its name: all its addresses that may be asked. */
export async function namedServer(
  name: string,
  { policy, resolveHost, ports }: ServerDirectory,
): Promise<ZoneServer> {
  let found: string[];
  try {
    found = await resolveHost(name);
  } catch (error) {
    return { name, error: `${name} has no address: ${error}` };
  }
  if (found.length === 0) return { name, error: `${name} has no address` };
  const allowed = found.filter(address => policy.allows(address));
  if (allowed.length === 0) {
    return { name, error: notAllowed(found.join(', ')) };
  }
  return {
    name,
    addresses: allowed.map(address => ({
      address,
      port: ports.of(address, name),
    })),
  };
}

/** Why an address is not asked. */
export function notAllowed(address: string): string {
  return `${address} is not asked: it is not public, and externalDns.checks.allowedNetworks does not list it`;
}
