import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import { Endpoint, ProviderSemantics } from '@openova/dns-engine';
import { storedTarget } from './targets';

/**
 * The record types that are written. Sets of all others (ALIAS, LUA, HTTPS, ...) are
 * shown and left alone.
 *
 * @public
 */
export const powerDnsRecordTypes = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'DNAME',
  'DS',
  'MX',
  'NAPTR',
  'NS',
  'PTR',
  'SRV',
  'SSHFP',
  'TLSA',
  'TXT',
] as const;

/** One of {@link powerDnsRecordTypes}. @public */
export type PowerDnsRecordType = (typeof powerDnsRecordTypes)[number];

/** @internal */
export function isPowerDnsRecordType(
  recordType: string,
): recordType is PowerDnsRecordType {
  return powerDnsRecordTypes.some(each => each === recordType);
}

/** What the server makes of an endpoint: targets in one spelling, each once. @public */
export const powerDnsSemantics: ProviderSemantics = {
  type: 'powerdns',
  recordTypes: powerDnsRecordTypes,
  propertyPrefix: 'powerdns/',
  adjustEndpoint(endpoint: Endpoint): Endpoint {
    const { providerSpecific: _, ...adjusted } = endpoint;
    const { recordType, targets } = endpoint;
    if (!isPowerDnsRecordType(recordType)) return adjusted;
    const stored = targets.map(each => storedTarget(recordType, each));
    return { ...adjusted, targets: [...new Set(stored)] };
  },
};

/**
 * What a server can do. `bytes` leaves room in the 2 MB that it takes in one request
 * (its `webserver-max-bodysize`) for the JSON around names and values.
 *
 * @public
 */
export function powerDnsCapabilities(
  batchChangeSize: number = 1000,
): ProviderCapabilities {
  return {
    granularity: 'recordSet',
    batch: { changes: batchChangeSize, bytes: 400_000, atomic: true },
    compareAndSwap: false,
    // What is read by name lacks the records that are switched off.
    readsByName: false,
    setIdentifiers: false,
  };
}
