import { JsonObject } from '@backstage/types';
import {
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { ConformanceHarness } from '@openova/backstage-plugin-external-dns-node/testUtils';
import { FakeGoogle, ZoneOptions } from '@openova/provider-fakes/google';
import { OAuth2Client } from 'google-auth-library';
import { Client } from '../client';
import { Credentials, Login } from '../credentials';
import { readEntry } from '../entry';
import { PendingChanges } from '../pendingChanges';
import { createGoogleProvider } from '../provider';

/** A context that lets everything through. */
export const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/** The credentials of somebody who holds an access token already. */
class TokenHolder extends Credentials {
  constructor(private readonly fake: FakeGoogle) {
    super({ path: 'externalDns.providers[0]' });
  }

  override async login(): Promise<Login> {
    const client = new OAuth2Client();
    client.setCredentials({ access_token: this.fake.accessToken });
    return {
      headers: await client.getRequestHeaders(),
      project: this.fake.projectId,
    };
  }
}

/** A provider in front of a fake; `pauses` collects how long it would have waited. */
export function providerFor(
  fake: FakeGoogle,
  config: JsonObject = {},
  clock: { now: number; pauses: number[] } = { now: 0, pauses: [] },
): DnsProvider {
  const {
    apiEndpoint,
    credentials: _,
    ...entry
  } = readEntry({
    config: { type: 'google', apiEndpoint: fake.url, ...config },
    path: 'externalDns.providers[0]',
  });
  const client = new Client({
    apiEndpoint,
    credentials: new TokenHolder(fake),
  });
  const pending = new PendingChanges(client, {
    now: () => clock.now,
    pause: async milliseconds => clock.pauses.push(milliseconds),
  });
  return createGoogleProvider({ client, pending, ...entry });
}

/** A fake with one zone, and what stands in front of it. */
export interface GoogleHarness extends ConformanceHarness {
  fake: FakeGoogle;
  zone: Zone;
  clock: { now: number; pauses: number[] };
}

export async function createHarness(
  zone: Partial<ZoneOptions> = {},
): Promise<GoogleHarness> {
  const fake = await FakeGoogle.start();
  fake.addZone({ name: 'openova-io', dnsName: 'openova.io', ...zone });
  const clock = { now: 0, pauses: [] };
  const provider = providerFor(fake, {}, clock);
  const [first] = await provider.listZones(unlimited);
  return {
    fake,
    clock,
    provider,
    zone: first,
    async stop() {
      await fake.stop();
      expect(fake.violations).toEqual([]);
    },
  };
}
