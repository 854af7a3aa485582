import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * The plugin's database with its tables brought up to date, unless the portal
 * runs migrations elsewhere.
 *
 * @internal
 */
export async function openStore(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@openova/backstage-plugin-external-dns-backend',
        'migrations',
      ),
    });
  }
  return knex;
}
