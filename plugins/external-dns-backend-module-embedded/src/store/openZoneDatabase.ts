import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * The plugin's database with this module's tables brought up to date, unless the
 * portal runs migrations elsewhere. The module shares the database with its plugin,
 * so it keeps its own list of migrations.
 */
export async function openZoneDatabase(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@openova/backstage-plugin-external-dns-backend-module-embedded',
        'migrations',
      ),
      tableName: 'embedded_knex_migrations',
    });
  }
  return knex;
}
