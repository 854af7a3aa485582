import { startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import cloudflare from './index';

it('adds providers of the type cloudflare', async () => {
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
  const backend = await startTestBackend({
    features: [externalDns, cloudflare],
  });
  const [{ type, create }] = factories;
  expect(type).toBe('cloudflare');
  const path = 'externalDns.providers[0]';
  const config = { type, apiToken: 'token', proxied: true };
  const { semantics } = await create({ config, path });
  expect(semantics.type).toBe('cloudflare');
  await expect(create({ config: { type }, path })).rejects.toThrow(path);
  await backend.stop();
});
