import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { DemoCluster } from '@openova/demo-environment';
import { Knex } from 'knex';
import {
  ClusterStage,
  collectUntil,
  gateway,
  namesOf,
  namespace,
  route,
  service,
  sourceIn,
  stageCollector,
} from '../__testUtils__/clusterStage';
import { openStore } from '../store/openStore';
import { Collector } from './collected';

jest.setTimeout(60_000);

function component(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  };
}

describe('a collector over a cluster', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let stage: ClusterStage;
  let cluster: DemoCluster;
  let knex: Knex;
  let collector: Collector;

  beforeEach(async () => {
    stage = await ClusterStage.start(['eu']);
    cluster = stage.clusters.eu;
    cluster.apply(namespace('shop'));
    cluster.apply(namespace('infra'));
    cluster.apply(gateway('public', '192.0.2.1'));
    cluster.apply(route('web', 'web.openova.io'));
    const client = await databases.init('SQLITE_3');
    knex = await openStore(mockServices.database({ knex: client }));
  });

  afterEach(async () => {
    await collector.stop();
    await stage.stop();
  });

  const begin = async (
    given: Partial<Parameters<typeof stageCollector>[0]> = {},
  ) => {
    collector = stageCollector({ access: stage.access, knex, ...given });
    await collector.start();
    return collectUntil(
      collector,
      now => sourceIn(now, 'eu')?.state === 'fresh' && now.changed.length > 0,
    );
  };

  it('says what the cluster asks for, and follows it', async () => {
    const first = await begin();
    expect(sourceIn(first, 'eu')).toMatchObject({
      state: 'fresh',
      wishes: [
        {
          endpoint: {
            dnsName: 'web.openova.io',
            recordType: 'A',
            targets: ['192.0.2.1'],
          },
          origin: { cluster: 'eu', kind: 'HTTPRoute', name: 'web' },
        },
      ],
    });
    expect(first.clusters).toMatchObject([{ name: 'eu', state: 'fresh' }]);

    const heard = new Promise(resolve => collector.onChange(resolve));
    cluster.apply(route('api', 'api.openova.io'));
    expect(await heard).toEqual({
      cluster: 'eu',
      kind: 'HTTPRoute',
      namespace: 'shop',
      name: 'api',
    });
    const second = await collector.collect();
    expect(namesOf(sourceIn(second, 'eu'))).toEqual([
      'api.openova.io',
      'web.openova.io',
    ]);
    expect(second.changed.map(({ ref }) => ref.name)).toEqual(['api']);

    cluster.delete(route('web', 'web.openova.io'));
    const third = await collectUntil(
      collector,
      now => namesOf(sourceIn(now, 'eu')).length === 1,
    );
    expect(third.changed).toEqual([
      {
        ref: {
          cluster: 'eu',
          kind: 'HTTPRoute',
          namespace: 'shop',
          name: 'web',
        },
        entityRefs: [],
      },
    ]);
  });

  it('runs a source only when something that it reads has changed', async () => {
    const first = await begin();
    const second = await collector.collect();
    expect(sourceIn(second, 'eu')).toBe(sourceIn(first, 'eu'));
    expect(second.changed).toEqual([]);
  });

  it('stores the chain of an object', async () => {
    cluster.apply(route('shut', 'shut.openova.io', { accepted: 'False' }));
    cluster.apply(route('lost', 'lost.openova.io', { gateway: 'nowhere' }));
    await begin();
    const rows = await knex('objects').orderBy('name');
    expect(rows.map(row => [row.name, JSON.parse(row.payload)])).toEqual([
      [
        'lost',
        {
          asks: [],
          gateways: [
            {
              kind: 'Gateway',
              namespace: 'infra',
              name: 'nowhere',
              exists: false,
              accepted: 'True',
              addresses: [],
            },
          ],
        },
      ],
      [
        'shut',
        {
          asks: [],
          gateways: [
            {
              kind: 'Gateway',
              namespace: 'infra',
              name: 'public',
              exists: true,
              accepted: 'False',
              addresses: ['192.0.2.1'],
            },
          ],
        },
      ],
      [
        'web',
        {
          asks: [
            {
              dnsName: 'web.openova.io',
              recordType: 'A',
              targets: ['192.0.2.1'],
            },
          ],
          gateways: [
            {
              kind: 'Gateway',
              namespace: 'infra',
              name: 'public',
              exists: true,
              accepted: 'True',
              addresses: ['192.0.2.1'],
            },
          ],
        },
      ],
    ]);
  });

  it('finds the entities of objects, through backend Services too', async () => {
    cluster.apply(
      route('labelled', 'labelled.openova.io', {
        labels: { 'backstage.io/kubernetes-id': 'storefront' },
      }),
    );
    cluster.apply(service('web', { app: 'web', tier: 'front' }));
    await begin({
      entities: [
        component('storefront', {
          'backstage.io/kubernetes-id': 'storefront',
        }),
        component('web', {
          'backstage.io/kubernetes-label-selector': 'app=web,tier in (front)',
          // The selector counts before the id.
          'backstage.io/kubernetes-id': 'storefront',
        }),
        component('elsewhere', {
          'backstage.io/kubernetes-label-selector': 'app=web',
          'backstage.io/kubernetes-namespace': 'infra',
        }),
        component('nothing', {}),
      ],
    });
    const rows = await knex('object_entities').orderBy('name');
    expect(rows.map(row => [row.name, row.entity_ref])).toEqual([
      ['labelled', 'component:default/storefront'],
      ['web', 'component:default/web'],
    ]);
    cluster.apply(service('web', { app: 'other' }));
    const next = await collectUntil(
      collector,
      ({ changed }) => changed.length > 0,
    );
    expect(next.changed).toMatchObject([
      { ref: { name: 'web' }, entityRefs: [] },
    ]);
    expect(await knex('object_entities').where({ name: 'web' })).toEqual([]);
  });

  it('answers for the wishes of a cluster that is unreachable after a restart', async () => {
    await begin();
    await collector.stop();
    cluster.setFaults({ unreachable: true });
    collector = stageCollector({ access: stage.access, knex });
    await collector.start();
    const early = await collectUntil(collector, () => true);
    expect(sourceIn(early, 'eu')?.state).toBe('stale');
    expect(namesOf(sourceIn(early, 'eu'))).toEqual(['web.openova.io']);
    const later = await collectUntil(
      collector,
      now => now.clusters[0].sentence?.includes('cannot be reached') ?? false,
    );
    expect(namesOf(sourceIn(later, 'eu'))).toEqual(['web.openova.io']);
    cluster.clearFaults();
    await collectUntil(
      collector,
      now => sourceIn(now, 'eu')?.state === 'fresh',
    );
  });

  it('lists anew for a resync', async () => {
    await begin();
    const revision = await knex('source_wishes').select('digest');
    await collector.refresh({ cluster: 'eu' });
    const after = await collectUntil(
      collector,
      now => sourceIn(now, 'eu')?.state === 'fresh',
    );
    expect(namesOf(sourceIn(after, 'eu'))).toEqual(['web.openova.io']);
    expect(await knex('source_wishes').select('digest')).toEqual(revision);
  });

  it('says nothing while it is not known which clusters there are', async () => {
    collector = stageCollector({
      access: {
        listClusters: async () => [],
        discover: stage.access.discover.bind(stage.access),
        list: stage.access.list.bind(stage.access),
        watch: stage.access.watch.bind(stage.access),
      },
      knex,
    });
    await collector.start();
    await expect(collector.collect()).rejects.toThrow(/clusters/);
  });
});
