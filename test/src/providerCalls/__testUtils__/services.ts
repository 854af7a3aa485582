import { JsonObject } from '@backstage/types';
import {
  placeOf,
  startFake,
} from '../../../../plugins/external-dns-backend-module-azure/src/__testUtils__/startAzure';
import { azureProviders } from '@openova/backstage-plugin-external-dns-backend-module-azure';
import { cloudflareProviders } from '@openova/backstage-plugin-external-dns-backend-module-cloudflare';
import { providerFor as googleProvider } from '../../../../plugins/external-dns-backend-module-google/src/__testUtils__/harness';
import { hetznerProviders } from '@openova/backstage-plugin-external-dns-backend-module-hetzner';
import { powerDnsProviders } from '@openova/backstage-plugin-external-dns-backend-module-powerdns';
import { createRoute53Providers } from '@openova/backstage-plugin-external-dns-backend-module-route53';
import { webhookProviders } from '@openova/backstage-plugin-external-dns-backend-module-webhook';
import { DnsProviderFactory } from '@openova/backstage-plugin-external-dns-node';
import { FakeCloudflare } from '@openova/provider-fakes/cloudflare';
import { FakeGoogle } from '@openova/provider-fakes/google';
import { FakeHetzner } from '@openova/provider-fakes/hetzner';
import { FakePowerDns } from '@openova/provider-fakes/powerdns';
import { FakeRoute53 } from '@openova/provider-fakes/route53';
import { FakeWebhook } from '@openova/provider-fakes/webhook';

/** A service with empty zones, and what makes a provider in front of it. */
export interface StartedService {
  factory: DnsProviderFactory;
  /** The provider's entry, but for its type. */
  entry: JsonObject;
  stop(): Promise<void>;
}

/** Starts the fake of each service with empty zones of these names. */
export const services: Readonly<
  Record<string, (zones: readonly string[]) => Promise<StartedService>>
> = {
  async cloudflare(zones) {
    const fake = await FakeCloudflare.start();
    for (const name of zones) fake.addZone({ name });
    return {
      factory: cloudflareProviders,
      entry: { apiToken: fake.apiToken, baseUrl: fake.url },
      stop: () => fake.stop(),
    };
  },

  async route53(zones) {
    const fake = await FakeRoute53.start();
    zones.forEach((name, index) => fake.addZone({ id: `Z${index}`, name }));
    const { accessKeyId, secretAccessKey, url } = fake;
    return {
      factory: createRoute53Providers(),
      entry: { accessKeyId, secretAccessKey, endpoint: url },
      stop: () => fake.stop(),
    };
  },

  async google(zones) {
    const fake = await FakeGoogle.start();
    for (const dnsName of zones) {
      fake.addZone({ name: dnsName.replace(/\./g, '-'), dnsName });
    }
    return {
      factory: { type: 'google', create: async () => googleProvider(fake) },
      entry: {},
      stop: () => fake.stop(),
    };
  },

  async azure(zones) {
    const fake = await startFake();
    for (const name of zones) fake.addZone({ name, visibility: 'public' });
    const { tenantId, clientId, clientSecret } = fake.identity;
    return {
      factory: azureProviders,
      entry: { ...placeOf(fake), tenantId, clientId, clientSecret },
      stop: () => fake.stop(),
    };
  },

  async hetzner(zones) {
    const fake = await FakeHetzner.start();
    for (const name of zones) fake.addZone({ name });
    return {
      factory: hetznerProviders,
      entry: { apiToken: fake.apiToken, baseUrl: fake.url },
      stop: () => fake.stop(),
    };
  },

  async powerdns(zones) {
    const fake = await FakePowerDns.start();
    for (const name of zones) fake.addZone(name);
    return {
      factory: powerDnsProviders,
      entry: { server: fake.url, apiKey: fake.apiKey },
      stop: () => fake.stop(),
    };
  },

  async webhook(zones) {
    const fake = await FakeWebhook.start(zones);
    return {
      factory: webhookProviders,
      entry: { url: fake.url },
      stop: () => fake.stop(),
    };
  },
};
