import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import externalDnsModuleRfc2136 from '.';

describe('the module', () => {
  it('makes providers, without asking the network, and tells what is wrong', async () => {
    const factories: DnsProviderFactory[] = [];
    const backend = await startTestBackend({
      features: [
        createBackendPlugin({
          pluginId: 'external-dns',
          register(env) {
            env.registerExtensionPoint(dnsProvidersExtensionPoint, {
              addProvider: factory => factories.push(factory),
            });
            env.registerInit({ deps: {}, init: async () => {} });
          },
        }),
        externalDnsModuleRfc2136,
      ],
    });
    const [factory] = factories;
    expect(factory.type).toBe('rfc2136');
    const config = {
      type: 'rfc2136',
      host: '192.0.2.53',
      zone: 'openova.io',
      tsigKeyname: 'external-dns',
      tsigSecret: 'c2VjcmV0',
      batchChangeSize: 10,
    };
    const path = 'externalDns.providers[0]';
    const provider = await factory.create({ config, path });
    expect(provider.capabilities.batch).toMatchObject({
      changes: 10,
      atomic: true,
    });
    await expect(
      factory.create({ config: { ...config, zone: undefined }, path }),
    ).rejects.toThrow(`${path}.zone must name the zones`);
    await backend.stop();
  });
});
