import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import { Endpoint, ProviderSemantics } from '@openova/dns-engine';
import { hetznerRecordTypes, storedTarget } from './mapping/values';

/** The lowest TTL that Hetzner stores, in seconds. */
const minTtl = 60;

/**
 * What Hetzner makes of an endpoint: targets in the one form in which they are read
 * back, each once, a TTL of at least 60, and no properties. Labels of record sets are
 * not used: the TXT alone decides whose a record is.
 *
 * @public
 */
export const hetznerSemantics: ProviderSemantics = {
  type: 'hetzner',
  recordTypes: hetznerRecordTypes,
  propertyPrefix: 'hetzner/',
  minTtl,
  adjustEndpoint({ providerSpecific: _, ...endpoint }) {
    const { recordType, recordTTL } = endpoint;
    const targets = endpoint.targets.map(each =>
      storedTarget(recordType, each),
    );
    const adjusted: Endpoint = { ...endpoint, targets: [...new Set(targets)] };
    if (recordTTL) adjusted.recordTTL = Math.max(minTtl, recordTTL);
    return adjusted;
  },
};

/**
 * What Hetzner can do. It has no batches: each change is a request, and a batch is
 * what is waited for together. There is no fixed window for requests either (a
 * project gets them back one by one), so the headers alone set the pace.
 *
 * @public
 */
export const hetznerCapabilities: ProviderCapabilities = {
  granularity: 'recordSet',
  batch: { changes: 50, atomic: false },
  compareAndSwap: false,
  readsByName: true,
  setIdentifiers: false,
};
