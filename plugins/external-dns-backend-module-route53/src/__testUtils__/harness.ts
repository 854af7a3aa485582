import { ConformanceHarness } from '@openova/backstage-plugin-external-dns-node/testUtils';
import {
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { FakeRoute53 } from '@openova/provider-fakes/route53';
import { JsonObject } from '@backstage/types';
import { Client } from '../client';
import { credentialsOf } from '../credentials';
import { readEntry } from '../entry';
import { createRoute53Provider } from '../provider';
import { createRoute53Semantics, route53Semantics } from '../semantics';

/** A context that lets everything through. */
export const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/** A provider in front of a fake, as the module makes it. */
export function providerFor(
  fake: FakeRoute53,
  config: JsonObject = {},
): DnsProvider {
  const all: JsonObject = {
    endpoint: fake.url,
    accessKeyId: fake.accessKeyId,
    secretAccessKey: fake.secretAccessKey,
    ...config,
  };
  const entry = readEntry(all, 'externalDns.providers[0]');
  const usesDefaults =
    config.evaluateTargetHealth === undefined &&
    config.preferCname === undefined;
  return createRoute53Provider({
    client: new Client({
      ...entry,
      credentials: credentialsOf(entry.credentials, undefined),
    }),
    semantics: usesDefaults
      ? route53Semantics
      : createRoute53Semantics(entry.semantics),
    selection: entry.selection,
    batch: entry.batch,
  });
}

/** A fake with one zone, and what stands in front of it. */
export interface Route53Harness extends ConformanceHarness {
  fake: FakeRoute53;
  zone: Zone;
}

export async function createHarness(): Promise<Route53Harness> {
  const fake = await FakeRoute53.start();
  fake.addZone({ id: 'Z1', name: 'openova.io' });
  const provider = providerFor(fake);
  const [zone] = await provider.listZones(unlimited);
  return {
    fake,
    provider,
    zone,
    async stop() {
      await fake.stop();
      expect(fake.violations).toEqual([]);
    },
  };
}
