import {
  ConformanceHarness,
  runConformance,
} from '@openova/backstage-plugin-external-dns-node/testUtils';
import { FakeWebhook, WebhookFault } from '@openova/provider-fakes/webhook';
import { Adjustments } from './adjustments';
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
    samples: {
      DNAME: [['one.example.org'], ['two.example.org']],
      HTTPS: [['1 . alpn="h2"'], ['1 . alpn="h3"']],
      SSHFP: [[`4 2 ${'ab'.repeat(32)}`], [`4 2 ${'cd'.repeat(32)}`]],
      SVCB: [['1 one.example.org.'], ['1 two.example.org.']],
      TLSA: [[`3 1 1 ${'ab'.repeat(32)}`], [`3 1 1 ${'cd'.repeat(32)}`]],
    },
    secrets: ['word-that-nobody-knows'],
  },
});
