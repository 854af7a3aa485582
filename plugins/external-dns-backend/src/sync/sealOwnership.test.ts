import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import {
  migrated,
  testDatabases,
  watchQueries,
} from '../store/__testUtils__/databases';
import { Knex } from 'knex';
import { MemoryProvider } from './__testUtils__/memoryProvider';
import { createReplica, optionsOf } from './__testUtils__/replica';

jest.setTimeout(60_000);
const databases = testDatabases();

describe('what is stored and sealed', () => {
  let knex: Knex;
  let clock: VirtualClock;
  let provider: MemoryProvider;
  let stop: (() => Promise<void>) | undefined;

  beforeEach(async () => {
    knex = await migrated(databases, 'SQLITE_3');
    clock = new VirtualClock();
    clock.busy = watchQueries(knex);
    provider = new MemoryProvider(['openova.io']);
  });

  afterEach(async () => {
    const stopped = stop?.();
    await clock.advance(100);
    await stopped;
  });

  async function started(
    options: Partial<Parameters<typeof createReplica>[0]>,
    asked: string,
  ) {
    const replica = await createReplica({
      knex,
      clock,
      providers: [provider],
      ...options,
    });
    stop = () => replica.loop.stop();
    replica.collector.ask('eu', asked);
    replica.loop.start();
    await clock.advance(100);
    return replica;
  }

  it('writes encrypted ownership, reads it again and takes it away', async () => {
    const { collector } = await started(
      {
        instances: optionsOf({
          registry: {
            type: 'txt',
            txtOwnerId: 'openova',
            txtPrefix: '_externaldns.',
            txtEncryptEnabled: true,
            txtEncryptAesKey: 'k'.repeat(32),
          },
        }),
      },
      'web.openova.io A 192.0.2.1',
    );
    const [txt] = provider.standing;
    expect(txt).toMatch(/^_externaldns\.a-web\.openova\.io TXT "[\w+/=]+"$/);
    expect(await knex('record_sets').select('owner', 'resource')).toEqual([
      { owner: 'openova', resource: 'service/shop/web' },
    ]);
    const writes = provider.writes.length;
    await clock.advance(31 * 60_000);
    expect(provider.writes).toHaveLength(writes);
    collector.ask('eu');
    await clock.advance(1_000);
    expect(provider.standing).toEqual([]);
  });

  it('reads a zone anew after the database failed in the middle', async () => {
    const { collector, store } = await started(
      {},
      'web.openova.io A 192.0.2.1',
    );
    const save = jest
      .spyOn(store.recordSets, 'replaceNames')
      .mockRejectedValueOnce(new Error('the disk is full'));
    collector.ask('eu', 'web.openova.io A 192.0.2.2');
    await clock.advance(1_000);
    expect(save).toHaveBeenCalled();
    save.mockRestore();
    await clock.advance(60_000);
    expect(provider.records).toEqual(['web.openova.io A 192.0.2.2']);
    expect(await knex('record_sets').select('targets')).toEqual([
      { targets: '["192.0.2.2"]' },
    ]);
    expect(await store.zones.all()).toMatchObject([{ state: 'in-sync' }]);
  });
});
