import { EventEmitter, on } from 'node:events';
import {
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  KubernetesListObject,
  KubernetesObject,
  makeInformer,
} from '@kubernetes/client-node';
import { DemoCluster, startDemoCluster } from './demoCluster';
import { gslb, installation } from '../k8gb/__testUtils__/gslbWorld';
import { httpRoute, service } from './testClient';

const group = 'gateway.networking.k8s.io';

function configFor(cluster: DemoCluster): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    // The client speaks plain HTTP only to clusters whose certificate it would not check.
    clusters: [{ name: 'demo', server: cluster.url, skipTLSVerify: true }],
    users: [{ name: 'reader', token: cluster.token }],
    contexts: [{ name: 'demo', cluster: 'demo', user: 'reader' }],
    currentContext: 'demo',
  });
  return config;
}

/** The next events of an informer, in order; `next` waits for one. */
function eventsOf(informer: ReturnType<typeof makeInformer>) {
  const emitter = new EventEmitter();
  const report = (verb: string) => (object: KubernetesObject) =>
    emitter.emit('event', `${verb} ${object.metadata?.name}`);
  informer.on('add', report('add'));
  informer.on('update', report('update'));
  informer.on('delete', report('delete'));
  const events = on(emitter, 'event');
  return {
    async next(): Promise<string> {
      const { value } = await events.next();
      return value[0];
    },
  };
}

describe('informers of the Kubernetes client on a demo cluster', () => {
  let cluster: DemoCluster;

  beforeEach(async () => {
    cluster = await startDemoCluster();
  });

  afterEach(() => cluster.close());

  it('follow a custom resource, over a cut stream and a dropped history', async () => {
    const config = configFor(cluster);
    const api = config.makeApiClient(CustomObjectsApi);
    const informer = makeInformer(
      config,
      `/apis/${group}/v1/httproutes`,
      (): Promise<KubernetesListObject<KubernetesObject>> =>
        api.listCustomObjectForAllNamespaces({
          group,
          version: 'v1',
          plural: 'httproutes',
        }),
    );
    const events = eventsOf(informer);
    cluster.apply(httpRoute('shop', 'web', 'web.openova.io'));
    await informer.start();
    try {
      expect(await events.next()).toBe('add web');
      cluster.apply(httpRoute('shop', 'web', 'shop.openova.io'));
      expect(await events.next()).toBe('update web');
      cluster.apply(httpRoute('shop', 'api', 'api.openova.io'));
      expect(await events.next()).toBe('add api');
      cluster.cutStreams();
      cluster.apply(httpRoute('shop', 'docs', 'docs.openova.io'));
      expect(await events.next()).toBe('add docs');
      cluster.delete(httpRoute('shop', 'api', ''));
      expect(await events.next()).toBe('delete api');
      // The informer takes the watch up again, is told 410, and lists anew.
      cluster.dropHistory();
      cluster.cutStreams();
      cluster.delete(httpRoute('shop', 'docs', ''));
      expect(await events.next()).toBe('delete docs');
      expect(informer.list().map(object => object.metadata?.name)).toEqual([
        'web',
      ]);
    } finally {
      await informer.stop();
    }
  });

  it('follow a core resource of one namespace by label', async () => {
    const config = configFor(cluster);
    const api = config.makeApiClient(CoreV1Api);
    const informer = makeInformer(
      config,
      '/api/v1/namespaces/shop/services',
      () =>
        api.listNamespacedService({
          namespace: 'shop',
          labelSelector: 'tier=web',
        }),
      'tier=web',
    );
    const events = eventsOf(informer);
    await informer.start();
    try {
      cluster.apply(service('shop', 'other'));
      cluster.apply(service('shop', 'web', { tier: 'web' }));
      expect(await events.next()).toBe('add web');
      cluster.apply(service('shop', 'web', { tier: 'batch' }));
      expect(await events.next()).toBe('delete web');
    } finally {
      await informer.stop();
    }
  });

  it.each([
    ['k8gb.io', 'zonedelegations', 'gslb-openova-io'],
    ['k8gb.io', 'gslbs', 'storefront'],
    ['k8gb.absa.oss', 'gslbs', 'storefront'],
  ])("follow k8gb's kinds: %s/%s", async (k8gbGroup, plural, name) => {
    const config = configFor(cluster);
    const api = config.makeApiClient(CustomObjectsApi);
    const informer = makeInformer(
      config,
      `/apis/${k8gbGroup}/v1beta1/${plural}`,
      (): Promise<KubernetesListObject<KubernetesObject>> =>
        api.listClusterCustomObject({
          group: k8gbGroup,
          version: 'v1beta1',
          plural,
        }),
    );
    const events = eventsOf(informer);
    const apiVersion = `${k8gbGroup}/v1beta1`;
    const [object] = [
      ...installation('eu'),
      gslb({ type: 'roundRobin' }, 'Healthy', ['192.0.2.10'], { apiVersion }),
    ].filter(({ metadata }) => metadata.name === name);
    cluster.apply(object);
    await informer.start();
    try {
      expect(await events.next()).toBe(`add ${name}`);
      cluster.apply({ ...object, status: {} });
      expect(await events.next()).toBe(`update ${name}`);
      cluster.delete(object);
      expect(await events.next()).toBe(`delete ${name}`);
    } finally {
      await informer.stop();
    }
  });

  it("follow the Deployments and ConfigMaps of k8gb's namespace only", async () => {
    const config = configFor(cluster);
    const apps = config.makeApiClient(AppsV1Api);
    const core = config.makeApiClient(CoreV1Api);
    const namespace = 'k8gb';
    const informers = [
      makeInformer(config, '/apis/apps/v1/namespaces/k8gb/deployments', () =>
        apps.listNamespacedDeployment({ namespace }),
      ),
      makeInformer(config, '/api/v1/namespaces/k8gb/configmaps', () =>
        core.listNamespacedConfigMap({ namespace }),
      ),
    ];
    const [deployments, maps] = informers.map(eventsOf);
    for (const informer of informers) await informer.start();
    try {
      for (const object of installation('eu')) {
        const { metadata } = object;
        cluster.apply({
          ...object,
          metadata: { ...metadata, namespace: 'elsewhere', name: 'other' },
        });
        cluster.apply(object);
      }
      expect(await deployments.next()).toBe('add k8gb');
      expect(await maps.next()).toBe('add k8gb-zone-delegation');
    } finally {
      for (const informer of informers) await informer.stop();
    }
  });

  it('page through a list as the typed client does', async () => {
    for (let index = 0; index < 7; index++) {
      cluster.apply(service('shop', `service-${index}`));
    }
    const api = configFor(cluster).makeApiClient(CoreV1Api);
    const names: (string | undefined)[] = [];
    let next: string | undefined;
    do {
      const page = await api.listServiceForAllNamespaces({
        limit: 3,
        _continue: next,
      });
      names.push(...page.items.map(item => item.metadata?.name));
      next = page.metadata?._continue;
    } while (next);
    expect(names).toHaveLength(7);
    await expect(
      api.readNamespacedService({ namespace: 'shop', name: 'none' }),
    ).rejects.toMatchObject({ code: 404 });
  });
});
