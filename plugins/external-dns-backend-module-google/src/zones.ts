import type { Zone } from '@openova/backstage-plugin-external-dns-node';
import { normaliseName } from '@openova/dns-engine';
import { fromServiceName } from './mapping/recordSets';
import { ManagedZone } from './serviceTypes';

/**
 * A managed zone as a zone; none where its queries are answered elsewhere (peering,
 * forwarding, Service Directory), because it holds no record sets of its own.
 *
 * @internal
 */
export function toZone(managed: ManagedZone): Zone[] {
  const { id, name, dnsName, nameServers = [] } = managed;
  const isElsewhere =
    managed.peeringConfig ??
    managed.forwardingConfig ??
    managed.serviceDirectoryConfig;
  if (isElsewhere || name === undefined || dnsName === undefined) return [];
  return [
    {
      // Both are good for requests; this one is known to people.
      id: name,
      ...(id !== undefined && { otherIds: [id] }),
      name: normaliseName(dnsName),
      visibility: managed.visibility === 'private' ? 'private' : 'public',
      nameServers: nameServers.map(fromServiceName),
    },
  ];
}
