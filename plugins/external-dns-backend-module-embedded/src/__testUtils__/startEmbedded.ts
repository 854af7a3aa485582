import { mockServices } from '@backstage/backend-test-utils';
import {
  DnsProvider,
  ProviderContext,
} from '@openova/backstage-plugin-external-dns-node';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { readEntry } from '../config/embeddedEntry';
import { createEmbeddedProvider } from '../embeddedProvider';
import { openZoneDatabase } from '../store/openZoneDatabase';

/** A provider on a database, a port of its own, and what stops it. */
export interface StartedProvider {
  provider: DnsProvider;
  port: number;
  /** All that it said at level warn. */
  warnings: string[];
}

/** Nothing to wait for. */
export const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/** Starts a provider of the entry on any free port of the loopback address. */
export async function startEmbedded(
  config: JsonObject,
  knex: Knex,
): Promise<StartedProvider> {
  await openZoneDatabase({ getClient: async () => knex });
  const logger = mockServices.logger.mock();
  const provider = await createEmbeddedProvider({
    entry: await readEntry(
      { type: 'embedded', listen: { port: 0 }, ...config },
      'externalDns.providers[0]',
    ),
    knex,
    logger,
  });
  try {
    const [zone] = await provider.listZones(unlimited);
    const warnings = logger.warn.mock.calls.map(([message]) => message);
    return {
      provider,
      port: zone.serverAddresses?.[0].port ?? 0,
      warnings,
    };
  } catch (error) {
    await provider.close?.();
    throw error;
  }
}
