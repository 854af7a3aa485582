import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import webhook from './index';

it('adds providers of the type webhook', async () => {
  const factories: DnsProviderFactory[] = [];
  const externalDns = createBackendPlugin({
    pluginId: 'external-dns',
    register(env) {
      env.registerExtensionPoint(dnsProvidersExtensionPoint, {
        addProvider: factory => factories.push(factory),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const backend = await startTestBackend({ features: [externalDns, webhook] });
  const [{ type, create }] = factories;
  expect(type).toBe('webhook');
  const path = 'externalDns.providers[0]';
  const { semantics } = await create({ config: { type }, path });
  expect(semantics.type).toBe('webhook');
  await expect(
    create({ config: { type, url: 'somewhere' }, path }),
  ).rejects.toThrow(`${path}.url`);
  await backend.stop();
});
