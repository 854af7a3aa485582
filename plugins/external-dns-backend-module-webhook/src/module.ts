import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { readEntry } from './entry';
import { createWebhookProvider } from './provider';

/** How providers of type `webhook` are made. @public */
export const webhookProviders: DnsProviderFactory = {
  type: 'webhook',
  create: async ({ config, path }) =>
    createWebhookProvider(readEntry(config, path)),
};

/**
 * Providers of type `webhook`: whatever stands behind ExternalDNS's webhook protocol.
 *
 * @public
 */
export const externalDnsModuleWebhook = createBackendModule({
  pluginId: 'external-dns',
  moduleId: 'webhook',
  register(env) {
    env.registerInit({
      deps: { providers: dnsProvidersExtensionPoint },
      async init({ providers }) {
        providers.addProvider(webhookProviders);
      },
    });
  },
});
