import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import hetzner, { hetznerProviders } from './index';

const path = 'externalDns.providers[0]';

it('adds providers of the type hetzner', async () => {
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
  const backend = await startTestBackend({ features: [externalDns, hetzner] });
  const [{ type, create }] = factories;
  expect(type).toBe('hetzner');
  const config = { type, name: 'dns', apiToken: 'token' };
  const { semantics } = await create({ config, path });
  expect(semantics.type).toBe('hetzner');
  await backend.stop();
});

it.each<[JsonObject, string]>([
  [{}, `${path} has no token: set apiToken or apiTokenFile`],
  [{ apiToken: '' }, `${path}.apiToken is empty`],
  [{ apiToken: 7 }, `${path}.apiToken must be a text`],
  [{ apiToken: 'a', apiTokenFile: 'b' }, `${path} has both apiToken and`],
  [{ apiToken: 'a', apiKey: 'b' }, `${path}.apiKey is unknown: use apiToken,`],
  [{ apiToken: 'a', baseUrl: 'host' }, `${path}.baseUrl must be a URL, like`],
])('an entry with %j is refused with its path', async (config, message) => {
  await expect(hetznerProviders.create({ config, path })).rejects.toThrow(
    message,
  );
});
