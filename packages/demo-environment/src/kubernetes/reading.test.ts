import { DemoCluster, startDemoCluster } from './demoCluster';
import { KubernetesObject } from './kubernetesObject';
import { ask, httpRoute, listNames, service } from './testClient';

const services = '/api/v1/services';
const routes = '/apis/gateway.networking.k8s.io/v1/httproutes';

describe('reading a demo cluster', () => {
  let cluster: DemoCluster;

  beforeEach(async () => {
    cluster = await startDemoCluster({ name: 'eu', token: 'secret' });
  });

  afterEach(() => cluster.close());

  describe('discovery', () => {
    it('lists groups, and the preferred version of each', async () => {
      const { body } = await ask(cluster, '/apis');
      expect(body.kind).toBe('APIGroupList');
      const gateway = body.groups.find(
        (group: { name: string }) => group.name === 'gateway.networking.k8s.io',
      );
      expect(gateway.preferredVersion.version).toBe('v1');
      expect(
        gateway.versions.map((entry: { version: string }) => entry.version),
      ).toEqual(['v1', 'v1beta1', 'v1alpha3', 'v1alpha2']);
    });

    it('lists the resources of a version with what they can do', async () => {
      const { body } = await ask(
        cluster,
        '/apis/gateway.networking.k8s.io/v1alpha2',
      );
      expect(body.kind).toBe('APIResourceList');
      expect(body.resources).toContainEqual({
        name: 'tcproutes',
        singularName: 'tcproute',
        namespaced: true,
        kind: 'TCPRoute',
        verbs: expect.arrayContaining(['get', 'list', 'watch', 'create']),
      });
      const core = await ask(cluster, '/api/v1');
      expect(
        core.body.resources.map((entry: { name: string }) => entry.name),
      ).toEqual(['configmaps', 'namespaces', 'nodes', 'pods', 'services']);
      expect((await ask(cluster, '/api')).body.versions).toEqual(['v1']);
    });

    it('answers health and version without a token', async () => {
      for (const path of ['/healthz', '/readyz']) {
        const response = await fetch(`${cluster.url}${path}`);
        expect(await response.text()).toBe('ok');
      }
      const version = await fetch(`${cluster.url}/version`);
      expect(await version.json()).toMatchObject({ major: '1' });
    });
  });

  describe('objects', () => {
    it('completes what a manifest leaves out', async () => {
      const made = cluster.apply(httpRoute('shop', 'web', 'web.openova.io'));
      const path =
        '/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes/web';
      const { body } = await ask(cluster, path);
      expect(body).toEqual(made);
      expect(body.metadata).toMatchObject({
        generation: 1,
        uid: expect.stringMatching(
          /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        ),
        creationTimestamp: expect.stringMatching(/^\d{4}-.*\dZ$/),
        resourceVersion: cluster.resourceVersion,
      });
    });

    it('raises the generation with the spec and the version with every change', () => {
      const route = httpRoute('shop', 'web', 'web.openova.io');
      const first = cluster.apply(route).metadata;
      expect(cluster.apply(route).metadata).toEqual(first);
      const withStatus = { ...route, status: { parents: [] } };
      const second = cluster.apply(withStatus).metadata;
      expect(second.generation).toBe(1);
      expect(Number(second.resourceVersion)).toBeGreaterThan(
        Number(first.resourceVersion),
      );
      const third = cluster.apply({ ...route, spec: { hostnames: [] } });
      expect(third.metadata).toMatchObject({ generation: 2, uid: first.uid });
    });

    it('gives an object that was made again another uid', () => {
      const route = httpRoute('shop', 'web', 'web.openova.io');
      const first = cluster.apply(route);
      expect(cluster.delete(route)).toBe(true);
      expect(cluster.delete(route)).toBe(false);
      expect(cluster.apply(route).metadata.uid).not.toBe(first.metadata.uid);
    });

    it('shows one object in every served version of its kind', async () => {
      cluster.apply(httpRoute('shop', 'web', 'web.openova.io'));
      const { body } = await ask(
        cluster,
        '/apis/gateway.networking.k8s.io/v1beta1/httproutes',
      );
      expect(body.apiVersion).toBe('gateway.networking.k8s.io/v1beta1');
      expect(body.items[0].apiVersion).toBe(
        'gateway.networking.k8s.io/v1beta1',
      );
    });

    it('makes the namespace of an object, with its name as a label', async () => {
      cluster.apply(service('shop', 'web'));
      const { body } = await ask(cluster, '/api/v1/namespaces/shop');
      expect(body.metadata.labels).toEqual({
        'kubernetes.io/metadata.name': 'shop',
      });
    });

    it('refuses a kind that is not installed', () => {
      expect(() =>
        cluster.apply({
          apiVersion: 'example.org/v1',
          kind: 'Unknown',
          metadata: { name: 'x' },
        }),
      ).toThrow('no kind Unknown of example.org/v1 is installed');
    });
  });

  describe('refusals', () => {
    it('asks for the token', async () => {
      for (const headers of [
        { Authorization: '' },
        { Authorization: 'Bearer x' },
      ]) {
        const { status, body } = await ask(cluster, services, { headers });
        expect(status).toBe(401);
        expect(body).toMatchObject({ kind: 'Status', reason: 'Unauthorized' });
      }
    });

    it('takes the token as a password too, as kubectl sends it without TLS', async () => {
      const basic = (password: string) => ({
        Authorization: `Basic ${btoa(`demo:${password}`)}`,
      });
      const right = await ask(cluster, services, { headers: basic('secret') });
      expect(right.status).toBe(200);
      const wrong = await ask(cluster, services, { headers: basic('other') });
      expect(wrong.status).toBe(401);
    });

    it('does not find objects, kinds and paths', async () => {
      const missing = await ask(cluster, '/api/v1/namespaces/a/services/b');
      expect(missing.body).toMatchObject({
        kind: 'Status',
        reason: 'NotFound',
        message: 'services "b" not found',
        details: { name: 'b', kind: 'services' },
        code: 404,
      });
      const paths = [
        '/apis/gateway.networking.k8s.io/v1/tcproutes',
        '/apis/none.example.org/v1/things',
        '/apis/none.example.org/v1',
        '/api/v1/%zz',
      ];
      for (const path of paths) {
        const { status, text } = await ask(cluster, path);
        expect([path, status, text]).toEqual([
          path,
          404,
          '404 page not found\n',
        ]);
      }
    });
  });

  describe('lists', () => {
    beforeEach(() => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        cluster.apply(
          service('one', name, { size: String(name.charCodeAt(0)) }),
        );
      }
      cluster.apply(service('two', 'f', { tier: 'web' }));
    });

    it('covers the cluster or a namespace', async () => {
      expect(await listNames(cluster, services)).toHaveLength(6);
      expect(
        await listNames(cluster, '/api/v1/namespaces/two/services'),
      ).toEqual(['f']);
      const { body } = await ask(cluster, '/api/v1/namespaces/none/services');
      expect(body).toMatchObject({
        kind: 'ServiceList',
        apiVersion: 'v1',
        metadata: { resourceVersion: cluster.resourceVersion },
        items: [],
      });
    });

    it('pages over one moment, whatever changes in between', async () => {
      const first = await ask(cluster, `${services}?limit=2`);
      expect(first.body.metadata.remainingItemCount).toBe(4);
      cluster.delete(service('one', 'd'));
      cluster.apply(service('one', 'bb'));
      cluster.apply({ ...service('one', 'e'), spec: { type: 'ClusterIP' } });
      const rest = await ask(
        cluster,
        `${services}?limit=9&continue=${first.body.metadata.continue}`,
      );
      expect(
        rest.body.items.map((item: KubernetesObject) => item.metadata.name),
      ).toEqual(['c', 'd', 'e', 'f']);
      expect(rest.body.items[2].spec.type).toBe('LoadBalancer');
      expect(rest.body.metadata).toEqual({
        resourceVersion: first.body.metadata.resourceVersion,
      });
    });

    it('answers 410 for a page of a forgotten moment, with a token to go on', async () => {
      const first = await ask(cluster, `${services}?limit=2`);
      cluster.dropHistory();
      cluster.apply(service('one', 'dd'));
      const second = await ask(
        cluster,
        `${services}?limit=2&continue=${first.body.metadata.continue}`,
      );
      expect(second.body).toMatchObject({ code: 410, reason: 'Expired' });
      const rest = await listNames(
        cluster,
        `${services}?continue=${second.body.metadata.continue}`,
      );
      expect(rest).toEqual(['c', 'd', 'dd', 'e', 'f']);
    });

    it('knows what each resourceVersion asks for', async () => {
      const now = cluster.resourceVersion;
      cluster.apply(service('one', 'g'));
      const count = async (query: string) =>
        (await listNames(cluster, `${services}?${query}`)).length;
      expect(await count(`resourceVersion=${now}`)).toBe(7);
      expect(
        await count(`resourceVersion=${now}&resourceVersionMatch=Exact`),
      ).toBe(6);
      expect(await count(`resourceVersion=${now}&limit=9`)).toBe(6);
      expect(await count('resourceVersion=0&limit=2')).toBe(7);
      const future = await ask(
        cluster,
        `${services}?resourceVersion=${Number(now) + 1000}`,
      );
      expect(future.body).toMatchObject({ code: 504, reason: 'Timeout' });
      cluster.dropHistory();
      const past = await ask(
        cluster,
        `${services}?resourceVersion=${now}&resourceVersionMatch=Exact`,
      );
      expect(past.body).toMatchObject({ code: 410, reason: 'Expired' });
    });

    it.each([
      ['limit=x', 400],
      ['resourceVersion=x', 400],
      ['continue=x', 400],
      ['continue=e30', 400],
      ['labelSelector=a in', 400],
      ['labelSelector=a>x', 400],
      ['fieldSelector=spec.ports=80', 400],
      ['fieldSelector=metadata.name', 400],
      ['resourceVersionMatch=Exact', 422],
      ['resourceVersion=0&resourceVersionMatch=Exact', 422],
      ['resourceVersion=1&resourceVersionMatch=Older', 422],
      ['sendInitialEvents=true', 422],
    ])('refuses ?%s with %d', async (query, code) => {
      const { status, body } = await ask(cluster, `${services}?${query}`);
      expect([status, body.kind, body.code]).toEqual([code, 'Status', code]);
    });

    it.each([
      ['labelSelector=tier=web', ['f']],
      ['labelSelector=tier==web', ['f']],
      ['labelSelector=tier!=web', ['a', 'b', 'c', 'd', 'e']],
      ['labelSelector=tier', ['f']],
      ['labelSelector=!tier,size>97,size<100', ['b', 'c']],
      ['labelSelector=size in (97, 101)', ['a', 'e']],
      ['labelSelector=size notin (97,98,99)', ['d', 'e', 'f']],
      ['labelSelector=size=97,tier', []],
      ['fieldSelector=metadata.name=c', ['c']],
      ['fieldSelector=spec.type=LoadBalancer,metadata.name=a', ['a']],
      ['limit=-1&labelSelector=tier', ['f']],
      ['fieldSelector=metadata.namespace!=one', ['f']],
      [
        'fieldSelector=metadata.namespace==one,metadata.name!=a&limit=2',
        ['b', 'c'],
      ],
    ])('selects with ?%s', async (query, names) => {
      const encoded = query.replace(/>/g, '%3E').replace(/</g, '%3C');
      expect(await listNames(cluster, `${services}?${encoded}`)).toEqual(names);
    });

    it('says of each item what it is where a CustomResourceDefinition made the kind', async () => {
      cluster.apply(httpRoute('one', 'web', 'web.openova.io'));
      const custom = await ask(cluster, routes);
      expect(custom.body.metadata).toHaveProperty('continue', '');
      expect(custom.body.items[0]).toMatchObject({ kind: 'HTTPRoute' });
      const builtIn = await ask(cluster, services);
      expect(builtIn.body.metadata).not.toHaveProperty('continue');
      expect(Object.keys(builtIn.body.items[0]).sort()).toEqual([
        'metadata',
        'spec',
      ]);
    });

    it('begins no watch at something that is no version', async () => {
      const query = 'watch=true&resourceVersion=x';
      const { status, body } = await ask(cluster, `${services}?${query}`);
      expect([status, body.kind, body.reason]).toEqual([
        500,
        'Status',
        undefined,
      ]);
    });

    it('does not count what remains of a selected list', async () => {
      const { body } = await ask(
        cluster,
        `${services}?labelSelector=size&limit=1`,
      );
      expect(Object.keys(body.metadata)).toEqual([
        'resourceVersion',
        'continue',
      ]);
    });
  });

  it('says what to do when its port is taken', async () => {
    const port = Number(new URL(cluster.url).port);
    await expect(startDemoCluster({ name: 'us', port })).rejects.toThrow(
      `Port ${port} of demo cluster us is taken: end the program that listens there`,
    );
  });

  it('keeps routes of the same name in two namespaces apart', async () => {
    cluster.apply(httpRoute('a', 'web', 'a.openova.io'));
    cluster.apply(httpRoute('b', 'web', 'b.openova.io'));
    cluster.delete({ ...httpRoute('a', 'web', '') });
    const { body } = await ask(cluster, routes);
    expect(body.items[0].metadata.namespace).toBe('b');
  });
});
