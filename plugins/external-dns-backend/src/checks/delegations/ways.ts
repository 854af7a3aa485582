import ipaddr from 'ipaddr.js';

/*
 * A server that is silent is accused only if somebody else answers on the way to it:
 * else our own way out may be blocked. An answer from loopback proves nothing of the
 * Internet, and one over IPv4 nothing of IPv6.
 */

/** @internal */
export type Way = 'public IPv4' | 'public IPv6' | 'private';

/** @internal */
export function wayTo(address: string): Way {
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return 'private';
  return parsed.kind() === 'ipv4' ? 'public IPv4' : 'public IPv6';
}

/** @internal */
export function blockedWay(way: Way): string {
  return `No name server answers over ${way} addresses, of this zone or of any other: the way out of the portal's backend seems to be closed, so silent servers are not blamed.`;
}
