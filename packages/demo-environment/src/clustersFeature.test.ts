import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import demoClusters from './clustersFeature';
import { addressesIn, askOverUdp } from './k8gb/__testUtils__/ask';

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

const start = (demo: object) =>
  startTestBackend({
    features: [
      demoClusters,
      mockServices.rootConfig.factory({ data: { demo } as never }),
    ],
  });

describe('the clusters beside the portal', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-clusters-'));
    await mkdir(join(folder, 'eu'));
    await writeFile(
      join(folder, 'eu', 'shop.yaml'),
      'apiVersion: v1\nkind: Service\nmetadata: { namespace: shop, name: web }\n',
    );
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('start with it, follow their folder, and end with it', async () => {
    const port = await freePort();
    const backend = await start({
      folder,
      controlToken: 'control',
      clusters: [{ name: 'eu', port, token: 'secret' }],
    });
    const get = (path: string, token: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
    const services = await get('/api/v1/services', 'secret');
    expect((await services.json()).items[0].metadata.name).toBe('web');
    expect((await get('/_demo/faults', 'control')).status).toBe(200);
    await backend.stop();
    await expect(get('/api/v1/services', 'secret')).rejects.toThrow(
      'fetch failed',
    );
  });

  it('are none where none are configured', async () => {
    const backend = await start({});
    await expect(backend.stop()).resolves.toBeUndefined();
  });

  it('follow the folder of this package when none is named', async () => {
    const port = await freePort();
    const backend = await start({
      // A port that comes from an environment variable is text.
      clusters: [{ name: 'us-east', port: String(port), token: 'secret' }],
    });
    const response = await fetch(
      `http://127.0.0.1:${port}/apis/gateway.networking.k8s.io/v1/gateways`,
      { headers: { Authorization: 'Bearer secret' } },
    );
    expect((await response.json()).items).toHaveLength(2);
    await backend.stop();
  });

  it('have a name server of k8gb, which ends with them', async () => {
    const nameServer = { address: '127.0.0.1', port: await freePort() };
    const backend = await start({
      clusters: [
        { name: 'eu-central', port: 0, token: 'secret', nameServer },
        { name: 'us-east', port: 0, token: 'secret' },
      ],
    });
    const host = 'search.gslb.openova.io';
    expect(addressesIn(await askOverUdp(nameServer, host))).toEqual([
      '192.0.2.10',
      '198.51.100.10',
    ]);
    await backend.stop();
    const again = createServer();
    await new Promise<void>((resolve, reject) => {
      again.once('error', reject);
      again.listen(nameServer.port, nameServer.address, resolve);
    });
    await new Promise(resolve => again.close(resolve));
  });

  it('start without a name server where its address is none of this machine', async () => {
    const port = await freePort();
    const nameServer = { address: '203.0.113.1', port: 10053 };
    const backend = await start({
      folder,
      clusters: [{ name: 'eu', port, token: 'secret', nameServer }],
    });
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    await backend.stop();
  });

  it('fail the start when the port of a name server is taken', async () => {
    const taken = createServer();
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const nameServer = { address: '127.0.0.1', port };
    await expect(
      start({
        folder,
        clusters: [{ name: 'eu', port: 0, token: 'x', nameServer }],
      }),
    ).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is taken, which is for the name server of demo cluster eu: choose another in demo.clusters, and in externalDns what names it`,
    );
    await new Promise(resolve => taken.close(resolve));
  });

  it('fail the start with one sentence when a port is taken, and leave none behind', async () => {
    const taken = createServer();
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const first = await freePort();
    await expect(
      start({
        folder,
        clusters: [
          { name: 'eu', port: first, token: 'secret' },
          { name: 'us', port, token: 'secret' },
        ],
      }),
    ).rejects.toThrow(
      `Port ${port} of demo cluster us is taken: end the program that listens there, or give the cluster another port in demo.clusters`,
    );
    await expect(fetch(`http://127.0.0.1:${first}/healthz`)).rejects.toThrow();
    await new Promise(resolve => taken.close(resolve));
  });

  it.each([
    [{ name: 'eu', port: 1 }, /demo\.clusters\[0\]\.token/],
    [
      { name: 'eu', port: 70_000, token: 'x' },
      /demo\.clusters\[0\]\.port is 70000/,
    ],
    [
      {
        name: 'eu',
        port: 1,
        token: 'x',
        nameServer: { address: '::1', port: 53 },
      },
      /demo\.clusters\[0\]\.nameServer\.address is "::1": give an IPv4/,
    ],
    [
      {
        name: 'eu',
        port: 1,
        token: 'x',
        nameServer: { address: '127.0.0.1', port: -1 },
      },
      /demo\.clusters\[0\]\.nameServer\.port is -1/,
    ],
    [
      { name: '../eu', port: 1, token: 'x' },
      /demo\.clusters\[0\]\.name is "\.\.\/eu"/,
    ],
  ])('say what is wrong with %j', async (cluster, message) => {
    await expect(start({ clusters: [cluster] })).rejects.toThrow(message);
  });

  it('need names of their own', async () => {
    const cluster = { name: 'eu', port: 0, token: 'x' };
    await expect(start({ clusters: [cluster, cluster] })).rejects.toThrow(
      'demo.clusters[1].name "eu" is taken by an earlier cluster',
    );
  });
});
