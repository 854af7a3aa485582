import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { DemoCluster, startDemoCluster } from './kubernetes/demoCluster';
import { httpRoute } from './kubernetes/testClient';

const routes = '/apis/gateway.networking.k8s.io/v1/httproutes';

describe("a demo cluster behind Backstage's kubernetes plugin", () => {
  let cluster: DemoCluster;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeEach(async () => {
    cluster = await startDemoCluster({ name: 'eu', token: 'cluster-secret' });
    cluster.apply(httpRoute('shop', 'web', 'web.openova.io'));
    backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      name: 'eu',
                      url: cluster.url,
                      authProvider: 'serviceAccount',
                      serviceAccountToken: 'cluster-secret',
                    },
                  ],
                },
              ],
            },
          },
        }),
      ],
    });
  });

  afterEach(async () => {
    await backend.stop();
    await cluster.close();
  });

  const proxy = (path: string, signal?: AbortSignal) =>
    fetch(
      `http://localhost:${backend.server.port()}/api/kubernetes/proxy${path}`,
      {
        signal,
        headers: {
          Authorization: mockCredentials.service.header(),
          'Backstage-Kubernetes-Cluster': 'eu',
          'Accept-Encoding': 'identity',
        },
      },
    );

  it('lists through the proxy', async () => {
    const response = await proxy(routes);
    expect(response.status).toBe(200);
    expect((await response.json()).items[0].metadata.name).toBe('web');
  });

  it('watches through the proxy, each event at once', async () => {
    const abort = new AbortController();
    // The proxy hands out the headers of a watch with its first event, not before.
    const opened = proxy(
      `${routes}?watch=true&timeoutSeconds=60&resourceVersion=${cluster.resourceVersion}`,
      abort.signal,
    );
    cluster.apply(httpRoute('shop', 'a', 'a.openova.io'));
    const stream = (await opened).body!.pipeThrough(new TextDecoderStream());
    const reader = stream.getReader();
    const next = async () => JSON.parse((await reader.read()).value!);
    expect(await next()).toMatchObject({ object: { metadata: { name: 'a' } } });
    cluster.apply(httpRoute('shop', 'b', 'b.openova.io'));
    expect(await next()).toMatchObject({ object: { metadata: { name: 'b' } } });
    cluster.cutStreams();
    expect((await reader.read()).done).toBe(true);
    abort.abort();
  });

  it('hands refusals through', async () => {
    cluster.setFaults({
      forbidden: ['httproutes.gateway.networking.k8s.io'],
    });
    const response = await proxy(routes);
    expect(response.status).toBe(403);
    expect((await response.json()).reason).toBe('Forbidden');
    cluster.setFaults({ unreachable: true });
    expect((await proxy(routes)).status).toBe(500);
  });
});
