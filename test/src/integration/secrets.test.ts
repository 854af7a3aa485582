import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { readObject } from './__testUtils__/clusterObjects';
import { Stage } from './__testUtils__/stage';

jest.setTimeout(120_000);

/** 32 bytes, as `txtEncryptAesKey` wants them. */
const aesKey = 'Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZmc=';
const clusterToken = 'eu-reader-token';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('secrets', () => {
  let knex: Knex;
  let stage: Stage;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    stage = await Stage.start({
      knex,
      clusters: {
        eu: [
          'gateway gw 192.0.2.1',
          'httproute shop/web web.openova.io via gw',
        ].map(readObject),
      },
      externalDns: {
        registry: {
          type: 'txt',
          txtOwnerId: 'openova',
          txtPrefix: '_externaldns.',
          txtEncryptEnabled: true,
          txtEncryptAesKey: aesKey,
        },
      },
    });
    await stage.untilAnswered('web.openova.io', 'A', '192.0.2.1');
    // What goes wrong is told as well, and must not tell more than that.
    stage.clusters.eu.setFaults({ unreachable: true });
    await stage.api.resyncUntilDone({ kind: 'cluster', cluster: 'eu' });
    await stage.untilCluster('eu', 'stale');
    stage.clusters.eu.clearFaults();
    stage.provider.beforeWrite = async () => {
      stage.provider.beforeWrite = undefined;
      throw new Error('the service failed');
    };
    stage.clusters.eu.apply(readObject('gateway gw 192.0.2.2'));
    await stage.api.resyncUntilDone({ kind: 'all' });
    await stage.untilAnswered('web.openova.io', 'A', '192.0.2.2');
    for (const path of [
      '/overview',
      '/clusters',
      '/zones',
      '/records',
      '/verdicts',
      '/findings',
      '/changes',
      '/syncs',
      '/zones/openova.io/export',
      '/hostnames/web.openova.io',
    ]) {
      await stage.api.get(path);
    }
  });

  afterAll(() => stage.stop());

  it('encrypts ownership, and no reader of the zone learns the owner', async () => {
    const [text] = await stage.ask('_externaldns.a-web.openova.io', 'TXT');
    expect(text).not.toContain('openova');
    expect(
      (await stage.api.hostname('web.openova.io')).records[0],
    ).toMatchObject({ owner: 'openova', ours: true });
  });

  it.each([
    ['the key of the ownership TXT', aesKey],
    ['the token of a cluster', clusterToken],
  ])('%s is in no answer, no log line and no table', async (_, secret) => {
    const holds = (text: string) => text.includes(secret);
    expect(stage.answers.length).toBeGreaterThan(10);
    expect(stage.answers.filter(holds)).toEqual([]);
    expect(stage.log.ofPlugin().filter(holds)).toEqual([]);
    const tables: { name: string }[] = await knex('sqlite_master')
      .where({ type: 'table' })
      .select('name');
    expect(tables.map(table => table.name)).toContain('record_sets');
    for (const { name } of tables) {
      expect(holds(JSON.stringify(await knex(name)))).toBe(false);
    }
  });
});
