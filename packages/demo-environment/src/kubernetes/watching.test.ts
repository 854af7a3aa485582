import { DemoCluster, startDemoCluster } from './demoCluster';
import { WatchLine, ask, httpRoute, openWatch, service } from './testClient';

const services = '/api/v1/services?watch=true';
const routes = '/apis/gateway.networking.k8s.io/v1/httproutes?watch=1';

function said(line: WatchLine | undefined): string | undefined {
  return line && `${line.type} ${line.object.metadata.name}`;
}

describe('watching a demo cluster', () => {
  let cluster: DemoCluster;
  const watches: { close(): void }[] = [];

  const watch = async (path: string) => {
    const opened = await openWatch(cluster, path);
    watches.push(opened);
    return opened;
  };

  beforeEach(async () => {
    cluster = await startDemoCluster({ historySize: 5 });
  });

  afterEach(async () => {
    for (const opened of watches.splice(0)) opened.close();
    await cluster.close();
  });

  it.each(['', '&resourceVersion=0'])(
    'begins with what there is for %p',
    async query => {
      cluster.apply(service('one', 'a'));
      cluster.apply(service('one', 'b'));
      const lines = await watch(services + query);
      expect(said(await lines.next())).toBe('ADDED a');
      expect(said(await lines.next())).toBe('ADDED b');
      cluster.apply(service('one', 'a', { tier: 'web' }));
      expect(said(await lines.next())).toBe('MODIFIED a');
      cluster.delete(service('one', 'a'));
      const last = await lines.next();
      expect(said(last)).toBe('DELETED a');
      expect(last?.object.metadata).toMatchObject({
        labels: { tier: 'web' },
        resourceVersion: cluster.resourceVersion,
      });
    },
  );

  it('goes on from a version, with the changes since', async () => {
    cluster.apply(service('one', 'a'));
    const version = cluster.resourceVersion;
    cluster.apply(service('one', 'b'));
    cluster.apply(httpRoute('one', 'web', 'web.openova.io'));
    const lines = await watch(`${services}&resourceVersion=${version}`);
    expect(said(await lines.next())).toBe('ADDED b');
    cluster.apply(service('one', 'c'));
    expect(said(await lines.next())).toBe('ADDED c');
  });

  it('tells of what comes to match a selector and what ceases to', async () => {
    cluster.apply(service('one', 'a'));
    const lines = await watch(
      `/api/v1/namespaces/one/services?watch=true&labelSelector=tier=web&resourceVersion=${cluster.resourceVersion}`,
    );
    cluster.apply(service('one', 'a', { tier: 'web' }));
    cluster.apply(service('two', 'a', { tier: 'web' }));
    cluster.apply(service('one', 'a', { tier: 'web', more: 'yes' }));
    cluster.apply(service('one', 'a', { tier: 'batch' }));
    expect(said(await lines.next())).toBe('ADDED a');
    expect(said(await lines.next())).toBe('MODIFIED a');
    const last = await lines.next();
    expect(said(last)).toBe('DELETED a');
    expect(last?.object.metadata).toMatchObject({
      labels: { tier: 'web' },
      resourceVersion: cluster.resourceVersion,
    });
  });

  it('watches one object by name', async () => {
    cluster.apply(service('one', 'a'));
    cluster.apply(service('one', 'b'));
    const byField = await watch(`${services}&fieldSelector=metadata.name=b`);
    expect(said(await byField.next())).toBe('ADDED b');
    // By its path an object can only be read.
    const path = '/api/v1/namespaces/one/services/b?watch=true';
    expect((await ask(cluster, path)).body.kind).toBe('Service');
  });

  it('answers a version from before the history with 410 as an event', async () => {
    const version = cluster.resourceVersion;
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      cluster.apply(service('default', name));
    }
    const lines = await watch(`${services}&resourceVersion=${version}`);
    expect(lines.status).toBe(200);
    const line = await lines.next();
    expect(line?.type).toBe('ERROR');
    expect(line?.object).toMatchObject({
      kind: 'Status',
      reason: 'Expired',
      code: 410,
      message: expect.stringMatching(/^too old resource version: \d+ \(\d+\)$/),
    });
    expect(await lines.next()).toBeUndefined();
  });

  it('keeps as much history as it says', async () => {
    cluster.apply(service('default', 'a'));
    const version = cluster.resourceVersion;
    for (const name of ['b', 'c', 'd', 'e', 'f']) {
      cluster.apply(service('default', name));
    }
    const lines = await watch(`${services}&resourceVersion=${version}`);
    expect(said(await lines.next())).toBe('ADDED b');
  });

  it('sends a bookmark before it ends after timeoutSeconds', async () => {
    const lines = await watch(
      `${routes}&allowWatchBookmarks=true&timeoutSeconds=1`,
    );
    cluster.apply(service('one', 'a'));
    expect(await lines.next()).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'HTTPRoute',
        apiVersion: 'gateway.networking.k8s.io/v1',
        metadata: {
          resourceVersion: cluster.resourceVersion,
        },
      },
    });
    expect(await lines.next()).toBeUndefined();
  });

  it('sends bookmarks in between, to those who want them', async () => {
    await cluster.close();
    cluster = await startDemoCluster({ bookmarkIntervalMilliseconds: 20 });
    const wanting = await watch(`${routes}&allowWatchBookmarks=true`);
    const other = await watch(routes);
    expect((await wanting.next())?.type).toBe('BOOKMARK');
    cluster.apply(httpRoute('one', 'web', 'web.openova.io'));
    expect(said(await other.next())).toBe('ADDED web');
  });

  it('marks the end of the initial events for a streaming list', async () => {
    cluster.apply(service('one', 'a'));
    const lines = await watch(
      `${services}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
    );
    expect(said(await lines.next())).toBe('ADDED a');
    const line = await lines.next();
    expect(line?.type).toBe('BOOKMARK');
    expect(line?.object.metadata).toMatchObject({
      resourceVersion: cluster.resourceVersion,
      annotations: { 'k8s.io/initial-events-end': 'true' },
    });
  });

  it('shows objects in the version of the watch', async () => {
    cluster.apply(httpRoute('one', 'web', 'web.openova.io'));
    const lines = await watch(
      '/apis/gateway.networking.k8s.io/v1beta1/httproutes?watch=true',
    );
    expect((await lines.next())?.object.apiVersion).toBe(
      'gateway.networking.k8s.io/v1beta1',
    );
  });

  it('tells of each object of a removed kind, and ends', async () => {
    cluster.apply(httpRoute('one', 'web', 'web.openova.io'));
    const lines = await watch(
      `${routes}&resourceVersion=${cluster.resourceVersion}`,
    );
    cluster.delete({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      name: 'httproutes.gateway.networking.k8s.io',
    });
    expect(said(await lines.next())).toBe('DELETED web');
    expect(await lines.next()).toBeUndefined();
  });

  it('ends with the cluster', async () => {
    const lines = await watch(services);
    await cluster.close();
    await expect(lines.next().catch(() => undefined)).resolves.toBeUndefined();
    cluster = await startDemoCluster();
  });
});
