import {
  DnsProvider,
  ProviderContext,
} from '@openova/backstage-plugin-external-dns-node';

/** Requests to a service. */
export interface Requests {
  reads: number;
  writes: number;
}

/** A provider whose requests are counted: each of them asks for its turn before. */
export function countedProvider(
  provider: DnsProvider,
  requests: Requests,
): DnsProvider {
  const counted = (context: ProviderContext): ProviderContext => ({
    ...context,
    budget: {
      ...context.budget,
      async take(options) {
        await context.budget.take(options);
        if (options?.write) requests.writes += 1;
        else requests.reads += 1;
      },
    },
  });
  return {
    capabilities: provider.capabilities,
    semantics: provider.semantics,
    listZones: context => provider.listZones(counted(context)),
    listRecordSets: (zone, filter, context) =>
      provider.listRecordSets(zone, filter, counted(context)),
    writeBatch: (zone, changes, context) =>
      provider.writeBatch(zone, changes, counted(context)),
    close: async () => provider.close?.(),
  };
}
