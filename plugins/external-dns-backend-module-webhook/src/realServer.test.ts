import { runConformance } from '@openova/backstage-plugin-external-dns-node/testUtils';
import { RealPowerDns } from '@openova/provider-fakes/realPowerDns';
import { WebhookServer } from '@openova/provider-fakes/webhook';
import { Adjustments } from './adjustments';
import { readEntry } from './entry';
import { createWebhookProvider } from './provider';
import { webhookCapabilities, webhookSemantics } from './semantics';
import { PowerDnsWebhook } from './__testUtils__/powerDnsWebhook';
import { samples } from './__testUtils__/samples';
import { path, unlimited } from './__testUtils__/startWebhook';

jest.setTimeout(60_000);

const isInstalled = RealPowerDns.isInstalled('webhook');

/** The protocol's client and its server meet, with a real DNS server behind them. */
(isInstalled ? describe : describe.skip)('a webhook at PowerDNS', () => {
  let server: RealPowerDns;
  let zones = 0;
  const adjustments = new Adjustments();
  const semantics = webhookSemantics(adjustments.of);

  beforeAll(async () => {
    server = await RealPowerDns.start();
  });
  afterAll(() => server?.stop());

  runConformance({
    name: 'webhook',
    capabilities: webhookCapabilities(),
    semantics,
    async create() {
      zones += 1;
      const name = `z${zones}.openova.io`;
      await server.addZone(name);
      const webhook = await WebhookServer.start(
        new PowerDnsWebhook(server, [name]),
      );
      const entry = readEntry({ url: webhook.url }, path);
      const provider = createWebhookProvider(entry, { adjustments, semantics });
      const [zone] = await provider.listZones(unlimited);
      return {
        provider,
        zone,
        read: (dnsName, type) => server.read(dnsName, type),
        stop: () => webhook.stop(),
      };
    },
    faults: {
      async vanishedZone({ zone }) {
        await server.request('DELETE', `/zones/${zone.name}.`);
        return async () => {};
      },
    },
    quirks: {
      samples,
      notApplicable: {
        'two record sets of one name and type, told apart by their identifiers':
          'PowerDNS has no set identifiers',
      },
    },
  });
});
