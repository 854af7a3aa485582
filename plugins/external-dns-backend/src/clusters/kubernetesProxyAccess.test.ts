import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { DemoCluster } from '@openova/demo-environment';
import {
  ClusterAccessError,
  ServedKind,
  WatchEvent,
} from '@openova/backstage-plugin-external-dns-node';
import { mockServices } from '@backstage/backend-test-utils';
import { ClusterStage, namespace, route } from '../__testUtils__/clusterStage';
import { KubernetesProxyAccess } from './kubernetesProxyAccess';

jest.setTimeout(60_000);

const routes: ServedKind = {
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  plural: 'httproutes',
  namespaced: true,
};
const namespaces: ServedKind = {
  group: '',
  version: 'v1',
  plural: 'namespaces',
  namespaced: false,
};

describe('clusters through the kubernetes plugin', () => {
  let stage: ClusterStage;
  let cluster: DemoCluster;
  let tokenOfUser: Server;
  const seenByTokenOfUser: IncomingHttpHeaders[] = [];
  const { signal } = new AbortController();

  beforeAll(async () => {
    tokenOfUser = createServer((request, response) => {
      seenByTokenOfUser.push(request.headers);
      response.end('{}');
    });
    await new Promise<void>(resolve => {
      tokenOfUser.listen(0, '127.0.0.1', resolve);
    });
    const { port } = tokenOfUser.address() as AddressInfo;
    stage = await ClusterStage.start(['eu'], {
      moreClusters: [
        {
          name: 'people',
          url: `http://127.0.0.1:${port}`,
          authProvider: 'oidc',
          oidcTokenProvider: 'okta',
        },
        {
          name: 'straße',
          url: `http://127.0.0.1:${port}`,
          authProvider: 'serviceAccount',
          serviceAccountToken: 'secret',
        },
        {
          name: 'proxied',
          url: `http://127.0.0.1:${port}`,
          authProvider: 'localKubectlProxy',
        },
      ],
    });
    cluster = stage.clusters.eu;
  });

  beforeEach(() => cluster.clearFaults());

  afterAll(async () => {
    await stage.stop();
    tokenOfUser.close();
  });

  const listAll = async (kind: ServedKind) => {
    const pages: number[] = [];
    for await (const page of stage.access.list('eu', kind, signal)) {
      pages.push(page.items.length);
    }
    return pages;
  };

  const failure = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ClusterAccessError)) throw new Error(String(error));
    return { kind: error.kind, message: error.message };
  };

  it('lists the clusters, and says which it cannot read', async () => {
    const found = await stage.access.listClusters(signal);
    expect(found.map(each => [each.name, each.unsupported])).toEqual([
      ['eu', undefined],
      ['people', expect.stringMatching(/^Its auth provider oidc needs a/)],
      ['straße', expect.stringMatching(/^Its name cannot be sent/)],
      ['proxied', expect.stringMatching(/localKubectlProxy/)],
    ]);
    expect(seenByTokenOfUser).toEqual([]);
  });

  it('reads a local proxy only where that is configured', async () => {
    const access = new KubernetesProxyAccess({
      auth: mockServices.auth({ pluginId: 'external-dns' }),
      discovery: {
        getBaseUrl: async () =>
          `http://localhost:${stage.backend.server.port()}/api/kubernetes`,
        getExternalBaseUrl: async () => '',
      },
      allowLocalKubectlProxy: true,
    });
    const found = await access.listClusters(signal);
    expect(
      found.find(each => each.name === 'proxied')?.unsupported,
    ).toBeUndefined();
  });

  it('discovers the served versions of the groups that are asked for', async () => {
    const { kinds } = await stage.access.discover(
      'eu',
      ['', 'gateway.networking.k8s.io', 'absent.example.org'],
      signal,
    );
    expect(kinds).toContainEqual({
      group: '',
      version: 'v1',
      plural: 'services',
      kind: 'Service',
      namespaced: true,
      verbs: expect.arrayContaining(['create', 'watch']),
    });
    expect(
      kinds
        .filter(each => each.plural === 'httproutes')
        .map(each => each.version)
        .sort(),
    ).toEqual(['v1', 'v1beta1']);
    expect(kinds.some(each => each.group === 'discovery.k8s.io')).toBe(false);
  });

  it('lists page by page, and gives items what a list leaves out', async () => {
    for (let index = 0; index < 501; index += 1) {
      cluster.apply(namespace(`n${index}`));
    }
    expect(await listAll(namespaces)).toEqual([500, 1]);
    for await (const page of stage.access.list('eu', namespaces, signal)) {
      expect(page.items[0]).toMatchObject({
        apiVersion: 'v1',
        kind: 'Namespace',
      });
    }
    cluster.setFaults({ brokenPaging: ['namespaces'] });
    await expect(listAll(namespaces)).rejects.toThrow(ClusterAccessError);
  });

  it('watches: accepted at once, each event as it happens, an end', async () => {
    const watch = stage.access
      .watch('eu', routes, {
        resourceVersion: cluster.resourceVersion,
        signal,
      })
      [Symbol.asyncIterator]();
    const next = async (): Promise<WatchEvent | undefined> =>
      (await watch.next()).value;
    expect(await next()).toEqual({
      type: 'bookmark',
      resourceVersion: cluster.resourceVersion,
      timeoutSeconds: expect.any(Number),
    });
    cluster.apply(route('web', 'web.openova.io'));
    expect(await next()).toMatchObject({
      type: 'added',
      object: { kind: 'HTTPRoute', metadata: { name: 'web' } },
      resourceVersion: cluster.resourceVersion,
    });
    cluster.apply(route('web', 'other.openova.io'));
    expect((await next())?.type).toBe('modified');
    cluster.delete(route('web', 'other.openova.io'));
    expect((await next())?.type).toBe('deleted');
    cluster.cutStreams();
    expect(await next()).toBeUndefined();
  });

  it('tells what went wrong', async () => {
    cluster.setFaults({
      forbidden: ['httproutes.gateway.networking.k8s.io'],
      notInstalled: ['gateways.gateway.networking.k8s.io'],
    });
    expect(await failure(listAll(routes))).toEqual({
      kind: 'forbidden',
      message:
        "Cluster eu forbids to list httproutes.gateway.networking.k8s.io: give the portal's account the verbs get, list and watch on httproutes.gateway.networking.k8s.io",
    });
    expect(await failure(listAll({ ...routes, plural: 'gateways' }))).toEqual({
      kind: 'missing',
      message: 'Cluster eu does not serve gateways.gateway.networking.k8s.io',
    });
    cluster.clearFaults();
    const old = cluster.resourceVersion;
    cluster.dropHistory();
    const watched = async () => {
      const options = { resourceVersion: old, signal };
      for await (const event of stage.access.watch('eu', routes, options)) {
        expect(event.type).toBe('bookmark');
      }
    };
    expect((await failure(watched())).kind).toBe('gone');
    cluster.setFaults({ unreachable: true });
    const { kind, message } = await failure(listAll(routes));
    expect(kind).toBe('unreachable');
    expect(message).toMatch(/^Cluster eu cannot be reached: /);
    expect(message).not.toContain(cluster.token);
    expect(
      await failure(stage.access.discover('nowhere', [''], signal)),
    ).toEqual({
      kind: 'unreachable',
      message: 'Cluster nowhere is not known to the kubernetes plugin',
    });
  });

  it('ends a request that is given up, or takes too long', async () => {
    cluster.setFaults({ slow: 600_000 });
    const end = new AbortController();
    const listed = stage.access.list('eu', routes, end.signal).next();
    end.abort(new Error('enough'));
    await expect(listed).rejects.toThrow('enough');

    const impatient = new KubernetesProxyAccess({
      auth: mockServices.auth({ pluginId: 'external-dns' }),
      discovery: {
        getBaseUrl: async () =>
          `http://localhost:${stage.backend.server.port()}/api/kubernetes`,
        getExternalBaseUrl: async () => '',
      },
      firstByteMilliseconds: 50,
    });
    expect(await failure(impatient.list('eu', routes, signal).next())).toEqual({
      kind: 'unreachable',
      message: 'Cluster eu cannot be reached: no answer came in time',
    });
  });
});
