import { DemoCluster, startDemoCluster } from './demoCluster';
import { ask } from './testClient';

const services = '/api/v1/services';
const routes = '/apis/gateway.networking.k8s.io/v1/httproutes';

describe('what a demo cluster refuses', () => {
  let cluster: DemoCluster;

  beforeEach(async () => {
    cluster = await startDemoCluster({ name: 'eu', token: 'secret' });
  });

  afterEach(() => cluster.close());

  it.each([
    '/api/v1/namespaces/a/nodes',
    '/api/v1/services/without-namespace',
    '/api/v1/things',
    '/api/v2',
    '/apis/networking.k8s.io/v1/things',
  ])('says with a Status that a built-in group has no %s', async path => {
    const { status, body } = await ask(cluster, path);
    expect(status).toBe(404);
    expect(body).toMatchObject({
      reason: 'NotFound',
      message: 'the server could not find the requested resource',
      details: {},
    });
  });

  it.each([
    ['POST', services, 'cannot create resource "services" in API group ""'],
    ['DELETE', services, 'cannot deletecollection resource "services"'],
    ['PUT', `${routes}/web`, 'cannot update resource "httproutes"'],
    ['PATCH', `${routes}/web`, 'cannot patch resource "httproutes"'],
    ['DELETE', `${routes}/web`, 'cannot delete resource "httproutes"'],
    ['OPTIONS', services, 'cannot  resource "services"'],
    ['POST', '/apis', 'cannot post path "/apis"'],
    ['GET', '/other', 'cannot get path "/other"'],
  ])('forbids %s %s', async (method, path, words) => {
    const { status, body } = await ask(cluster, path, { method });
    expect([status, body.code, body.reason]).toEqual([403, 403, 'Forbidden']);
    expect(body.message).toContain(
      `User "system:serviceaccount:external-dns:portal" ${words}`,
    );
  });

  it('is asked for heads only where a CustomResourceDefinition made the kind', async () => {
    const method = 'HEAD';
    expect(await fetchStatus(services, { method })).toBe(405);
    expect(await fetchStatus(routes, { method })).toBe(200);
  });

  it('speaks JSON and nothing else', async () => {
    const headers = { Accept: 'text/html' };
    for (const path of [services, routes, '/apis']) {
      const { status, body } = await ask(cluster, path, { headers });
      expect([status, body.reason]).toEqual([406, 'NotAcceptable']);
    }
    const any = { Accept: 'text/html, */*;q=0.8' };
    expect(await fetchStatus(routes, { headers: any })).toBe(200);
  });

  async function fetchStatus(path: string, init: RequestInit) {
    const response = await fetch(`${cluster.url}${path}`, {
      ...init,
      headers: { Authorization: 'Bearer secret', ...init.headers },
    });
    await response.text();
    return response.status;
  }
});
