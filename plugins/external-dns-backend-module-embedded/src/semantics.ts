import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import {
  Endpoint,
  normaliseName,
  ProviderSemantics,
} from '@openova/dns-engine';
import {
  dataOfTarget,
  rdataToTarget,
  RecordType,
  storedTargets,
} from '@openova/dns-wire';

/** What the zones of the embedded server can hold; their SOA is its own. @public */
export const embeddedRecordTypes = [
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

/** @internal */
export type EmbeddedRecordType = (typeof embeddedRecordTypes)[number];

/** @internal */
export function isEmbeddedRecordType(type: string): type is EmbeddedRecordType {
  return embeddedRecordTypes.some(known => known === type);
}

/**
 * A target as the zone stores it.
 *
 * @throws DnsValueError with a sentence where the target is none of its type.
 * @internal
 */
export function storedTarget(type: EmbeddedRecordType, target: string): string {
  return rdataToTarget(dataOfTarget(type, target, normaliseName));
}

/**
 * What the embedded server makes of an endpoint: targets in the one form in which
 * they are stored, each once; no provider-specific properties.
 *
 * @public
 */
export const embeddedSemantics: ProviderSemantics = {
  type: 'embedded',
  recordTypes: embeddedRecordTypes,
  propertyPrefix: 'embedded/',
  adjustEndpoint(endpoint) {
    const { providerSpecific: _, ...rest } = endpoint;
    const adjusted: Endpoint = rest;
    const { recordType } = endpoint;
    if (!isEmbeddedRecordType(recordType)) return adjusted;
    const targets = storedTargets(recordType, endpoint.targets, normaliseName);
    return { ...adjusted, targets };
  },
};

/** What the embedded server can do. @public */
export const embeddedCapabilities: ProviderCapabilities = {
  granularity: 'recordSet',
  batch: { changes: 1000, atomic: true },
  compareAndSwap: true,
  readsByName: true,
  setIdentifiers: false,
};
