import { ResourceRecord } from '@openova/dns-wire';
import { ZoneContents } from './zoneContents';

/** Seconds. */
const timers = { refresh: 3600, retry: 600, expire: 604_800 };
const ttl = 3600;
/** How long "there is no such name" may be remembered: short, as in a demo one edits. */
const negativeTtl = 60;

/** The SOA of a zone: made, not stored, so that nobody can delete it. */
export function startOfAuthority(zone: ZoneContents): ResourceRecord {
  const [first] = zone.setsAt(zone.name).get('NS')?.data ?? [];
  return {
    name: zone.name,
    type: 'SOA',
    class: 'IN',
    ttl,
    data: {
      primary: first?.type === 'NS' ? first.data.target : `ns1.${zone.name}`,
      mailbox: `hostmaster.${zone.name}`,
      serial: zone.serial,
      ...timers,
      minimum: negativeTtl,
    },
  };
}

/** The SOA as it goes with NODATA and NXDOMAIN (RFC 2308 section 3). */
export function negativeAuthority(zone: ZoneContents): ResourceRecord {
  return { ...startOfAuthority(zone), ttl: Math.min(ttl, negativeTtl) };
}
