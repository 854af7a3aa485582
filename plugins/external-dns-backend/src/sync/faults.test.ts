import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
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
const ownershipOf = (name: string, type = 'a') =>
  `_externaldns.${type}-${name}.openova.io TXT "heritage=external-dns,external-dns/owner=openova,external-dns/resource=service/shop/${name}"`;

/** Each behaviour holds whether or not the service has atomic batches. */
const services = [
  { name: 'atomic batches', batch: { changes: 100, atomic: true } },
  { name: 'small atomic batches', batch: { changes: 4, atomic: true } },
  { name: 'batches in order', batch: { changes: 100, atomic: false } },
  { name: 'one change a call', batch: { changes: 1, atomic: false } },
  {
    name: 'whole listings only',
    batch: { changes: 1, atomic: false },
    readsByName: false,
  },
];

describe.each(services)('a service with $name', ({ batch, readsByName }) => {
  let knex: Knex;
  let clock: VirtualClock;
  let provider: MemoryProvider;
  /** Then each sweep tries again. */
  let isRefusing = false;
  let replica: Awaited<ReturnType<typeof createReplica>>;

  beforeEach(async () => {
    knex = await migrated(databases, 'SQLITE_3');
    isRefusing = false;
    clock = new VirtualClock();
    clock.busy = watchQueries(knex);
    provider = new MemoryProvider(['openova.io'], {
      batch,
      readsByName: readsByName ?? true,
    });
    replica = await createReplica({
      knex,
      clock,
      providers: [provider],
      times: { sweep: 5 * 60_000, resyncPoll: 10_000 },
    });
  });

  afterEach(async () => {
    const stop = replica.loop.stop();
    await clock.advance(100);
    await stop;
  });

  async function started(...asked: string[]) {
    replica.collector.ask('eu', ...asked);
    replica.loop.start();
    await clock.advance(100);
  }

  /** Whatever happened before: the next syncs mend it, and then nothing is left. */
  async function expectInTheEnd(...standing: string[]) {
    await clock.advance(6 * 60_000);
    expect(provider.standing).toEqual([...standing].sort());
    const writes = provider.writes.length;
    await clock.advance(6 * 60_000);
    expect(provider.standing).toEqual([...standing].sort());
    if (!isRefusing) expect(provider.writes).toHaveLength(writes);
  }

  it('changes a type and leaves one record with its own TXT', async () => {
    await started('web.openova.io A 192.0.2.1');
    replica.collector.ask('eu', 'web.openova.io CNAME lb.example.org');
    await clock.advance(1_000);
    expect(provider.standing).toEqual([
      ownershipOf('web', 'cname'),
      'web.openova.io CNAME lb.example.org',
    ]);
    await expectInTheEnd(...provider.standing);
  });

  it('puts the old record back when the new type is refused', async () => {
    await started('web.openova.io A 192.0.2.1');
    isRefusing = true;
    provider.refuse = ({ recordType }) =>
      recordType === 'CNAME' ? 'No aliases here.' : undefined;
    replica.collector.ask('eu', 'web.openova.io CNAME lb.example.org');
    await clock.advance(1_000);
    await expectInTheEnd('web.openova.io A 192.0.2.1', ownershipOf('web'));
    const [verdict] = await knex('verdicts').select('reason', 'params');
    expect(verdict.reason).toBe('refused-by-service');
    expect(JSON.parse(verdict.params)).toMatchObject({
      zone: 'openova.io',
      detail: 'No aliases here.',
    });
  });

  it('sets a refused record aside with its TXT, and writes all others', async () => {
    const names = [...'abcdefgh'].map(each => `${each}.openova.io`);
    provider.refuse = ({ dnsName }) =>
      dnsName === 'c.openova.io' ? 'The name c is reserved.' : undefined;
    await started(...names.map(name => `${name} A 192.0.2.1`));
    expect(provider.records).toEqual(
      names
        .filter(name => name !== 'c.openova.io')
        .map(name => `${name} A 192.0.2.1`),
    );
    expect(provider.standing).toHaveLength(14);
    expect(
      await knex('verdicts').where('dns_name', 'c.openova.io').first(),
    ).toMatchObject({ reason: 'refused-by-service', state: 'blocked' });
    expect(await replica.store.zones.all()).toMatchObject([
      {
        state: 'failed',
        sentence: 'c.openova.io was refused: The name c is reserved.',
      },
    ]);
    expect(await replica.store.syncs.latestFinished()).toMatchObject({
      created: 7,
      rejected: 1,
    });

    // It is not knocked for again, until a person asks.
    const writes = provider.writes.length;
    await clock.advance(4 * 60_000);
    expect(provider.writes).toHaveLength(writes);
    provider.refuse = () => undefined;
    await replica.loop.requestResync(
      { kind: 'record', dnsName: 'c.openova.io' },
      'user:default/ada',
    );
    await clock.advance(100);
    expect(provider.records).toContain('c.openova.io A 192.0.2.1');
    expect(provider.standing).toHaveLength(16);
  });

  it('creates no record whose TXT is refused', async () => {
    isRefusing = true;
    provider.refuse = ({ recordType }) =>
      recordType === 'TXT' ? 'No texts here.' : undefined;
    await started('web.openova.io A 192.0.2.1');
    expect(provider.records).toEqual([]);
    await expectInTheEnd();
  });

  it('reads again before it retries what was throttled', async () => {
    let times = 0;
    provider.before = ({ operation }) => {
      if (operation !== 'write') return;
      times += 1;
      if (times === 1) {
        throw new ProviderError('Throttled', 'Too many requests.', {
          retryAfterSeconds: 7,
        });
      }
    };
    await started('web.openova.io A 192.0.2.1');
    expect(provider.writes).toHaveLength(1);
    provider.calls.length = 0;
    await clock.advance(6_000);
    expect(provider.calls).toEqual([]);
    await clock.advance(1_500);
    expect(provider.calls[0].operation).toBe('list');
    expect(provider.records).toEqual(['web.openova.io A 192.0.2.1']);
    await expectInTheEnd('web.openova.io A 192.0.2.1', ownershipOf('web'));
  });

  it.each(['before', 'after'] as const)(
    'mends what a lost answer left, lost %s the write took effect',
    async when => {
      for (const lostAt of [1, 2, 3]) {
        let writes = 0;
        provider[when] = ({ operation }) => {
          if (operation !== 'write') return;
          writes += 1;
          if (writes === lostAt) {
            throw new ProviderError('Unavailable', 'The connection broke.');
          }
        };
        if (lostAt === 1) await started('web.openova.io A 192.0.2.1');
        else replica.collector.ask('eu', `web.openova.io A 192.0.2.${lostAt}`);
        await clock.advance(10_000);
        await expectInTheEnd(
          `web.openova.io A 192.0.2.${lostAt}`,
          ownershipOf('web'),
        );
        replica.collector.ask('eu', 'web.openova.io CNAME lb.example.org');
        await clock.advance(10_000);
        await expectInTheEnd(
          'web.openova.io CNAME lb.example.org',
          ownershipOf('web', 'cname'),
        );
        replica.collector.ask('eu');
        await clock.advance(10_000);
        await expectInTheEnd();
      }
      const outcomes: { outcome: string }[] = await knex('changes')
        .distinct('outcome')
        .orderBy('outcome');
      expect(outcomes.map(each => each.outcome)).toEqual(['done', 'unknown']);
    },
  );

  it('leaves each record with an owner wherever it stops, and the next writer mends it', async () => {
    const asked = ['a', 'b', 'c'].map(name => `${name}.openova.io A 192.0.2.1`);
    for (let stopAfter = 0; stopAfter < 7; stopAfter += 1) {
      const crashed = new MemoryProvider(['openova.io'], {
        batch,
        readsByName: readsByName ?? true,
      });
      const database = await migrated(databases, 'SQLITE_3');
      clock.busy = watchQueries(database);
      const first = await createReplica({
        knex: database,
        clock,
        providers: [crashed],
      });
      let writes = 0;
      crashed.before = ({ operation }) => {
        if (operation !== 'write') return;
        writes += 1;
        // As a process that is gone: nothing is sent any more.
        if (writes > stopAfter) throw new ProviderError('InvalidConfig', 'x');
      };
      first.collector.ask('eu', ...asked);
      first.loop.start();
      await clock.advance(1_000);
      for (const record of crashed.records) {
        const name = record.split('.')[0];
        expect(crashed.standing).toContain(ownershipOf(name));
      }
      const stop = first.loop.stop();
      await clock.advance(100);
      await stop;

      crashed.before = () => {};
      const second = await createReplica({
        knex: database,
        clock,
        providers: [crashed],
        holder: 'replica-2',
      });
      second.collector.ask('eu', ...asked);
      second.loop.start();
      await clock.advance(1_000);
      expect(crashed.records).toEqual(asked);
      expect(crashed.standing).toHaveLength(6);
      const end = second.loop.stop();
      await clock.advance(100);
      await end;
    }
    clock.busy = watchQueries(knex);
  });
});

describe('batches', () => {
  it('take no more calls than the operations divided by the batch', async () => {
    const knex = await migrated(databases, 'SQLITE_3');
    const clock = new VirtualClock();
    clock.busy = watchQueries(knex);
    const provider = new MemoryProvider(['openova.io'], {
      batch: { changes: 20, atomic: true },
    });
    const { collector, loop } = await createReplica({
      knex,
      clock,
      providers: [provider],
    });
    const names = Array.from({ length: 55 }, (_, index) => `n${index}`);
    collector.ask('eu', ...names.map(name => `${name}.openova.io A 192.0.2.1`));
    loop.start();
    await clock.advance(1_000);
    expect(provider.records).toHaveLength(55);
    expect(provider.writes).toHaveLength(Math.ceil(110 / 20));
    expect(
      provider.calls.filter(call => call.operation === 'list'),
    ).toHaveLength(1);
    const stop = loop.stop();
    await clock.advance(100);
    await stop;
  });
});
