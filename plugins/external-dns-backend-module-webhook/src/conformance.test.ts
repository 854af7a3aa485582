import {
  ConformanceHarness,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { FakeWebhook, WebhookFault } from '@openova/provider-fakes/webhook';
import { Adjustments } from './adjustments';
import { samples } from './__testUtils__/samples';
import { startWebhook } from './__testUtils__/startWebhook';
import { webhookCapabilities, webhookSemantics } from './semantics';

const adjustments = new Adjustments();
const semantics = webhookSemantics(adjustments.of);
const secret = 'Bearer word-that-nobody-knows';

interface WebhookHarness extends ConformanceHarness {
  fake: FakeWebhook;
}

const fault =
  (what: WebhookFault) =>
  async ({ fake }: WebhookHarness) => {
    fake.fault = what;
    return async () => {
      fake.fault = undefined;
    };
  };

runConformance<WebhookHarness>({
  name: 'webhook',
  capabilities: webhookCapabilities(),
  semantics,
  async create() {
    const { fake, provider, zone } = await startWebhook(
      { headers: { Authorization: secret } },
      { adjustments, semantics },
    );
    fake.server.requiredHeaders.set('authorization', secret);
    fake.put({
      dnsName: 'openova.io',
      recordType: 'NS',
      targets: ['ns1.example.org'],
    });
    return { fake, provider, zone, stop: () => fake.stop() };
  },
  faults: {
    throttled: fault({ kind: 'throttled', retryAfter: 7 }),
    throttledWithoutDelay: fault({ kind: 'throttled' }),
    failsBeforeWrite: fault({ kind: 'fails before write' }),
    failsAfterWrite: fault({ kind: 'fails after write' }),
    cutsAnswer: fault({ kind: 'cuts answer' }),
    missingPermission: fault({ kind: 'may not write' }),
    async expiredCredential({ fake }) {
      fake.server.requiredHeaders.set('authorization', 'Bearer another');
      return async () => {
        fake.server.requiredHeaders.set('authorization', secret);
      };
    },
    async vanishedZone({ fake, zone }) {
      fake.removeDomain(zone.name);
      return async () => {};
    },
  },
  quirks: {
    samples,
    secrets: ['word-that-nobody-knows'],
  },
});
