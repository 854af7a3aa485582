import { GslbOptions } from '../options/gslbOptions';
import { GslbManager } from './facts';
import { DelegationMode } from './state';

/**
 * Who writes the delegation, of several clusters' words the one that forbids most:
 * a single k8gb that writes is enough to keep our hands off.
 *
 * @internal
 */
export function managerOf(managers: readonly GslbManager[]): GslbManager {
  const order = ['external-dns', 'infoblox', 'unknown', 'nobody'] as const;
  return order.find(each => managers.includes(each)) ?? 'unknown';
}

/**
 * What is done for a zone: what the configuration says of it, else of all; by itself
 * we write only where every member says that nobody else does.
 *
 * @internal
 */
export function modeOf(
  zone: string,
  manager: GslbManager,
  options: Pick<GslbOptions, 'mode' | 'zones'>,
): DelegationMode {
  const ofZone = options.zones.find(each => each.zone === zone)?.mode;
  const mode = ofZone ?? options.mode;
  if (mode !== 'auto') return mode;
  return manager === 'nobody' ? 'own' : 'observe';
}

/** Who writes a delegation, in words. @internal */
export const managerNames: Readonly<Record<GslbManager, string>> = {
  'external-dns': "k8gb's own ExternalDNS",
  infoblox: 'k8gb through Infoblox',
  nobody: 'nobody',
  unknown: 'k8gb or somebody else (its Deployment cannot be read)',
};
