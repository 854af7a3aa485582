import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { Knex } from 'knex';
import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import {
  migrated,
  testDatabases,
  watchQueries,
} from '../store/__testUtils__/databases';
import { MemoryProvider } from './__testUtils__/memoryProvider';
import { createReplica, optionsOf } from './__testUtils__/replica';

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
    clock.busy = watchQueries(knex);
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

  it('changes, retypes and deletes what it owns', async () => {
    const { collector } = await started({}, 'web.openova.io A 192.0.2.1');

    collector.ask('eu', 'web.openova.io A 192.0.2.2');
    await clock.advance(1_000);
    expect(provider.records).toEqual(['web.openova.io A 192.0.2.2']);

    collector.ask('eu', 'web.openova.io CNAME lb.example.org');
    await clock.advance(1_000);
    expect(provider.records).toEqual(['web.openova.io CNAME lb.example.org']);
    expect(provider.standing).toHaveLength(2);

    collector.ask('eu');
    await clock.advance(1_000);
    expect(provider.standing).toEqual([]);
    expect(await knex('record_sets')).toEqual([]);
    expect(await knex('claims')).toEqual([]);
    expect(await knex('verdicts')).toEqual([]);
  });

  it('asks the service nothing and touches one row when nothing changed', async () => {
    const { store } = await started({}, 'web.openova.io A 192.0.2.1');
    const calls = provider.calls.length;
    const before = await dump();
    await clock.advance(10 * 60_000);
    expect(provider.calls).toHaveLength(calls);
    const [sync, ...others] = await store.syncs.list({ limit: 10 });
    expect(others).toEqual([]);
    expect(sync.repeats).toBe(10);
    const after = await dump();
    expect(after).toEqual(before);

    async function dump() {
      const tables = ['zones', 'record_sets', 'verdicts', 'claims', 'changes'];
      return Promise.all(tables.map(table => knex(table).select()));
    }
  });

  it('reads only the names that it is about to write', async () => {
    for (let index = 0; index < 250; index += 1) {
      provider.put(`other-${index}.openova.io A 192.0.2.9`);
    }
    const { collector } = await started({}, 'web.openova.io A 192.0.2.1');
    provider.calls.length = 0;
    collector.ask('eu', 'web.openova.io A 192.0.2.2');
    await clock.advance(1_000);
    expect(provider.calls).toEqual([
      {
        operation: 'list',
        zone: 'openova.io',
        names: ['_externaldns.a-web.openova.io', 'web.openova.io'],
      },
      {
        operation: 'write',
        zone: 'openova.io',
        changes: ['update A web.openova.io'],
      },
    ]);
  });

  it('never touches a record of somebody else', async () => {
    provider.put('web.openova.io A 198.51.100.1');
    provider.put('mail.openova.io A 198.51.100.2');
    provider.put(
      '_externaldns.a-mail.openova.io TXT "heritage=external-dns,external-dns/owner=somebody"',
    );
    const before = provider.standing;
    const { collector } = await started(
      {},
      'web.openova.io A 192.0.2.1',
      'mail.openova.io A 192.0.2.2',
    );
    collector.ask('eu');
    await clock.advance(1_000);
    expect(provider.standing).toEqual(before);
    expect(provider.writes).toEqual([]);
  });

  it('finds drift with the sweep and mends it', async () => {
    await started({}, 'web.openova.io A 192.0.2.1');
    provider.drop('web.openova.io', 'A');
    provider.put('web.openova.io A 203.0.113.66');
    await clock.advance(10 * 60_000);
    expect(provider.records).toEqual(['web.openova.io A 203.0.113.66']);
    await clock.advance(21 * 60_000);
    expect(provider.records).toEqual(['web.openova.io A 192.0.2.1']);
  });

  it('writes nothing in observe mode, and shows what it would write', async () => {
    const instances = optionsOf({ mode: 'observe' });
    const first = await started({ instances }, 'web.openova.io A 192.0.2.1');
    await clock.advance(31 * 60_000);
    // The next writer shows nothing twice.
    await stopped(first.loop);
    const { store } = await started(
      { instances },
      'web.openova.io A 192.0.2.1',
    );
    expect(provider.writes).toEqual([]);
    expect(provider.standing).toEqual([]);
    expect(await store.zones.all()).toMatchObject([
      { state: 'pending', pendingChanges: 1 },
    ]);
    const changes = await store.changes.list({ limit: 10 });
    expect(changes.map(change => change.outcome)).toEqual([
      'planned',
      'planned',
    ]);
    expect(await knex('verdicts').select('reason')).toEqual([
      { reason: 'creating' },
    ]);
  });

  it('reads a zone in full before a new writer deletes anything there', async () => {
    const first = await started({}, 'web.openova.io A 192.0.2.1');
    await stopped(first.loop);
    running.pop();
    provider.calls.length = 0;
    const second = await createReplica({
      knex,
      clock,
      providers: [provider],
      holder: 'replica-2',
    });
    second.collector.ask('eu');
    second.loop.start();
    running.push(second.loop);
    await clock.advance(100);
    expect(provider.calls.map(call => [call.operation, call.names])).toEqual([
      ['zones', undefined],
      ['list', undefined],
      ['write', undefined],
    ]);
    expect(provider.standing).toEqual([]);
  });

  it('keeps the records of a cluster that cannot be read', async () => {
    const { collector } = await started({}, 'web.openova.io A 192.0.2.1');
    collector.ask('us', 'shop.openova.io A 192.0.2.7');
    await clock.advance(1_000);
    collector.lose('eu');
    await clock.advance(31 * 60_000);
    expect(provider.records).toEqual([
      'shop.openova.io A 192.0.2.7',
      'web.openova.io A 192.0.2.1',
    ]);
  });

  it('goes on with the other zones and accounts when one fails', async () => {
    const broken = new MemoryProvider(['example.org']);
    broken.before = ({ operation }) => {
      if (operation !== 'zones') {
        throw new ProviderError('Unavailable', 'The service is away.');
      }
    };
    const { store } = await started(
      {
        providers: [broken, provider],
        instances: optionsOf({ domainFilter: ['openova.io', 'example.org'] }),
      },
      'web.openova.io A 192.0.2.1',
      'web.example.org A 192.0.2.1',
    );
    expect(provider.records).toEqual(['web.openova.io A 192.0.2.1']);
    expect(await store.zones.all()).toMatchObject([
      { zone: { name: 'example.org' }, state: 'unread' },
      { zone: { name: 'openova.io' }, state: 'in-sync' },
    ]);
    expect(await store.syncs.latestFinished()).toMatchObject({
      outcome: 'partial',
      sentence: 'The service is away.',
    });
    expect(
      await knex('verdicts').select('dns_name', 'reason').orderBy('dns_name'),
    ).toEqual([
      { dns_name: 'web.example.org', reason: 'waits-for-zone' },
      { dns_name: 'web.openova.io', reason: 'published' },
    ]);

    broken.before = () => {};
    await clock.advance(6 * 60_000);
    expect(broken.records).toEqual(['web.example.org A 192.0.2.1']);
    expect(await store.findings.all()).toEqual([]);
  });

  it('waits for a slow zone with patience, and not for ever', async () => {
    const slow = new MemoryProvider(['example.org']);
    let answer = () => {};
    slow.before = ({ operation }) =>
      operation === 'list'
        ? new Promise(resolve => {
            answer = resolve;
          })
        : undefined;
    const { collector } = await started(
      {
        providers: [slow, provider],
        instances: optionsOf({ domainFilter: ['openova.io', 'example.org'] }),
      },
      'web.example.org A 192.0.2.1',
    );
    await clock.advance(5_000);
    collector.ask(
      'eu',
      'web.example.org A 192.0.2.1',
      'web.openova.io A 192.0.2.1',
    );
    await clock.advance(1_000);
    expect(provider.records).toEqual(['web.openova.io A 192.0.2.1']);
    answer();
    await clock.advance(1_000);
    expect(slow.records).toEqual(['web.example.org A 192.0.2.1']);
  });

  it('writes a public zone of two accounts in neither', async () => {
    const twin = new MemoryProvider(['openova.io']);
    const { store } = await started(
      { providers: [provider, twin] },
      'web.openova.io A 192.0.2.1',
    );
    expect([...provider.writes, ...twin.writes]).toEqual([]);
    expect(await store.zones.all()).toMatchObject([
      { state: 'ambiguous' },
      { state: 'ambiguous' },
    ]);
    expect(await knex('verdicts').select('reason')).toEqual([
      { reason: 'zone-ambiguous' },
    ]);
    expect(await store.findings.all()).toHaveLength(2);
  });

  it('serves a resync of a record, read again and told', async () => {
    const { loop, store } = await started({}, 'web.openova.io A 192.0.2.1');
    provider.drop('web.openova.io', 'A');
    provider.put('web.openova.io A 203.0.113.66');
    const scope = { kind: 'record', dnsName: 'web.openova.io' } as const;
    const asked = await loop.requestResync(scope, 'user:default/ada');
    const again = await loop.requestResync(scope, 'user:default/ben');
    expect(again).toMatchObject({ id: asked.id, joined: true });
    await clock.advance(100);
    expect(provider.records).toEqual(['web.openova.io A 192.0.2.1']);
    expect(await store.resyncs.get(asked.id)).toMatchObject({
      state: 'done',
      sentence: '0 created, 1 updated, 0 deleted.',
      progress: { zones: 1, zonesDone: 1 },
    });
  });

  it('lists clusters, zones and zone lists again for a resync of all', async () => {
    const { collector, loop, store } = await started(
      {},
      'web.openova.io A 192.0.2.1',
    );
    provider.calls.length = 0;
    const { id } = await loop.requestResync(
      { kind: 'all' },
      'user:default/ada',
    );
    await clock.advance(100);
    expect(collector.refreshed).toEqual(['all']);
    expect(provider.calls.map(call => call.operation)).toEqual([
      'zones',
      'list',
    ]);
    expect(await store.resyncs.get(id)).toMatchObject({
      state: 'done',
      sentence: 'Everything stood as it should.',
    });
  });

  it('forgets a zone that the account holds no more', async () => {
    const { store } = await started({}, 'web.openova.io A 192.0.2.1');
    provider.removeZone('openova.io');
    await clock.advance(31 * 60_000);
    expect(await store.zones.all()).toEqual([]);
    expect(await knex('record_sets')).toEqual([]);
    expect(await knex('verdicts').select('reason')).toEqual([
      { reason: 'no-zone' },
    ]);
  });
});
