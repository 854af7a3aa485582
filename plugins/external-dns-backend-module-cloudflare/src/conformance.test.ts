import {
  ConformanceHarness,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { FakeCloudflare, Fault } from '@openova/provider-fakes/cloudflare';
import { startCloudflare } from './__testUtils__/startCloudflare';
import { cloudflareCapabilities, cloudflareSemantics } from './semantics';

const capabilities = cloudflareCapabilities();
const semantics = cloudflareSemantics();

interface CloudflareHarness extends ConformanceHarness {
  fake: FakeCloudflare;
}

const fault =
  (what: Fault) =>
  async ({ fake }: CloudflareHarness) => {
    fake.faults.set(what);
    return async () => fake.faults.clear();
  };

runConformance<CloudflareHarness>({
  name: 'cloudflare',
  capabilities,
  semantics,
  async create() {
    const { fake, provider, zone } = await startCloudflare(
      { dnsRecordsPerPage: 100 },
      { capabilities, semantics },
    );
    return { fake, provider, zone, stop: () => fake.stop() };
  },
  async fill({ fake, zone }, count) {
    for (let index = 0; index < count; index += 1) {
      fake.zone(zone.id)?.post({
        type: 'A',
        name: `host-${index}.${zone.name}`,
        content: '192.0.2.1',
        ttl: 1,
      });
    }
  },
  faults: {
    throttled: fault({ kind: 'throttled', retryAfter: 7 }),
    throttledWithoutDelay: fault({ kind: 'throttled' }),
    failsBeforeWrite: fault({ kind: 'fails before write' }),
    failsAfterWrite: fault({ kind: 'fails after write' }),
    cutsAnswer: fault({ kind: 'cuts answer' }),
    missingPermission: fault({ kind: 'may not write' }),
    async expiredCredential({ fake }) {
      const { apiToken } = fake;
      fake.apiToken = 'a-newer-token-0123456789-0123456789-abcdef';
      return async () => {
        fake.apiToken = apiToken;
      };
    },
    async vanishedZone({ fake, zone }) {
      fake.removeZone(zone.id);
      return async () => {};
    },
  },
  quirks: {
    pageSize: 100,
    secrets: ['fake-token-0123456789-0123456789-abcdefgh'],
  },
});
