import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import {
  Endpoint,
  normaliseName,
  ProviderSemantics,
} from '@openova/dns-engine';
import { RecordType, storedTargets } from '@openova/dns-wire';

/**
 * The record types that are read and written. Sets of all others (SOA, what a
 * signing server adds, HTTPS, TLSA, ...) are left alone.
 *
 * @public
 */
export const rfc2136RecordTypes = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'MX',
  'NAPTR',
  'NS',
  'PTR',
  'SRV',
  'TXT',
] as const satisfies readonly RecordType[];

/** One of {@link rfc2136RecordTypes}. @public */
export type Rfc2136RecordType = (typeof rfc2136RecordTypes)[number];

/**
 * Other types that people put into zones. None of them may stand at the name of an
 * alias.
 *
 * @internal
 */
export const unmanagedTypes = [
  'DNAME',
  'DS',
  'HINFO',
  'HTTPS',
  'LOC',
  'OPENPGPKEY',
  'RP',
  'SPF',
  'SSHFP',
  'SVCB',
  'TLSA',
  'URI',
] as const satisfies readonly RecordType[];

/** @internal */
export function isRfc2136RecordType(type: string): type is Rfc2136RecordType {
  return rfc2136RecordTypes.some(known => known === type);
}

/** @internal */
export function isUnmanagedType(type: string): boolean {
  return unmanagedTypes.some(known => known === type);
}

/**
 * What a server makes of an endpoint: targets in the one form in which they are read
 * back, each once; no provider-specific properties.
 */
function adjustEndpoint(endpoint: Endpoint): Endpoint {
  const { providerSpecific: _, ...adjusted } = endpoint;
  const { recordType } = endpoint;
  if (!isRfc2136RecordType(recordType)) return adjusted;
  const targets = storedTargets(recordType, endpoint.targets, normaliseName);
  return { ...adjusted, targets };
}

/** Where no `minTtl` is configured. @public */
export const rfc2136Semantics: ProviderSemantics = {
  type: 'rfc2136',
  recordTypes: rfc2136RecordTypes,
  propertyPrefix: 'rfc2136/',
  adjustEndpoint,
};

/**
 * The semantics of an entry.
 *
 * @param minTtl - In seconds.
 * @public
 */
export function rfc2136SemanticsWith(options: {
  minTtl?: number;
}): ProviderSemantics {
  return options.minTtl
    ? { ...rfc2136Semantics, minTtl: options.minTtl }
    : rfc2136Semantics;
}

/**
 * What an entry with ExternalDNS's batch size can do. `bytes` leaves room for the
 * prerequisites, which repeat what stood before: a message has 65,535 octets. What
 * does not fit all the same is refused before it is sent, and halved by the caller.
 *
 * @public
 */
export const rfc2136Capabilities: ProviderCapabilities = {
  granularity: 'recordSet',
  batch: { changes: 50, bytes: 30_000, atomic: true },
  compareAndSwap: true,
  readsByName: true,
  setIdentifiers: false,
};
