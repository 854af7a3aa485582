import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { dnsProvidersExtensionPoint } from '@openova/backstage-plugin-external-dns-node';
import { Knex } from 'knex';
import { readEntry } from './config/embeddedEntry';
import { createEmbeddedProvider } from './embeddedProvider';
import { openZoneDatabase } from './store/openZoneDatabase';

/**
 * Providers of type `embedded`: an authoritative DNS server inside of the backend,
 * for demos and tests.
 *
 * @public
 */
export const externalDnsModuleEmbedded = createBackendModule({
  pluginId: 'external-dns',
  moduleId: 'embedded',
  register(env) {
    env.registerInit({
      deps: {
        providers: dnsProvidersExtensionPoint,
        database: coreServices.database,
        logger: coreServices.logger,
      },
      async init({ providers, database, logger }) {
        let opened: Promise<Knex> | undefined;
        /** Where each zone was configured, since all share the tables. */
        const servedBy = new Map<string, string>();
        providers.addProvider({
          type: 'embedded',
          async create({ config, path }) {
            const entry = await readEntry(config, path);
            for (const { name } of entry.zones) {
              const other = servedBy.get(name);
              if (other && other !== path) {
                throw new InputError(
                  `${path}.zones: ${name} is a zone of ${other} already: remove it from one of them`,
                );
              }
              servedBy.set(name, path);
            }
            opened ??= openZoneDatabase(database);
            return createEmbeddedProvider({
              entry,
              knex: await opened,
              logger,
            });
          },
        });
      },
    });
  },
});
