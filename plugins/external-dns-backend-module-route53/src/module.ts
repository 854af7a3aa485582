import {
  coreServices,
  createBackendModule,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  AwsCredentialsManager,
  DefaultAwsCredentialsManager,
} from '@backstage/integration-aws-node';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { Client } from './client';
import { credentialsOf } from './credentials';
import { readEntry } from './entry';
import { createRoute53Provider } from './provider';
import { createRoute53Semantics } from './semantics';

/**
 * Makes providers of type `route53` from their entries. Of the app's configuration
 * the section `aws` counts, where there is one; without it, the SDK's own chain finds
 * the credentials that an entry does not name.
 *
 * @public
 */
export function createRoute53Providers(
  appConfig?: RootConfigService,
): DnsProviderFactory {
  let manager: AwsCredentialsManager | undefined;
  return {
    type: 'route53',
    async create({ config, path }) {
      const entry = readEntry(config, path);
      if (appConfig && (appConfig.has('aws') || entry.credentials.accountId)) {
        manager ??= DefaultAwsCredentialsManager.fromConfig(appConfig);
      }
      const heldZones = new Set<string>();
      return createRoute53Provider({
        heldZones,
        client: new Client({
          credentials: credentialsOf(entry.credentials, manager),
          region: entry.credentials.region,
          endpoint: entry.endpoint,
        }),
        semantics: createRoute53Semantics({ ...entry.semantics, heldZones }),
        selection: entry.selection,
        batch: entry.batch,
      });
    },
  };
}

/**
 * Providers of type `route53`: the hosted zones of an AWS account.
 *
 * @public
 */
export const externalDnsModuleRoute53 = createBackendModule({
  pluginId: 'external-dns',
  moduleId: 'route53',
  register(env) {
    env.registerInit({
      deps: {
        providers: dnsProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        providers.addProvider(createRoute53Providers(config));
      },
    });
  },
});
