import { JsonObject } from '@backstage/types';
import {
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { FakeHetzner, RecordSetBody } from '@openova/provider-fakes/hetzner';
import { HetznerClient } from '../client';
import { readEntry } from '../entry';
import { createHetznerProvider } from '../provider';

/** Surroundings without limits. */
export const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/** A provider in front of a fake with the zone `openova.io`. */
export async function startHetzner(
  options: {
    config?: JsonObject;
    recordSets?: readonly RecordSetBody[];
    pauses?: readonly number[];
  } = {},
): Promise<{ fake: FakeHetzner; provider: DnsProvider; zone: Zone }> {
  const { config, recordSets, pauses = [0, 0, 0] } = options;
  const fake = await FakeHetzner.start();
  fake.addZone({ name: 'openova.io', recordSets });
  const entry = readEntry(
    { apiToken: fake.apiToken, baseUrl: fake.url, ...config },
    'externalDns.providers[0]',
  );
  const provider = createHetznerProvider(new HetznerClient(entry), { pauses });
  const [zone] = await provider.listZones(unlimited);
  return { fake, provider, zone };
}
