import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { Client } from './client';
import { connectionOf } from './connection';
import { readEntry } from './entry';
import { privateDns, publicDns } from './mapping/services';
import { createAzureProvider } from './provider';
import { azureCapabilities, azureSemantics } from './semantics';

/** How providers of type `azure` are made. @public */
export const azureProviders: DnsProviderFactory = {
  type: 'azure',
  async create({ config, path }) {
    const entry = readEntry(config, path);
    const { visibility, zoneNames } = entry;
    const service = visibility === 'private' ? privateDns : publicDns;
    return createAzureProvider({
      client: new Client(service, connectionOf(entry)),
      service,
      semantics: azureSemantics(visibility),
      capabilities: azureCapabilities(visibility),
      zoneNames,
    });
  },
};

/**
 * Providers of type `azure`: zones of Azure DNS or Azure Private DNS.
 *
 * @public
 */
export const externalDnsModuleAzure = createBackendModule({
  pluginId: 'external-dns',
  moduleId: 'azure',
  register(env) {
    env.registerInit({
      deps: { providers: dnsProvidersExtensionPoint },
      async init({ providers }) {
        providers.addProvider(azureProviders);
      },
    });
  },
});
