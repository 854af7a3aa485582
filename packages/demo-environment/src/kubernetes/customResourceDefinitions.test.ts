import { standardCustomResourceDefinitions } from './customResourceDefinitions';
import { DemoCluster, startDemoCluster } from './demoCluster';
import { KubernetesObject } from './kubernetesObject';
import { ask, httpRoute, listNames } from './testClient';

const routes = '/apis/gateway.networking.k8s.io/v1/httproutes';

describe('kinds that come and go with their definition', () => {
  let cluster: DemoCluster;

  beforeEach(async () => {
    cluster = await startDemoCluster({ name: 'eu', token: 'secret' });
  });

  afterEach(() => cluster.close());

  it('installs and removes a kind at run time', async () => {
    const zones = '/apis/dns.example.org/v1/zones';
    expect((await ask(cluster, zones)).status).toBe(404);
    const definition: KubernetesObject = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'zones.dns.example.org' },
      spec: {
        group: 'dns.example.org',
        names: { kind: 'Zone', plural: 'zones' },
        scope: 'Cluster',
        versions: [{ name: 'v1', served: true, storage: true }],
      },
    };
    cluster.apply(definition);
    cluster.apply({
      apiVersion: 'dns.example.org/v1',
      kind: 'Zone',
      metadata: { name: 'one' },
    });
    expect(await listNames(cluster, zones)).toEqual(['one']);
    expect(cluster.delete(definition)).toBe(true);
    expect((await ask(cluster, zones)).status).toBe(404);
    expect((await ask(cluster, '/apis/dns.example.org')).status).toBe(404);
  });

  it('serves a kind that is being deleted until its last object has lost its finalizer', async () => {
    const name = 'httproutes.gateway.networking.k8s.io';
    const definition = standardCustomResourceDefinitions.find(
      each => each.metadata.name === name,
    )!;
    const verbs = async () => {
      const { body } = await ask(cluster, '/apis/gateway.networking.k8s.io/v1');
      return body.resources.find(
        (each: { name: string }) => each.name === 'httproutes',
      )?.verbs;
    };
    const web = httpRoute('shop', 'web', 'web.openova.io');
    const metadata = { ...web.metadata, finalizers: ['example.org/backup'] };
    cluster.apply(httpRoute('shop', 'api', 'api.openova.io'));
    cluster.apply({ ...web, metadata });
    expect(await verbs()).toContain('create');
    expect(cluster.delete(definition)).toBe(true);
    expect(await listNames(cluster, routes)).toEqual(['web']);
    expect(await verbs()).toContain('watch');
    expect(await verbs()).not.toContain('create');
    expect(() => cluster.apply(httpRoute('shop', 'new', 'x.io'))).toThrow(
      /is being deleted/,
    );
    cluster.apply(web);
    expect(await verbs()).toBeUndefined();
    cluster.apply(definition);
    expect(await verbs()).toContain('create');
  });
});
