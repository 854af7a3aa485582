import { isIPv6 } from 'node:net';
import { isAtOrBelow } from '@openova/dns-wire';
import { StoredRecordSet } from '../zone/zoneContents';
import { EmbeddedEntry, reachableAddress, ZoneSettings } from './embeddedEntry';

/** Seconds; name servers of a zone seldom move. */
const serverTtl = 3600;

/**
 * What a zone holds when it is made: its seed, and where that has no NS of its
 * own, name servers with the addresses of those inside of the zone.
 */
export function firstRecords(
  zone: ZoneSettings,
  entry: EmbeddedEntry,
): StoredRecordSet[] {
  const seeded = entry.seed
    .filter(seed => seed.zone === zone.name)
    .flatMap(seed => seed.recordSets);
  const isSeeded = (name: string, type: string) =>
    seeded.some(set => set.dnsName === name && set.recordType === type);
  if (isSeeded(zone.name, 'NS')) return seeded;
  const servers =
    zone.nameServers.length > 0 ? zone.nameServers : [`ns1.${zone.name}`];
  const address = reachableAddress(entry.listen.address);
  const recordType = isIPv6(address) ? 'AAAA' : 'A';
  const glue = servers
    .filter(server => isAtOrBelow(server, zone.name))
    .filter(
      server => !isSeeded(server, recordType) && !isSeeded(server, 'CNAME'),
    )
    .map(dnsName => ({
      dnsName,
      recordType,
      ttl: serverTtl,
      targets: [address],
    }));
  const ns = { dnsName: zone.name, recordType: 'NS', ttl: serverTtl };
  return [{ ...ns, targets: [...new Set(servers)] }, ...glue, ...seeded];
}
