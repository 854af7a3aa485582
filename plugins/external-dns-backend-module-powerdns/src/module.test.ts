import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import powerDns from './index';

it('adds providers of the type powerdns', async () => {
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
  const backend = await startTestBackend({ features: [externalDns, powerDns] });
  const [{ type, create }] = factories;
  expect(type).toBe('powerdns');
  const path = 'externalDns.providers[0]';
  const { semantics } = await create({ config: { type, apiKey: 'key' }, path });
  expect(semantics.type).toBe('powerdns');
  await expect(create({ config: { type }, path })).rejects.toThrow(
    `${path} has no credential`,
  );
  await backend.stop();
});
