import { JsonObject } from '@backstage/types';
import {
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { FakeWebhook } from '@openova/provider-fakes/webhook';
import { readEntry } from '../entry';
import { createWebhookProvider } from '../provider';

export const path = 'externalDns.providers[0]';

/** Surroundings without limits. */
export const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/** A provider in front of a fake with the zone `openova.io`. */
export async function startWebhook(
  config: JsonObject = {},
  parts: Parameters<typeof createWebhookProvider>[1] = {},
  domains?: readonly string[],
): Promise<{ fake: FakeWebhook; provider: DnsProvider; zone: Zone }> {
  const fake = await FakeWebhook.start(domains);
  const entry = readEntry({ url: fake.url, ...config }, path);
  const provider = createWebhookProvider(entry, parts);
  const [zone] = await provider.listZones(unlimited);
  return { fake, provider, zone };
}
