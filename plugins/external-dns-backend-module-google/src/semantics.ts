import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import { Endpoint, ProviderSemantics } from '@openova/dns-engine';
import { standardTarget } from './mapping/values';

/**
 * Types of record sets that Cloud DNS holds, but for SOA (its own), SPF (obsolete),
 * DNSKEY and IPSECKEY (nobody asks for them) and ALIAS (its own, at the apex alone).
 *
 * @public
 */
export const googleRecordTypes = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'DS',
  'HTTPS',
  'MX',
  'NAPTR',
  'NS',
  'PTR',
  'SRV',
  'SSHFP',
  'SVCB',
  'TLSA',
  'TXT',
] as const;

/**
 * What Cloud DNS makes of an endpoint. Texts become one quoted string and host names
 * get the dot that they are read back with; there are no properties beside the values.
 *
 * @public
 */
export const googleSemantics: ProviderSemantics = {
  type: 'google',
  recordTypes: googleRecordTypes,
  propertyPrefix: 'google/',
  adjustEndpoint: adjusted,
};

/**
 * What Cloud DNS can do, with the quotas that a project has at first. A batch takes
 * effect as a whole: at most 1,000 additions and 1,000 deletions, so 1,000 changes of
 * any kind, and 100,000 bytes of values.
 *
 * @public
 */
export const googleCapabilities: ProviderCapabilities = {
  granularity: 'recordSet',
  batch: {
    changes: 1000,
    bytes: 100_000,
    namesWeighNothing: true,
    atomic: true,
  },
  compareAndSwap: true,
  readsByName: true,
  setIdentifiers: false,
};

function adjusted(endpoint: Endpoint): Endpoint {
  const { providerSpecific: _, ...rest } = endpoint;
  const { recordType, targets } = endpoint;
  return {
    ...rest,
    targets: [
      ...new Set(targets.map(target => standardTarget(recordType, target))),
    ],
  };
}
