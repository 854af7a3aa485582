import { suitableType } from '../endpoint';
import { list, record, text } from './json';
import { KubeObject } from './source';

/** Addresses of a Node by type, in the order of its status. @internal */
export interface NodeAddresses {
  external: string[];
  internal: string[];
  /** Those of `internal` that are IPv6, which often are reachable from outside. */
  internalIpv6: string[];
}

/** @internal */
export function nodeAddresses(node: KubeObject): NodeAddresses {
  const found: NodeAddresses = { external: [], internal: [], internalIpv6: [] };
  const status = record(node.status, 'status');
  for (const value of list(status.addresses, 'status.addresses')) {
    const entry = record(value, 'status.addresses');
    const address = text(entry.address, 'status.addresses.address');
    if (entry.type === 'ExternalIP') found.external.push(address);
    if (entry.type === 'InternalIP') {
      found.internal.push(address);
      if (suitableType(address) === 'AAAA') found.internalIpv6.push(address);
    }
  }
  return found;
}

/** External addresses, with the internal IPv6 ones where those are exposed. @internal */
export function publicAddresses(
  { external, internalIpv6 }: NodeAddresses,
  exposeInternalIpv6: boolean,
): string[] {
  return exposeInternalIpv6 ? [...external, ...internalIpv6] : external;
}

/** @internal */
export function isUnschedulable(node: KubeObject): boolean {
  return record(node.spec, 'spec').unschedulable === true;
}
