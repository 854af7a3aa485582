import { list, record, text } from './json';
import { KubeObject } from './source';

/**
 * Addresses and hostnames of `status.loadBalancer.ingress`, both of each entry.
 *
 * @internal
 */
export function loadBalancerTargets(object: KubeObject): string[] {
  const targets: string[] = [];
  for (const { ip, hostname } of loadBalancerEntries(object)) {
    if (ip) targets.push(ip);
    if (hostname) targets.push(hostname);
  }
  return targets;
}

/** @internal */
export function loadBalancerEntries(
  object: KubeObject,
): Array<{ ip: string; hostname: string }> {
  const status = record(object.status, 'status');
  const path = 'status.loadBalancer.ingress';
  const { ingress } = record(status.loadBalancer, 'status.loadBalancer');
  return list(ingress, path).map(value => {
    const entry = record(value, path);
    return {
      ip: text(entry.ip, `${path}.ip`),
      hostname: text(entry.hostname, `${path}.hostname`),
    };
  });
}
