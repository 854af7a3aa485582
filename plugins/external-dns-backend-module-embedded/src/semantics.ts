import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import {
  Endpoint,
  normaliseName,
  ProviderSemantics,
} from '@openova/dns-engine';
import { DnsValueError, normalizeTarget, RecordType } from '@openova/dns-wire';

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
 * A target as the zone stores it: addresses in their short form, host names in
 * ASCII, texts in quotes.
 *
 * @throws DnsValueError with a sentence where the target is none of its type.
 * @internal
 */
export function storedTarget(type: EmbeddedRecordType, target: string): string {
  const isHostName = type === 'CNAME' || type === 'NS' || type === 'PTR';
  const needsMapping = isHostName && /[^!-~]/.test(target);
  return normalizeTarget(type, needsMapping ? normaliseName(target) : target);
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
    const targets = endpoint.targets.map(target => {
      try {
        return storedTarget(recordType, target);
      } catch (error) {
        // Kept as it is: writing it is refused with the reason.
        if (error instanceof DnsValueError) return target;
        throw error;
      }
    });
    return { ...adjusted, targets: [...new Set(targets)] };
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
