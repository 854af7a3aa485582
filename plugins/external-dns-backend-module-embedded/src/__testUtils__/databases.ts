import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';

const postgres: TestDatabaseId[] = [
  'POSTGRES_18',
  'POSTGRES_17',
  'POSTGRES_16',
];

/** SQLite, and each PostgreSQL whose connection string is in the environment. */
export function testDatabases(): TestDatabases {
  const given = postgres.filter(
    id =>
      process.env[
        `BACKSTAGE_TEST_DATABASE_${id.replace('_', '')}_CONNECTION_STRING`
      ],
  );
  return TestDatabases.create({ ids: ['SQLITE_3', ...given] });
}
