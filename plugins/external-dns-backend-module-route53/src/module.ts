import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  AwsCredentialsManager,
  DefaultAwsCredentialsManager,
} from '@backstage/integration-aws-node';
import { dnsProvidersExtensionPoint } from '@openova/backstage-plugin-external-dns-node';
import { Client } from './client';
import { credentialsOf } from './credentials';
import { readEntry } from './entry';
import { createRoute53Provider } from './provider';
import { createRoute53Semantics } from './semantics';

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
      async init({ providers, config: rootConfig }) {
        let manager: AwsCredentialsManager | undefined;
        providers.addProvider({
          type: 'route53',
          async create({ config, path }) {
            const entry = readEntry(config, path);
            // Without an `aws` section the SDK's own chain says it all.
            if (rootConfig.has('aws') || entry.credentials.accountId) {
              manager ??= DefaultAwsCredentialsManager.fromConfig(rootConfig);
            }
            return createRoute53Provider({
              client: new Client({
                credentials: credentialsOf(entry.credentials, manager),
                region: entry.credentials.region,
                endpoint: entry.endpoint,
              }),
              semantics: createRoute53Semantics(entry.semantics),
              selection: entry.selection,
              batch: entry.batch,
            });
          },
        });
      },
    });
  },
});
