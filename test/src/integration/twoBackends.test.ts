import { TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { readObject } from './__testUtils__/clusterObjects';
import { postgresVariable } from './__testUtils__/postgres/running';
import { SeverableLine } from './__testUtils__/severableLine';
import { Stage } from './__testUtils__/stage';
import { waitFor } from './__testUtils__/waitFor';
import { Write } from './__testUtils__/watchedProvider';

jest.setTimeout(180_000);

const database = 'POSTGRES_18';
const hasPostgres = Boolean(process.env[postgresVariable]);
const databases = TestDatabases.create({ ids: hasPostgres ? [database] : [] });
// Without a PostgreSQL the start of the tests has said so.
const lane = hasPostgres ? describe : describe.skip;

lane('two backends on one PostgreSQL', () => {
  let lines: SeverableLine[];
  let clients: Knex[];
  let stages: Stage[];
  let journal: Write[];

  beforeEach(async () => {
    const direct = await databases.init(database);
    const { connection } = direct.client.config;
    lines = [];
    clients = [];
    stages = [];
    journal = [];
    for (const name of ['first', 'second']) {
      const line = await SeverableLine.to(connection);
      const knex = knexFactory({
        client: 'pg',
        connection: {
          ...connection,
          // knex hides it from those who copy.
          password: connection.password,
          host: '127.0.0.1',
          port: line.port,
        },
        pool: { min: 0, max: 10 },
        acquireConnectionTimeout: 5_000,
        // That a line was cut is no news here.
        log: { warn() {}, error() {} },
      });
      lines.push(line);
      clients.push(knex);
      stages.push(
        await Stage.start({
          knex,
          replica: { name, journal },
          ...(stages.length === 0
            ? { clusters: { eu: [readObject('gateway gw 192.0.2.1')] } }
            : { sharedClusters: stages[0].clusters }),
        }),
      );
    }
  });

  afterEach(async () => {
    // One that lost its database cannot say goodbye to it: what waits is torn down.
    for (const line of lines) await line.close();
    for (const stage of [...stages].reverse()) await stage.stop();
    for (const client of clients) await client.destroy();
  });

  /** Which of the two wrote last. */
  function lastWriter(): number {
    return journal.at(-1)?.writer === 'second' ? 1 : 0;
  }

  it('have one writer; when it is cut off the other takes over, and no two write at a time', async () => {
    const { eu } = stages[0].clusters;
    eu.apply(readObject('httproute shop/web web.openova.io via gw'));
    for (const stage of stages) {
      await stage.untilAnswered('web.openova.io', 'A', '192.0.2.1');
    }
    expect(new Set(journal.map(write => write.writer)).size).toBe(1);
    const writer = lastWriter();
    const other = stages[1 - writer];
    // The one that does not write answers people all the same, and takes their requests.
    expect((await other.api.hostname('web.openova.io')).state).toBe('works');
    expect(
      await other.api.resyncUntilDone({ kind: 'zone', zone: 'openova.io' }),
    ).toMatchObject({ state: 'done' });

    lines[writer].cut();
    eu.apply(readObject('gateway gw 192.0.2.2'));
    eu.apply(readObject('httproute shop/api api.openova.io via gw'));
    await other.untilAnswered('web.openova.io', 'A', '192.0.2.2');
    await other.untilAnswered('api.openova.io', 'A', '192.0.2.2');

    const successor = journal.filter(
      write => write.writer !== journal[0].writer,
    );
    expect(successor.length).toBeGreaterThan(0);
    const [start] = successor.map(write => write.startedAt);
    const late = journal.filter(
      write => write.writer === journal[0].writer && write.startedAt >= start,
    );
    expect(late).toEqual([]);
    // What the one before wrote is known to its successor: nothing is written twice.
    const changes = journal.flatMap(write => write.changes);
    expect(changes.filter(change => /^create A /.test(change)).sort()).toEqual([
      'create A api.openova.io 192.0.2.2',
      'create A web.openova.io 192.0.2.1',
    ]);
  });

  it('hand over at once when the writer ends in order', async () => {
    const { eu } = stages[0].clusters;
    eu.apply(readObject('httproute shop/web web.openova.io via gw'));
    await stages[0].untilAnswered('web.openova.io', 'A', '192.0.2.1');
    const writer = lastWriter();
    await stages[writer].stopBackend();
    eu.apply(readObject('gateway gw 192.0.2.2'));
    const other = stages[1 - writer];
    await other.untilAnswered('web.openova.io', 'A', '192.0.2.2');
    await waitFor(
      async () => (await other.api.health()).lastSyncAt,
      'the successor to say when it synced',
    );
    expect(journal.at(-1)?.writer).not.toBe(journal[0].writer);
  });
});
