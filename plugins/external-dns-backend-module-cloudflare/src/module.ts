import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { readEntry } from './entry';
import { createCloudflareProvider } from './provider';

/** How providers of type `cloudflare` are made. @public */
export const cloudflareProviders: DnsProviderFactory = {
  type: 'cloudflare',
  create: async ({ config, path }) =>
    createCloudflareProvider(readEntry(config, path)),
};

/**
 * Providers of type `cloudflare`: the zones that a Cloudflare credential reaches.
 *
 * @public
 */
export const externalDnsModuleCloudflare = createBackendModule({
  pluginId: 'external-dns',
  moduleId: 'cloudflare',
  register(env) {
    env.registerInit({
      deps: { providers: dnsProvidersExtensionPoint },
      async init({ providers }) {
        providers.addProvider(cloudflareProviders);
      },
    });
  },
});
