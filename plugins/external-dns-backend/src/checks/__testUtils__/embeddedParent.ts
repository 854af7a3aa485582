import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import embedded from '@openova/backstage-plugin-external-dns-backend-module-embedded';
import {
  DnsProvider,
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';

/** The embedded DNS server with one zone, as the backend knows it, and what stops it. */
export async function startEmbeddedParent(
  zoneName: string,
  records: JsonObject[],
): Promise<{ zone: Zone; stop(): Promise<void> }> {
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
            deps: { logger: coreServices.logger },
            init: async () => {},
          });
        },
      }),
      embedded,
      mockServices.database.factory(),
    ],
  });
  const provider: DnsProvider = await factories[0].create({
    config: {
      type: 'embedded',
      zones: [zoneName],
      listen: { address: '127.0.0.1', port: 0 },
      seed: [{ zone: zoneName, records }],
    },
    path: 'externalDns.providers[0]',
  });
  const [zone] = await provider.listZones({
    signal: new AbortController().signal,
    priority: 'background',
    budget: { take: async () => {}, report: () => {} },
  });
  return {
    zone,
    async stop() {
      await provider.close?.();
      await backend.stop();
    },
  };
}
