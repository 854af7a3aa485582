import { Knex } from 'knex';
import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import { migrated, testDatabases } from '../store/__testUtils__/databases';
import { MemoryProvider } from './__testUtils__/memoryProvider';
import { createReplica } from './__testUtils__/replica';

jest.setTimeout(60_000);
const databases = testDatabases();

describe.each(databases.eachSupportedId())('a sync on %s', databaseId => {
  let knex: Knex;
  let clock: VirtualClock;
  let provider: MemoryProvider;
  const running: { stop(): Promise<void> }[] = [];

  beforeEach(async () => {
    knex = await migrated(databases, databaseId);
    clock = new VirtualClock();
    provider = new MemoryProvider(['openova.io']);
  });

  afterEach(async () => {
    for (const loop of running.splice(0)) await stopped(loop);
  });

  async function stopped(loop: { stop(): Promise<void> }) {
    const stop = loop.stop();
    await clock.advance(100);
    await stop;
  }

  async function started(
    options: Partial<Parameters<typeof createReplica>[0]> = {},
    ...asked: string[]
  ) {
    const replica = await createReplica({
      knex,
      clock,
      providers: [provider],
      ...options,
    });
    if (asked.length > 0) replica.collector.ask('eu', ...asked);
    replica.loop.start();
    running.push(replica.loop);
    await clock.advance(100);
    return replica;
  }

  it('creates a record with its ownership', async () => {
    const { store } = await started({}, 'web.openova.io A 192.0.2.1');
    expect(provider.standing).toEqual([
      '_externaldns.a-web.openova.io TXT "heritage=external-dns,external-dns/owner=openova,external-dns/resource=service/shop/web"',
      'web.openova.io A 192.0.2.1',
    ]);
    expect(await knex('verdicts').select('dns_name', 'reason')).toEqual([
      { dns_name: 'web.openova.io', reason: 'published' },
    ]);
    expect(
      await knex('record_sets').select('dns_name', 'owner', 'resource'),
    ).toEqual([
      {
        dns_name: 'web.openova.io',
        owner: 'openova',
        resource: 'service/shop/web',
      },
    ]);
    expect(await store.changes.list({ limit: 10 })).toMatchObject([
      { role: 'record', action: 'create', outcome: 'done' },
      { role: 'ownership', action: 'create', outcome: 'done' },
    ]);
    expect(await store.syncs.latestFinished()).toMatchObject({
      trigger: 'start',
      outcome: 'ok',
      created: 1,
    });
    expect(await store.zones.all()).toMatchObject([
      { state: 'in-sync', recordCount: 1, ownedCount: 1 },
    ]);
  });
});
