import { DemoCluster, startDemoCluster } from './demoCluster';
import { ask, httpRoute, listNames, openWatch, service } from './testClient';

const routes = '/apis/gateway.networking.k8s.io/v1/httproutes';
const routesName = 'httproutes.gateway.networking.k8s.io';
const services = '/api/v1/services';

describe('the faults of a demo cluster', () => {
  let cluster: DemoCluster;

  beforeEach(async () => {
    cluster = await startDemoCluster({
      controlToken: 'control',
      objects: [
        httpRoute('shop', 'web', 'web.openova.io'),
        service('shop', 'a'),
        service('shop', 'b'),
      ],
    });
  });

  afterEach(() => cluster.close());

  const control = (method: string, path = '', body?: unknown) =>
    ask(cluster, `/_demo/faults${path}`, {
      method,
      headers: { Authorization: 'Bearer control' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });

  it('tears down connections, open watches included, and answers again after', async () => {
    const watch = await openWatch(cluster, `${services}?watch=true`);
    expect((await watch.next())?.type).toBe('ADDED');
    expect((await watch.next())?.type).toBe('ADDED');
    const { status } = await control('PATCH', '', { unreachable: true });
    expect(status).toBe(200);
    expect(await watch.next().catch(() => undefined)).toBeUndefined();
    await expect(ask(cluster, services)).rejects.toThrow('fetch failed');
    await control('DELETE');
    expect(await listNames(cluster, services)).toEqual(['a', 'b']);
  });

  it('forbids a kind in the words of RBAC', async () => {
    cluster.setFaults({ forbidden: [routesName] });
    const { body } = await ask(cluster, routes);
    expect(body).toMatchObject({
      kind: 'Status',
      code: 403,
      reason: 'Forbidden',
      message:
        'httproutes.gateway.networking.k8s.io is forbidden: User "system:serviceaccount:external-dns:portal" cannot list resource "httproutes" in API group "gateway.networking.k8s.io" at the cluster scope',
    });
    const watch = await ask(
      cluster,
      '/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes?watch=true',
    );
    expect(watch.body.message).toMatch(
      /cannot watch resource "httproutes" .* in the namespace "shop"$/,
    );
    expect(await listNames(cluster, services)).toEqual(['a', 'b']);
    expect((await ask(cluster, '/apis')).status).toBe(200);
  });

  it('empties a list without a word', async () => {
    cluster.setFaults({ empty: ['services'] });
    expect(await listNames(cluster, services)).toEqual([]);
    expect(await listNames(cluster, routes)).toEqual(['web']);
    cluster.clearFaults();
    expect(await listNames(cluster, services)).toEqual(['a', 'b']);
  });

  it('breaks a list after its first page, however short', async () => {
    cluster.setFaults({ brokenPaging: ['services'] });
    const first = await ask(cluster, `${services}?limit=500`);
    expect(first.body.items).toHaveLength(1);
    const second = await ask(
      cluster,
      `${services}?limit=500&continue=${first.body.metadata.continue}`,
    );
    expect(second.status).toBe(500);
    await expect(ask(cluster, services)).rejects.toThrow('terminated');
  });

  it('ends the watches that stand', async () => {
    const watch = await openWatch(
      cluster,
      `${services}?watch=true&resourceVersion=${cluster.resourceVersion}`,
    );
    cluster.cutStreams();
    expect(await watch.next()).toBeUndefined();
  });

  it('drops the history, so that an earlier version is too old', async () => {
    const version = cluster.resourceVersion;
    expect((await control('POST', '/drop-history')).status).toBe(200);
    const watch = await openWatch(
      cluster,
      `${services}?watch=true&resourceVersion=${version}`,
    );
    expect((await watch.next())?.object.code).toBe(410);
  });

  it('takes a kind away and brings its objects back with it', async () => {
    const watch = await openWatch(
      cluster,
      `${routes}?watch=true&resourceVersion=${cluster.resourceVersion}`,
    );
    cluster.setFaults({ notInstalled: [routesName] });
    expect(await watch.next()).toBeUndefined();
    expect((await ask(cluster, routes)).status).toBe(404);
    const discovered = async () =>
      (
        await ask(cluster, '/apis/gateway.networking.k8s.io/v1')
      ).body.resources.map((resource: { name: string }) => resource.name);
    expect(await discovered()).not.toContain('httproutes');
    cluster.clearFaults();
    expect(await discovered()).toContain('httproutes');
    expect(await listNames(cluster, routes)).toEqual(['web']);
  });

  it('serves a kind in an older version only', async () => {
    cluster.setFaults({ servedVersions: { [routesName]: ['v1beta1'] } });
    expect((await ask(cluster, routes)).status).toBe(404);
    expect(
      await listNames(cluster, routes.replace('/v1/', '/v1beta1/')),
    ).toEqual(['web']);
  });

  it('answers late', async () => {
    cluster.setFaults({ slow: 600_000 });
    const abort = new AbortController();
    const late = ask(cluster, services, { signal: abort.signal });
    expect((await control('GET')).body.slow).toBe(600_000);
    abort.abort();
    await expect(late).rejects.toThrow('aborted');
  });

  describe('the control route', () => {
    it('asks for its own token', async () => {
      const { status } = await ask(cluster, '/_demo/faults');
      expect(status).toBe(401);
    });

    it('does not exist without one', async () => {
      const other = await startDemoCluster();
      try {
        expect((await ask(other, '/_demo/faults')).status).toBe(403);
      } finally {
        await other.close();
      }
    });

    it('shows, sets and ends faults', async () => {
      await control('PATCH', '', { forbidden: ['services'], slow: 1 });
      const { body } = await control('PATCH', '', { slow: 0 });
      expect(body).toMatchObject({ forbidden: ['services'], slow: 0 });
      expect((await control('GET')).body).toEqual(body);
      expect((await control('DELETE')).body.forbidden).toEqual([]);
      expect((await control('POST', '/cut-streams')).status).toBe(200);
    });

    it.each([
      ['nonsense', /^nonsense is no fault: use one of unreachable/],
      ['unreachable', /^unreachable must be true or false$/],
      ['slow', /^slow must be a number of milliseconds/],
      ['forbidden', /^forbidden must be a list of strings$/],
      ['servedVersions', /^servedVersions must map kinds/],
    ])('says what is wrong with %s', async (name, message) => {
      const { status, body } = await control('PATCH', '', { [name]: 'x' });
      expect(status).toBe(400);
      expect(body.error).toMatch(message);
    });

    it('knows no other switch', async () => {
      expect((await control('POST', '/explode')).status).toBe(404);
      expect((await control('PATCH', '', [])).status).toBe(400);
    });
  });
});
