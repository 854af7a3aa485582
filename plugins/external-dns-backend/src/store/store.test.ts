import { Change, Verdict } from '@openova/dns-engine';
import { Knex } from 'knex';
import { migrated, testDatabases } from './__testUtils__/databases';
import { pruneHistory } from './retention';
import { createStore, Store } from './store';

jest.setTimeout(60_000);
const databases = testDatabases();
const at = new Date('2026-11-21T08:00:00Z');
const later = new Date('2026-11-21T09:00:00Z');

function verdict(
  name: string,
  reason: Verdict['reason'] = 'published',
): Verdict {
  return {
    origin: { cluster: 'eu', kind: 'Service', namespace: 'shop', name },
    dnsName: `${name}.openova.io`,
    recordType: 'A',
    setIdentifier: '',
    reason,
    params: { zone: 'openova.io' },
  };
}

describe.each(databases.eachSupportedId())('the store on %s', databaseId => {
  let knex: Knex;
  let store: Store;

  beforeEach(async () => {
    knex = await migrated(databases, databaseId);
    store = createStore(knex);
  });

  it('writes only rows that changed, also for the next writer', async () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      verdict(`n${index}`),
    );
    expect(await store.verdicts.replaceAll(many, at)).toEqual({
      written: 500,
      deleted: 0,
    });
    expect(await store.verdicts.replaceAll(many, later)).toEqual({
      written: 0,
      deleted: 0,
    });
    const next = createStore(knex);
    const changed = [...many.slice(1, 499), verdict('n499', 'creating')];
    expect(await next.verdicts.replaceAll(changed, later)).toEqual({
      written: 1,
      deleted: 1,
    });
    const rows = await knex('verdicts').select('name', 'reason', 'since');
    expect(rows).toHaveLength(499);
    expect(
      rows
        .filter(row => new Date(row.since).getTime() === later.getTime())
        .map(row => [row.name, row.reason]),
    ).toEqual([['n499', 'creating']]);
  });

  it('replaces names of a zone and leaves the others', async () => {
    const zone = {
      key: 'memory/1',
      name: 'openova.io',
      provider: 'memory',
      ourOwners: new Set(['openova']),
    };
    const record = (dnsName: string, target: string) => ({
      record: {
        zone: 'openova.io',
        dnsName,
        recordType: 'A',
        targets: [target],
      },
      labels: { owner: 'openova' },
      txt: [],
    });
    const { recordSets } = store;
    await recordSets.replaceZone(
      zone,
      [
        record('A.openova.io', '192.0.2.1'),
        record('b.openova.io', '192.0.2.2'),
      ],
      at,
    );
    await recordSets.replaceZone(
      { ...zone, key: 'memory/2' },
      [record('a.openova.io', '192.0.2.9')],
      at,
    );
    expect(
      await recordSets.replaceNames(zone, new Set(['a.openova.io']), [], at),
    ).toEqual({ written: 0, deleted: 1 });
    expect(
      await knex('record_sets')
        .select('zone_key', 'dns_name')
        .orderBy('zone_key'),
    ).toEqual([
      { zone_key: 'memory/1', dns_name: 'b.openova.io' },
      { zone_key: 'memory/2', dns_name: 'a.openova.io' },
    ]);
  });

  it('tells a change before it is sent and what became of it', async () => {
    const change = (name: string): Change => ({
      role: 'record',
      action: 'create',
      new: {
        zone: 'openova.io',
        dnsName: name,
        recordType: 'A',
        targets: ['192.0.2.1'],
        recordTTL: 60,
      },
    });
    const ids = await store.changes.begin(
      ['a', 'b', 'c', 'd'].map(name => ({
        change: change(`${name}.openova.io`),
        dnsName: `${name}.openova.io`,
        setIdentifier: '',
        origins: [],
      })),
      { syncId: 1, zoneKey: 'memory/1', zone: 'openova.io', at },
      'unknown',
    );
    expect(ids).toHaveLength(4);
    await store.changes.finish([
      { id: ids[0], outcome: 'done' },
      { id: ids[1], outcome: 'rejected', message: 'No.' },
      { id: ids[2], outcome: 'not-sent' },
    ]);
    const [d, b, ...rest] = await store.changes.list({ limit: 3 });
    expect(d).toMatchObject({ dnsName: 'd.openova.io', outcome: 'unknown' });
    expect(b).toMatchObject({ outcome: 'rejected', message: 'No.' });
    expect(rest).toMatchObject([
      {
        dnsName: 'a.openova.io',
        outcome: 'done',
        at,
        after: { targets: ['192.0.2.1'], ttl: 60 },
      },
    ]);
    expect(
      await store.changes.list({ dnsName: 'B.openova.io.', limit: 5 }),
    ).toHaveLength(1);
  });

  it('remembers claims', async () => {
    const claim = {
      dnsName: 'web.openova.io',
      setIdentifier: 'eu',
      cluster: 'eu',
      instance: 'default',
      origin: {
        cluster: 'eu',
        kind: 'Service',
        namespace: 'shop',
        name: 'web',
      },
      contributors: ['service/shop/web'],
      since: at.toISOString(),
    };
    const key = 'web.openova.io eu';
    await store.claims.change('memory/1', new Map(), new Map([[key, claim]]));
    const next = createStore(knex).claims;
    const found = await next.ofZone('memory/1');
    expect([...found.entries()]).toEqual([[key, claim]]);
    const moved = new Map([[key, { ...claim, cluster: 'us' }]]);
    expect(await next.change('memory/1', found, moved)).toEqual({
      written: 1,
      deleted: 0,
    });
    expect(await next.change('memory/1', moved, moved)).toEqual({
      written: 0,
      deleted: 0,
    });
    expect(await next.change('memory/1', moved, new Map())).toEqual({
      written: 0,
      deleted: 1,
    });
    expect(await knex('claims')).toEqual([]);
  });

  it('prunes old history in bounded deletes and keeps the latest sync', async () => {
    const old = new Date('2026-01-01T00:00:00Z');
    for (let index = 0; index < 7; index += 1) {
      const id = await store.syncs.begin({
        trigger: 'schedule',
        startedAt: index === 5 ? at : old,
        cause: [],
        epoch: 1,
      });
      await store.syncs.finish(id, {
        finishedAt: old,
        outcome: 'ok',
        zones: 1,
        created: 0,
        updated: 0,
        deleted: 0,
        rejected: 0,
      });
    }
    const { id } = await store.resyncs.request({
      scope: { kind: 'all' },
      requestedBy: 'user:default/ada',
      at: old,
    });
    const statements: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    expect(
      await pruneHistory(knex, {
        before: new Date('2026-10-22T00:00:00Z'),
        rowsPerStatement: 2,
      }),
    ).toBe(5);
    expect(
      statements.filter(sql => /^delete from .syncs/.test(sql)),
    ).toHaveLength(3);
    expect(
      (await store.syncs.list({ limit: 10 })).map(each => each.id),
    ).toEqual([7, 6]);
    expect(await store.resyncs.get(id)).toMatchObject({ state: 'queued' });
  });

  it('ends what a crashed writer left', async () => {
    const started = { trigger: 'resync', startedAt: at, cause: [], epoch: 1 };
    const syncId = await store.syncs.begin({ ...started, trigger: 'resync' });
    const { id } = await store.resyncs.request({
      scope: { kind: 'cluster', cluster: 'eu' },
      requestedBy: 'user:default/ada',
      at,
    });
    await store.resyncs.begin([id], syncId);
    await store.syncs.abandonRunning(2, later);
    await store.resyncs.requeueRunning();
    expect(await store.syncs.latestFinished()).toMatchObject({
      outcome: 'failed',
      sentence: 'The replica that ran it stopped in the middle.',
    });
    expect(await store.resyncs.queued()).toMatchObject([{ id }]);
  });
});
