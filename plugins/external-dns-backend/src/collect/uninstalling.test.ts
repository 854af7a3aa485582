import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  DemoCluster,
  standardCustomResourceDefinitions,
} from '@openova/demo-environment';
import { KubernetesClusterAccess } from '@openova/backstage-plugin-external-dns-node';
import { Knex } from 'knex';
import {
  ClusterStage,
  collectUntil,
  gateway,
  namesOf,
  namespace,
  route,
  sourceIn,
  stageCollector,
} from '../__testUtils__/clusterStage';
import { Pace } from '../clusters/pace';
import { ClusterStore } from '../clusters/storeClusters';
import { openStore } from '../store/openStore';
import { Collected, Collector } from './collected';

jest.setTimeout(60_000);

const definition = standardCustomResourceDefinitions.find(
  each => each.metadata.name === 'httproutes.gateway.networking.k8s.io',
)!;
/** Its kind is being removed for as long as this object stays. */
const held = route('web', 'web.openova.io');
const finalizers = ['example.org/backup'];
const all = ['api.openova.io', 'web.openova.io'];

describe('a kind that is uninstalled', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let stage: ClusterStage;
  let cluster: DemoCluster;
  let knex: Knex;
  let collector: Collector;

  beforeEach(async () => {
    stage = await ClusterStage.start(['eu']);
    cluster = stage.clusters.eu;
    for (const name of ['shop', 'infra']) cluster.apply(namespace(name));
    cluster.apply(gateway('public', '192.0.2.1'));
    addRoutes();
    const client = await databases.init('SQLITE_3');
    knex = await openStore(mockServices.database({ knex: client }));
    await restart();
    await expectFresh(...all);
    await expectStored();
  });

  afterEach(async () => {
    await collector.stop();
    await stage.stop();
  });

  function addRoutes() {
    cluster.apply(route('web', 'web.openova.io'));
    cluster.apply(route('api', 'api.openova.io'));
  }

  async function restart(
    pace: Partial<Pace> = {},
    access: KubernetesClusterAccess = stage.access,
  ) {
    await collector?.stop();
    collector = stageCollector({ access, knex, pace });
    await collector.start();
  }

  async function expectFresh(...names: string[]) {
    await collectUntil(
      collector,
      now =>
        sourceIn(now, 'eu')?.state === 'fresh' &&
        namesOf(sourceIn(now, 'eu')).join() === names.join(),
    );
  }

  /** Objects are stored once the catalog was read, which may take a moment longer. */
  async function expectStored() {
    for (;;) {
      await collector.collect();
      const rows = await knex('objects').where({ cluster: 'eu' });
      if (rows.length === all.length) return;
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
  }

  /** Until it says so; never a record less on the way. */
  async function expectStale(sentence: RegExp) {
    const isStale = (now: Collected) =>
      sourceIn(now, 'eu')?.state === 'stale' &&
      sentence.test(now.clusters[0].sources[0].sentence ?? '');
    await collectUntil(collector, now => {
      expect(namesOf(sourceIn(now, 'eu'))).toEqual(all);
      return isStale(now);
    });
    const rows = await knex('objects').where({ cluster: 'eu' }).pluck('name');
    expect(rows.sort()).toEqual(['api', 'web']);
  }

  it('is stale, and keeps what it asked for, after a restart too', async () => {
    cluster.delete(definition);
    await expectStale(/was served before and is not any more/);
    await restart();
    await expectStale(/was served before and is not any more/);
    cluster.apply(definition);
    addRoutes();
    await expectFresh(...all);
  });

  it('is stale while its objects are gone and it is still served', async () => {
    cluster.apply({ ...held, metadata: { ...held.metadata, finalizers } });
    cluster.delete(definition);
    await expectStale(/^HTTPRoute is being removed from the cluster: /);
    await restart();
    await expectStale(/^HTTPRoute is being removed from the cluster: /);
    cluster.apply(held);
    await expectStale(/was served before and is not any more/);
    cluster.apply(definition);
    addRoutes();
    await expectFresh(...all);
  });

  it('asks for nothing once it is forgotten, and for all when it is back', async () => {
    cluster.apply({ ...held, metadata: { ...held.metadata, finalizers } });
    cluster.delete(definition);
    await expectStale(/^HTTPRoute is being removed from the cluster: /);
    expect(await new ClusterStore(knex).forget('eu', 'HTTPRoute')).toBe(true);
    await expectFresh();
    cluster.apply(held);
    cluster.apply(definition);
    addRoutes();
    await expectFresh(...all);
  });

  it('is not believed to be empty by a list that it is too late for', async () => {
    await restart({ discovery: 3_600_000 });
    await expectFresh(...all);
    cluster.apply({ ...held, metadata: { ...held.metadata, finalizers } });
    cluster.dropHistory();
    cluster.cutStreams();
    cluster.delete(definition);
    await expectStale(/^HTTPRoute is being removed from the cluster: /);
  });

  it('is stale while discovery cannot confirm a deletion', async () => {
    let isDown = false;
    const { access } = stage;
    await restart(
      { discovery: 3_600_000 },
      {
        listClusters: access.listClusters.bind(access),
        discover: async (...given) => {
          if (isDown) throw new Error('Discovery is down.');
          return access.discover(...given);
        },
        list: access.list.bind(access),
        watch: access.watch.bind(access),
      },
    );
    await expectFresh(...all);
    isDown = true;
    cluster.delete(route('web', 'web.openova.io'));
    await expectStale(/^Discovery is down\.$/);
    isDown = false;
    await expectFresh('api.openova.io');
  });

  it('loses an object that somebody deletes, and one that comes back stays', async () => {
    cluster.delete(route('web', 'web.openova.io'));
    await expectFresh('api.openova.io');
    cluster.delete(route('api', 'api.openova.io'));
    cluster.apply(route('api', 'new.openova.io'));
    await expectFresh('new.openova.io');
    await restart({ sync: 3_600_000, discovery: 3_600_000 });
    await expectFresh('new.openova.io');
    cluster.delete(route('api', 'new.openova.io'));
    await expectFresh();
  });
});
