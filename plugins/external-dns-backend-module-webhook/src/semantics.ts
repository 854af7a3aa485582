import type { ProviderCapabilities } from '@openova/backstage-plugin-external-dns-node';
import {
  allRecordTypes,
  Endpoint,
  ProviderSemantics,
} from '@openova/dns-engine';

/**
 * What is known of a service behind a webhook before it is asked: nothing but which
 * properties it is sent. Which types it takes is seen when it refuses one.
 *
 * @param adjusted - What the webhook made of an endpoint; left out: what the command
 * line plans without asking one, each endpoint as it is.
 * @public
 */
export function webhookSemantics(
  adjusted: (endpoint: Endpoint) => Endpoint[] = endpoint => [endpoint],
): ProviderSemantics {
  return {
    type: 'webhook',
    recordTypes: allRecordTypes,
    propertyPrefix: 'webhook/',
    adjustEndpoints: adjusted,
  };
}

/**
 * What the protocol can do. Behind it, batches may or may not be atomic, and nobody
 * looks whether what stands is what was read.
 *
 * @public
 */
export function webhookCapabilities(
  options: { batchChangeSize?: number; maxBodySize?: number } = {},
): ProviderCapabilities {
  const { batchChangeSize = 1000, maxBodySize = 32 * 1024 ** 2 } = options;
  return {
    granularity: 'recordSet',
    batch: {
      changes: batchChangeSize,
      // JSON around names and targets, and the old half of updates, take the rest.
      bytes: Math.floor(maxBodySize / 8),
      atomic: false,
    },
    compareAndSwap: false,
    readsByName: false,
    setIdentifiers: true,
  };
}
