import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { readEntry } from './entry';
import { createPowerDnsProvider } from './provider';

/** How providers of type `powerdns` are made. @public */
export const powerDnsProviders: DnsProviderFactory = {
  type: 'powerdns',
  create: async ({ config, path }) =>
    createPowerDnsProvider(readEntry(config, path)),
};

/**
 * Providers of type `powerdns`: the zones of a PowerDNS authoritative server.
 *
 * @public
 */
export const externalDnsModulePowerDns = createBackendModule({
  pluginId: 'external-dns',
  moduleId: 'powerdns',
  register(env) {
    env.registerInit({
      deps: { providers: dnsProvidersExtensionPoint },
      async init({ providers }) {
        providers.addProvider(powerDnsProviders);
      },
    });
  },
});
