import { JsonObject } from '@backstage/types';
import {
  ChangeResult,
  DnsProvider,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';
import { readEntry } from '../entry';
import { createRfc2136Provider } from '../provider';
import { unlimited } from './surroundings';

/** A provider of an entry for a server on this machine. */
export function providerOf(config: JsonObject): DnsProvider {
  const given = Object.fromEntries(
    Object.entries({ type: 'rfc2136', host: '127.0.0.1', ...config }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return createRfc2136Provider(readEntry(given, 'externalDns.providers[0]'));
}

/** All record sets of a zone, or those that a read by these names gives. */
export async function listed(
  provider: DnsProvider,
  zone: Zone,
  names?: readonly string[],
): Promise<RecordSet[]> {
  const sets: RecordSet[] = [];
  const pages = provider.listRecordSets(zone, { names }, unlimited);
  for await (const page of pages) sets.push(...page);
  return sets;
}

/** One batch. */
export function write(
  provider: DnsProvider,
  zone: Zone,
  ...changes: Change[]
): Promise<ChangeResult[]> {
  return provider.writeBatch(zone, changes, unlimited);
}

/** A record set to be made, at a label in the zone; at `@` for the zone's name. */
export function create(
  zone: Pick<Zone, 'name'>,
  recordType: string,
  label: string,
  ...targets: string[]
): Change {
  const dnsName = label === '@' ? zone.name : `${label}.${zone.name}`;
  return {
    role: 'record',
    action: 'create',
    new: { zone: zone.name, dnsName, recordType, targets, recordTTL: 300 },
  };
}
