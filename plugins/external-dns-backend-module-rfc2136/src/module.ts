import { createBackendModule } from '@backstage/backend-plugin-api';
import { dnsProvidersExtensionPoint } from '@openova/backstage-plugin-external-dns-node';
import { readEntry } from './entry';
import { createRfc2136Provider } from './provider';

/**
 * Providers of type `rfc2136`: zones of a primary server (BIND, Knot, PowerDNS, ...)
 * that is read by zone transfer and written by DNS UPDATE.
 *
 * @public
 */
export const externalDnsModuleRfc2136 = createBackendModule({
  pluginId: 'external-dns',
  moduleId: 'rfc2136',
  register(env) {
    env.registerInit({
      deps: { providers: dnsProvidersExtensionPoint },
      async init({ providers }) {
        providers.addProvider({
          type: 'rfc2136',
          create: async ({ config, path }) =>
            createRfc2136Provider(readEntry(config, path)),
        });
      },
    });
  },
});
