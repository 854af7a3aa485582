import {
  TestDatabaseId,
  TestDatabases,
  mockServices,
} from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openStore } from '../openStore';

const postgres: TestDatabaseId[] = [
  'POSTGRES_18',
  'POSTGRES_17',
  'POSTGRES_16',
];

/** SQLite, and each PostgreSQL whose connection string is in the environment. */
export function testDatabases(): TestDatabases {
  return TestDatabases.create({
    ids: [
      'SQLITE_3',
      ...postgres.filter(id =>
        Boolean(
          process.env[
            `BACKSTAGE_TEST_DATABASE_${id.replace('_', '')}_CONNECTION_STRING`
          ],
        ),
      ),
    ],
  });
}

/** A fresh database with the plugin's tables. */
export async function migrated(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Knex> {
  const knex = await databases.init(id);
  return openStore(mockServices.database({ knex }));
}

/** Says whether queries are under way, for a clock that waits for them. */
export function watchQueries(knex: Knex): () => boolean {
  const pending = new Set<string>();
  knex.on('query', ({ __knexQueryUid: id }: { __knexQueryUid: string }) =>
    pending.add(id),
  );
  const ended = (
    _: unknown,
    { __knexQueryUid: id }: { __knexQueryUid: string },
  ) => pending.delete(id);
  knex.on('query-response', ended);
  knex.on('query-error', ended);
  return () => pending.size > 0;
}
