import { JsonObject } from '@backstage/types';
import {
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { ConformanceHarness } from '@openova/backstage-plugin-external-dns-node/testUtils';
import { Change, DesiredRecordSet, RecordSet } from '@openova/dns-engine';
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

/** The time, and how long a provider would have waited. */
export interface Clock {
  now: number;
  pauses: number[];
}

/** A provider in front of a fake, as the module makes it. */
export function providerFor(
  fake: FakeGoogle,
  config: JsonObject = {},
  clock: Clock = { now: 0, pauses: [] },
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

/** Stops a fake that has to have been asked, and have answered, as described. */
export async function stopped(fake: FakeGoogle): Promise<void> {
  await fake.stop();
  expect(fake.violations).toEqual([]);
}

/** A fake with one zone, and what stands in front of it. */
export interface GoogleHarness extends ConformanceHarness {
  fake: FakeGoogle;
  zone: Zone;
  clock: Clock;
}

export async function createHarness(
  zone: Partial<ZoneOptions> = {},
): Promise<GoogleHarness> {
  const fake = await FakeGoogle.start();
  fake.addZone({ name: 'openova-io', dnsName: 'openova.io', ...zone });
  const clock: Clock = { now: 0, pauses: [] };
  const provider = providerFor(fake, {}, clock);
  const [first] = await provider.listZones(unlimited);
  return {
    fake,
    clock,
    provider,
    zone: first,
    stop: () => stopped(fake),
  };
}

/** What the zone of a harness holds, or what it holds at these names. */
export async function readZone(
  { provider, zone }: GoogleHarness,
  names?: string[],
  context = unlimited,
): Promise<RecordSet[]> {
  const found: RecordSet[] = [];
  for await (const page of provider.listRecordSets(zone, { names }, context)) {
    found.push(...page);
  }
  return found;
}

/** A change that makes an address. */
export function createOf(more: Partial<DesiredRecordSet> = {}): Change {
  return {
    role: 'record',
    action: 'create',
    new: {
      zone: 'openova.io',
      dnsName: 'web.openova.io',
      recordType: 'A',
      targets: ['192.0.2.1'],
      ...more,
    },
  };
}
