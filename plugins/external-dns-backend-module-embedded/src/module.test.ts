import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { askUdp, query } from './__testUtils__/ask';
import { told } from './__testUtils__/servedZone';
import { unlimited } from './__testUtils__/startEmbedded';
import { externalDnsModuleEmbedded } from './module';

/** Starts the module in a backend whose plugin keeps tables of its own. */
async function startModule() {
  const factories: DnsProviderFactory[] = [];
  const backend = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'external-dns',
        register(env) {
          env.registerExtensionPoint(dnsProvidersExtensionPoint, {
            addProvider: factory => factories.push(factory),
          });
          env.registerInit({
            deps: { database: coreServices.database },
            async init({ database }) {
              const knex = await database.getClient();
              // Its list of migrations must not get into the way of the module's.
              await knex.migrate.latest({
                migrationSource: {
                  getMigrations: async () => [
                    '20261120000000_of_the_plugin.js',
                  ],
                  getMigrationName: (name: string) => name,
                  getMigration: async () => ({
                    up: async () => {},
                    down: async () => {},
                  }),
                },
              });
            },
          });
        },
      }),
      externalDnsModuleEmbedded,
      mockServices.database.factory(),
    ],
  });
  const [factory] = factories;
  return { backend, factory };
}

describe('the module', () => {
  it('makes providers that serve their zones', async () => {
    const { backend, factory } = await startModule();
    expect(factory.type).toBe('embedded');
    const provider = await factory.create({
      config: {
        type: 'embedded',
        zones: ['openova.io'],
        listen: { address: '127.0.0.1', port: 0 },
      },
      path: 'externalDns.providers[0]',
    });
    const [zone] = await provider.listZones(unlimited);
    const port = zone.serverAddresses?.[0].port ?? 0;
    expect(told(await askUdp(port, query('ns1.openova.io', 'A')))).toEqual([
      'NOERROR aa',
      'answer ns1.openova.io A 127.0.0.1',
    ]);
    await expect(
      factory.create({
        config: {
          type: 'embedded',
          zones: ['openova.dev', 'openova.io'],
          listen: { port: 0 },
        },
        path: 'externalDns.providers[1]',
      }),
    ).rejects.toThrow(
      'externalDns.providers[1].zones: openova.io is a zone of externalDns.providers[0] already: remove it from one of them',
    );
    await provider.close?.();
    await backend.stop();
  });
});
