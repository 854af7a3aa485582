import { JsonObject } from '@backstage/types';
import {
  DnsProvider,
  ProviderCapabilities,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { ProviderSemantics } from '@openova/dns-engine';
import {
  FakeCloudflare,
  Plan,
  RecordBody,
} from '@openova/provider-fakes/cloudflare';
import { readEntry } from '../entry';
import { createCloudflareProvider } from '../provider';

/** Surroundings without limits. */
export const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/** A provider in front of a fake with the zone `openova.io`. */
export async function startCloudflare(
  config: JsonObject = {},
  options: {
    capabilities?: ProviderCapabilities;
    semantics?: ProviderSemantics;
    plan?: Plan;
    records?: readonly RecordBody[];
  } = {},
): Promise<{ fake: FakeCloudflare; provider: DnsProvider; zone: Zone }> {
  const { plan, records, ...halves } = options;
  const fake = await FakeCloudflare.start();
  fake.addZone({ name: 'openova.io', plan, records });
  const entry = readEntry(
    { apiToken: fake.apiToken, baseUrl: fake.url, ...config },
    'externalDns.providers[0]',
  );
  const provider = createCloudflareProvider(entry, halves);
  const [zone] = await provider.listZones(unlimited);
  return { fake, provider, zone };
}
