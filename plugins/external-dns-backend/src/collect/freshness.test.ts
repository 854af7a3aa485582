import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  customResourceDefinition,
  DemoCluster,
  standardCustomResourceDefinitions,
} from '@openova/demo-environment';
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
import { ClusterStore } from '../clusters/storeClusters';
import { openStore } from '../store/openStore';
import { Collected, Collector } from './collected';

jest.setTimeout(60_000);

const routes = 'httproutes.gateway.networking.k8s.io';
const gateways = 'gateways.gateway.networking.k8s.io';

const routeDefinition = standardCustomResourceDefinitions.find(
  each => each.metadata.name === routes,
)!;

/*
 * Each test takes something away from a reader that was fresh, and expects the same
 * end: the source is stale, says why, and goes on asking for what it asked for; a new
 * process over the same database does so, too.
 */
describe('a source that cannot be read completely', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let stage: ClusterStage;
  let cluster: DemoCluster;
  let knex: Knex;
  let collector: Collector;
  let listed: string[];

  beforeEach(async () => {
    stage = await ClusterStage.start(['eu', 'us']);
    listed = ['eu', 'us'];
    for (const each of Object.values(stage.clusters)) {
      each.apply(namespace('shop'));
      each.apply(namespace('infra'));
      each.apply(gateway('public', '192.0.2.1'));
    }
    stage.clusters.eu.apply(route('web', 'web.openova.io'));
    stage.clusters.us.apply(route('api', 'api.openova.io'));
    cluster = stage.clusters.eu;
    const client = await databases.init('SQLITE_3');
    knex = await openStore(mockServices.database({ knex: client }));
    await restart();
    await collectUntil(
      collector,
      now =>
        sourceIn(now, 'eu')?.state === 'fresh' &&
        sourceIn(now, 'us')?.state === 'fresh' &&
        now.changed.length > 0,
    );
  });

  afterEach(async () => {
    await collector.stop();
    await stage.stop();
  });

  async function restart(pace: { sync?: number; silence?: number } = {}) {
    await collector?.stop();
    const { access } = stage;
    collector = stageCollector({
      access: {
        listClusters: async signal =>
          (await access.listClusters(signal)).filter(each =>
            listed.includes(each.name),
          ),
        discover: access.discover.bind(access),
        list: access.list.bind(access),
        watch: access.watch.bind(access),
      },
      knex,
      pace,
    });
    await collector.start();
  }

  const isStale = (sentence: RegExp) => (now: Collected) =>
    sourceIn(now, 'eu')?.state === 'stale' &&
    sentence.test(
      now.clusters.find(each => each.name === 'eu')?.sources[0].sentence ?? '',
    );

  /** Nothing of eu is lost, in this process or the next, and us goes on. */
  async function expectStale(sentence: RegExp) {
    for (const life of ['this', 'next']) {
      if (life === 'next') await restart();
      const now = await collectUntil(
        collector,
        each =>
          isStale(sentence)(each) && sourceIn(each, 'us')?.state === 'fresh',
      );
      expect(namesOf(sourceIn(now, 'eu'))).toEqual(['web.openova.io']);
      expect(namesOf(sourceIn(now, 'us'))).toEqual(['api.openova.io']);
      expect(
        await knex('objects').where({ cluster: 'eu' }).pluck('name'),
      ).toEqual(['web']);
    }
  }

  async function expectFresh(...names: string[]) {
    const now = await collectUntil(
      collector,
      each =>
        sourceIn(each, 'eu')?.state === 'fresh' &&
        namesOf(sourceIn(each, 'eu')).join() === names.join(),
    );
    expect(now.clusters.find(each => each.name === 'eu')?.state).toBe('fresh');
  }

  it('is stale while the cluster is unreachable', async () => {
    cluster.setFaults({ unreachable: true });
    await expectStale(/^Cluster eu cannot be reached: /);
    cluster.clearFaults();
    await expectFresh('web.openova.io');
  });

  it('is stale while one of its kinds is forbidden, and names the permission', async () => {
    cluster.setFaults({ forbidden: [gateways] });
    // A watch that stands goes on, as on a real server, until it has to be renewed.
    cluster.cutStreams();
    await expectStale(
      /^Cluster eu forbids to (list|watch) gateways\.gateway\.networking\.k8s\.io: give the portal's account the verbs get, list and watch/,
    );
    cluster.clearFaults();
    await expectFresh('web.openova.io');
  });

  it('is stale after a list that broke off', async () => {
    for (let index = 0; index < 500; index += 1) {
      cluster.apply(namespace(`n${index}`));
    }
    cluster.setFaults({ brokenPaging: ['namespaces'] });
    cluster.dropHistory();
    cluster.cutStreams();
    await collectUntil(
      collector,
      now => sourceIn(now, 'eu')?.state === 'stale',
    );
    await expectStale(/./);
    cluster.clearFaults();
    await expectFresh('web.openova.io');
  });

  it('is stale when a kind that was served is not any more, until it is forgotten', async () => {
    cluster.setFaults({ notInstalled: [routes] });
    await expectStale(
      /^httproutes\.gateway\.networking\.k8s\.io was served before and is not any more/,
    );
    expect(await new ClusterStore(knex).forget('eu', 'Gateways')).toBe(false);
    expect(await new ClusterStore(knex).forget('eu', 'HTTPRoute')).toBe(true);
    await expectFresh();
  });

  it('is stale when a kind is served only in versions that cannot be read', async () => {
    const next = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' };
    const versions = ['v2'];
    cluster.apply(
      customResourceDefinition({ ...next, plural: 'httproutes', versions }),
    );
    await expectStale(/is served only as v2, and only v1, v1beta1 can be read/);
    cluster.apply(routeDefinition);
    await expectFresh('web.openova.io');
  });

  it('reads an older version that is known', async () => {
    cluster.setFaults({ servedVersions: { [routes]: ['v1beta1'] } });
    await restart();
    await expectFresh('web.openova.io');
    expect(
      await knex('cluster_kinds')
        .where({ cluster: 'eu', plural: 'httproutes' })
        .pluck('version'),
    ).toEqual(['v1beta1']);
  });

  it('does not believe one empty list', async () => {
    await restart({ sync: 3_600_000 });
    await expectFresh('web.openova.io');
    cluster.setFaults({ empty: [routes] });
    await collector.refresh({ cluster: 'eu' });
    const now = await collectUntil(
      collector,
      isStale(/had objects and is now empty/),
    );
    expect(namesOf(sourceIn(now, 'eu'))).toEqual(['web.openova.io']);
    // A list before the next sync is no second opinion, and neither is a restart.
    await collector.refresh({ cluster: 'eu' });
    expect(isStale(/is now empty/)(await collector.collect())).toBe(true);
    await restart({ sync: 3_600_000 });
    const later = await collectUntil(collector, isStale(/is now empty/));
    expect(namesOf(sourceIn(later, 'eu'))).toEqual(['web.openova.io']);
  });

  it('believes a second empty list, one sync later', async () => {
    cluster.setFaults({ empty: [routes] });
    await collector.refresh({ cluster: 'eu' });
    await expectFresh();
  });

  it('believes at once that the last object was deleted', async () => {
    await restart({ sync: 3_600_000 });
    await expectFresh('web.openova.io');
    cluster.delete(route('web', 'web.openova.io'));
    await expectFresh();
  });

  it('is stale when the cluster is no longer listed, until it is forgotten', async () => {
    listed = ['us'];
    await expectStale(
      /no longer lists this cluster: add it again, or forget it/,
    );
    const { clusters } = await collector.collect();
    expect(clusters.find(each => each.name === 'eu')?.state).toBe('gone');
    await new ClusterStore(knex).forget('eu');
    const now = await collectUntil(
      collector,
      each => each.clusters.length === 1,
    );
    expect(now.groups.map(group => group.cluster)).toEqual(['us']);
    expect(await knex('source_wishes').where({ cluster: 'eu' })).toEqual([]);
    listed = ['eu', 'us'];
    await expectFresh('web.openova.io');
  });

  it('is unread in a database that knows nothing of it', async () => {
    cluster.setFaults({ forbidden: [routes] });
    await collector.stop();
    const client = await databases.init('SQLITE_3');
    knex = await openStore(mockServices.database({ knex: client }));
    await restart();
    const now = await collectUntil(
      collector,
      each => sourceIn(each, 'us')?.state === 'fresh',
    );
    expect(sourceIn(now, 'eu')).toMatchObject({ state: 'unread', wishes: [] });
  });

  it('is stale when its watch does not end in time and says nothing', async () => {
    await collector.stop();
    const { access } = stage;
    collector = stageCollector({
      access: {
        listClusters: access.listClusters.bind(access),
        discover: access.discover.bind(access),
        list: access.list.bind(access),
        async *watch(_cluster, _kind, { resourceVersion, signal }) {
          yield { type: 'bookmark', resourceVersion, timeoutSeconds: 0.05 };
          await new Promise(resolve =>
            signal.addEventListener('abort', resolve),
          );
          signal.throwIfAborted();
        },
      },
      knex,
      pace: { silence: 100, firstBackoff: 5_000, longestBackoff: 5_000 },
    });
    await collector.start();
    const now = await collectUntil(
      collector,
      isStale(/did not end after 0 seconds, .* and said nothing/),
    );
    expect(namesOf(sourceIn(now, 'eu'))).toEqual(['web.openova.io']);
  });

  it('reads a kind that is installed while it runs', async () => {
    await collector.stop();
    const client = await databases.init('SQLITE_3');
    knex = await openStore(mockServices.database({ knex: client }));
    cluster.delete(routeDefinition);
    await restart();
    await expectFresh();
    cluster.apply(routeDefinition);
    cluster.apply(route('new', 'new.openova.io'));
    await expectFresh('new.openova.io');
  });

  it('takes up where the history of the server no longer reaches', async () => {
    cluster.dropHistory();
    cluster.cutStreams();
    cluster.apply(route('more', 'more.openova.io'));
    await expectFresh('more.openova.io', 'web.openova.io');
  });
});
