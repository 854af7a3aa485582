import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { Client } from './client';
import { Credentials } from './credentials';
import { readEntry } from './entry';
import { createGoogleProvider } from './provider';

/** How providers of type `google` are made. @public */
export const googleProviders: DnsProviderFactory = {
  type: 'google',
  async create(options) {
    const { apiEndpoint, credentials, ...entry } = readEntry(options);
    return createGoogleProvider({
      client: new Client({
        apiEndpoint,
        credentials: new Credentials(credentials),
      }),
      ...entry,
    });
  },
};

/**
 * Providers of type `google`: the managed zones of a project in Google Cloud DNS.
 *
 * @public
 */
export const externalDnsModuleGoogle = createBackendModule({
  pluginId: 'external-dns',
  moduleId: 'google',
  register(env) {
    env.registerInit({
      deps: { providers: dnsProvidersExtensionPoint },
      async init({ providers }) {
        providers.addProvider(googleProviders);
      },
    });
  },
});
