/** By this variable TestDatabases finds a PostgreSQL 18. */
export const postgresVariable =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** A PostgreSQL that was started for the tests. */
export interface RunningPostgres {
  connectionString: string;
  folder: string;
  stop(): Promise<void>;
}

/** What was started in this process, for whoever ends it. */
export const running: { postgres?: RunningPostgres } = {};
