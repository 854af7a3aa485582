import { Knex } from 'knex';
import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import {
  migrated,
  testDatabases,
  watchQueries,
} from '../store/__testUtils__/databases';
import { MemoryProvider } from './__testUtils__/memoryProvider';
import { createReplica } from './__testUtils__/replica';

jest.setTimeout(60_000);
const databases = testDatabases();

describe.each(databases.eachSupportedId())('two replicas on %s', databaseId => {
  let knex: Knex;
  let clock: VirtualClock;
  let replicas: Awaited<ReturnType<typeof createReplica>>[];
  /** What each replica sees of the one service. */
  let providers: MemoryProvider[];

  beforeEach(async () => {
    knex = await migrated(databases, databaseId);
    clock = new VirtualClock();
    clock.busy = watchQueries(knex);
    providers = [];
    replicas = [];
    for (const holder of ['first', 'second']) {
      const provider = new MemoryProvider(['openova.io'], {
        batch: { changes: 2, atomic: true },
      });
      if (providers[0]) provider.shareWith(providers[0]);
      providers.push(provider);
      replicas.push(
        await createReplica({ knex, clock, holder, providers: [provider] }),
      );
    }
  });

  afterEach(async () => {
    await Promise.all(replicas.map(replica => stopped(replica)));
  });

  async function stopped({ loop }: (typeof replicas)[number]) {
    const stop = loop.stop();
    await clock.advance(1_000);
    await stop;
  }

  it('have one writer; the other asks no service and reflects nothing', async () => {
    for (const { collector, loop } of replicas) {
      collector.ask('eu', 'web.openova.io A 192.0.2.1');
      loop.start();
    }
    await clock.advance(60_000);
    expect(providers[0].records).toEqual(['web.openova.io A 192.0.2.1']);
    const writer = providers.findIndex(each => each.calls.length > 0);
    expect(providers[1 - writer].calls).toEqual([]);
    expect(replicas[1 - writer].collector.started).toBe(0);

    await stopped(replicas[writer]);
    replicas[1 - writer].collector.ask('eu', 'web.openova.io A 192.0.2.2');
    await clock.advance(5_000);
    expect(providers[0].records).toEqual(['web.openova.io A 192.0.2.2']);
    expect(replicas[writer].collector.stopped).toBe(1);
  });

  it('take a resync on either, and the writer serves it', async () => {
    for (const { collector, loop } of replicas) {
      collector.ask('eu', 'web.openova.io A 192.0.2.1');
      loop.start();
    }
    await clock.advance(5_000);
    const reader = replicas[providers[0].calls.length > 0 ? 1 : 0];
    const { id } = await reader.loop.requestResync(
      { kind: 'zone', zone: 'openova.io' },
      'user:default/ada',
    );
    await clock.advance(2_000);
    expect(await reader.store.resyncs.get(id)).toMatchObject({ state: 'done' });
  });

  it('send no batch after the lease went to another one', async () => {
    const [first] = replicas;
    let batches = 0;
    providers[0].after = async ({ operation }) => {
      if (operation !== 'write') return;
      batches += 1;
      if (batches === 2) {
        await knex('lease').update({ epoch: 5, holder: 'somebody' });
      }
    };
    first.collector.ask(
      'eu',
      ...['a', 'b', 'c', 'd', 'e'].map(
        name => `${name}.openova.io A 192.0.2.1`,
      ),
    );
    first.loop.start();
    await clock.advance(1_000);
    expect(batches).toBe(2);
    expect(providers[0].records).toHaveLength(2);
    expect(providers[0].standing).toHaveLength(4);
    // What was never sent is in no journal.
    expect(await first.store.changes.list({ limit: 100 })).toHaveLength(4);
  });
});
