import { JsonObject } from '@backstage/types';
import {
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import {
  FakePowerDns,
  FakePowerDnsZone,
} from '@openova/provider-fakes/powerdns';
import { readEntry } from '../entry';
import { createPowerDnsProvider } from '../provider';

export const path = 'externalDns.providers[0]';

/** Surroundings without limits. */
export const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/** A provider in front of a fake with the zone `openova.io`. */
export async function startPowerDns(config: JsonObject = {}): Promise<{
  fake: FakePowerDns;
  provider: DnsProvider;
  zone: Zone;
  held: FakePowerDnsZone;
}> {
  const fake = await FakePowerDns.start();
  const held = fake.addZone('openova.io');
  const entry = readEntry(
    { server: fake.url, apiKey: fake.apiKey, ...config },
    path,
  );
  const provider = createPowerDnsProvider(entry);
  const [zone] = await provider.listZones(unlimited);
  return { fake, provider, zone, held };
}
