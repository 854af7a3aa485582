import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { JsonObject } from '@backstage/types';
import {
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { FakeAzure, FakeZone, Visibility } from '@openova/provider-fakes/azure';
import { azureProviders } from '../module';

/** Surroundings without limits. */
export const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/** Where the entries of tests stand. */
export const path = 'externalDns.providers[0]';

/** A fake with the zone `openova.io`, and a provider in front of it. */
export interface StartedAzure {
  fake: FakeAzure;
  fakeZone: FakeZone;
  provider: DnsProvider;
  zone: Zone;
}

export async function startAzure(
  visibility: Visibility = 'public',
): Promise<StartedAzure> {
  const fake = await startFake();
  const fakeZone = fake.addZone({ name: 'openova.io', visibility });
  const provider = await providerFor(fake, { visibility });
  const [zone] = await provider.listZones(unlimited);
  return { fake, fakeZone, provider, zone };
}

/** A fake that this process trusts: the vendor's clients send tokens over TLS alone. */
export async function startFake(): Promise<FakeAzure> {
  const fake = await FakeAzure.start({ tls: true });
  const { certificate = '' } = fake;
  const trusted = getCACertificates('default');
  if (!trusted.includes(certificate)) {
    setDefaultCACertificates([...trusted, certificate]);
  }
  return fake;
}

/** What an entry says to get to the fake. */
export function placeOf(fake: FakeAzure): JsonObject {
  const { url } = fake;
  return {
    type: 'azure',
    subscriptionId: fake.subscriptionId,
    endpoint: url,
    authorityHost: url,
  };
}

/** A provider as the module makes it from an entry, with a client secret. */
export function providerFor(
  fake: FakeAzure,
  config: JsonObject = {},
): Promise<DnsProvider> {
  const { tenantId, clientId, clientSecret } = fake.identity;
  const credential = { tenantId, clientId, clientSecret };
  return azureProviders.create({
    config: { ...placeOf(fake), ...credential, ...config },
    path,
  });
}
