import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { HetznerClient } from './client';
import { readEntry } from './entry';
import { createHetznerProvider } from './provider';

/** How providers of type `hetzner` are made. @public */
export const hetznerProviders: DnsProviderFactory = {
  type: 'hetzner',
  create: async ({ config, path }) =>
    createHetznerProvider(new HetznerClient(readEntry(config, path))),
};

/**
 * Providers of type `hetzner`: the zones of a Hetzner project.
 *
 * @public
 */
export const externalDnsModuleHetzner = createBackendModule({
  pluginId: 'external-dns',
  moduleId: 'hetzner',
  register(env) {
    env.registerInit({
      deps: { providers: dnsProvidersExtensionPoint },
      async init({ providers }) {
        providers.addProvider(hetznerProviders);
      },
    });
  },
});
