import { TestDatabases } from '@backstage/backend-test-utils';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { readObject } from './__testUtils__/clusterObjects';
import { Stage, StageOptions } from './__testUtils__/stage';
import { waitFor } from './__testUtils__/waitFor';
import { ownershipValue, readRecords } from './__testUtils__/zoneRecords';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('what is kept, and what is told of it', () => {
  let knex: Knex;
  let stage: Stage;

  const options = (): StageOptions => ({
    knex,
    // The portal's own scheduler, which runs the side jobs.
    features: [
      catalogServiceMock.factory({ entities: [] }),
      schedulerServiceFactory,
    ],
    clusters: {
      eu: [
        'gateway gw 192.0.2.1',
        'httproute shop/web web.openova.io via gw',
        'service shop/api api.openova.io at balancer.example.org',
      ].map(readObject),
    },
    zone: readRecords('A mail.openova.io 203.0.113.25'),
  });

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    stage = await Stage.start(options());
    await stage.untilAnswered('web.openova.io', 'A', '192.0.2.1');
    await stage.untilAnswered(
      'api.openova.io',
      'CNAME',
      'balancer.example.org',
    );
    await stage.api.resyncUntilDone({ kind: 'zone', zone: 'openova.io' });
  });

  afterAll(() => stage.stop());

  it('exports a zone as endpoints with their ownership', async () => {
    const exported = await stage.api.exportZone('openova.io');
    const texts = exported.map(({ recordType, dnsName, targets }) =>
      [recordType, dnsName, ...targets].join(' '),
    );
    const api = ownershipValue('openova', 'service/shop/api');
    const web = ownershipValue('openova', 'httproute/shop/web');
    for (const text of [
      'A web.openova.io 192.0.2.1',
      `TXT _externaldns.a-web.openova.io "${web}"`,
      'CNAME api.openova.io balancer.example.org',
      `TXT _externaldns.cname-api.openova.io "${api}"`,
      'A mail.openova.io 203.0.113.25',
    ]) {
      expect(texts).toContain(text);
    }
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('takes an export back as the records of a zone, and finds nothing to write', async () => {
    const exported = await stage.api.exportZone('openova.io');
    const again = await Stage.start({
      ...options(),
      knex: await databases.init('SQLITE_3'),
      zone: exported.map(({ dnsName, recordType, targets, recordTTL }) => ({
        dnsName,
        recordType,
        targets,
        recordTTL: recordTTL ?? 300,
      })),
    });
    try {
      await again.untilVerdict('web.openova.io', 'published');
      await again.untilVerdict('api.openova.io', 'published');
      await again.sync();
      expect(again.provider.writes).toEqual([]);
    } finally {
      await again.stop();
    }
  });

  it('tells each write with the object behind it and the sync that made it', async () => {
    const { items } = await stage.api.changes('?dnsName=web.openova.io');
    expect(
      items.map(({ action, role, outcome }) => [action, role, outcome]),
    ).toEqual(
      expect.arrayContaining([
        ['create', 'ownership', 'done'],
        ['create', 'record', 'done'],
      ]),
    );
    for (const item of items) {
      expect(item.origins).toEqual([
        { cluster: 'eu', kind: 'HTTPRoute', namespace: 'shop', name: 'web' },
      ]);
    }
    const { items: syncs } = await stage.api.syncs();
    const sync = syncs.find(each => each.id === items[0].syncId);
    expect(sync).toMatchObject({ outcome: 'ok', updated: 0, deleted: 0 });
    // Records are counted, not what stands beside them.
    expect(syncs.reduce((sum, each) => sum + each.created, 0)).toBe(2);
  });

  it('asks no provider and writes no row of history while nothing changes', async () => {
    await stage.sync();
    const before = (await stage.api.syncs()).totalItems;
    const reads = stage.provider.reads;
    await stage.untilScheduledSyncs(2);
    expect(stage.provider.reads).toBe(reads);
    expect((await stage.api.syncs()).totalItems).toBe(before);
  });

  it('forgets history that is older than wanted, and keeps the rest', async () => {
    const [{ id: _, ...row }] = await knex('changes').limit(1);
    await knex('changes').insert({
      ...row,
      record_name: 'old.openova.io',
      at: new Date('2020-01-01T00:00:00Z'),
    });
    await stage.runSideJob('external-dns-history');
    await waitFor(async () => {
      const rows = await knex('changes').where({
        record_name: 'old.openova.io',
      });
      return rows.length === 0 || undefined;
    }, 'old history to go');
    const { items } = await stage.api.changes('?dnsName=web.openova.io');
    expect(items.length).toBeGreaterThan(0);
  });
});
