import {
  mkdir,
  mkdtemp,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standardCustomResourceDefinitions } from './customResourceDefinitions';
import { DemoCluster, startDemoCluster } from './demoCluster';
import { listNames, openWatch } from './testClient';

const services = '/api/v1/services';

const manifest = (name: string, type = 'LoadBalancer') => `
apiVersion: v1
kind: Service
metadata: { namespace: shop, name: ${name} }
spec: { type: ${type} }
---
`;

describe('a demo cluster that follows a folder', () => {
  let folder: string;
  let cluster: DemoCluster;
  const warnings: string[] = [];

  const write = (file: string, text: string) =>
    writeFile(join(folder, file), text);

  /** Opens a watch from now on, so that a test can wait for what a change does. */
  const watchServices = () =>
    openWatch(
      cluster,
      `${services}?watch=true&resourceVersion=${cluster.resourceVersion}`,
    );

  const warning = async (): Promise<string> => {
    while (warnings.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    return warnings.shift()!;
  };

  beforeEach(async () => {
    warnings.length = 0;
    folder = await mkdtemp(join(tmpdir(), 'demo-cluster-'));
    await write('shop.yaml', manifest('a') + manifest('b'));
    cluster = await startDemoCluster({
      folder,
      log: { info: () => {}, warn: message => warnings.push(message) },
    });
  });

  afterEach(async () => {
    await cluster.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('holds at its start what the files hold', async () => {
    expect(await listNames(cluster, services)).toEqual(['a', 'b']);
  });

  it('follows a file that is saved in place', async () => {
    const watch = await watchServices();
    await write('shop.yaml', manifest('a', 'ClusterIP') + manifest('c'));
    expect(await watch.next()).toMatchObject({
      type: 'MODIFIED',
      object: { metadata: { name: 'a' }, spec: { type: 'ClusterIP' } },
    });
    expect(await watch.next()).toMatchObject({ type: 'ADDED' });
    expect(await watch.next()).toMatchObject({
      type: 'DELETED',
      object: { metadata: { name: 'b' } },
    });
  });

  it('follows a file that is replaced, and one that is truncated first, without losing objects in between', async () => {
    const watch = await watchServices();
    await write('.shop.yaml.new', manifest('a') + manifest('b', 'ClusterIP'));
    await rename(join(folder, '.shop.yaml.new'), join(folder, 'shop.yaml'));
    expect(await watch.next()).toMatchObject({
      type: 'MODIFIED',
      object: { metadata: { name: 'b' } },
    });
    await truncate(join(folder, 'shop.yaml'));
    await write(
      'shop.yaml',
      manifest('a', 'ClusterIP') + manifest('b', 'ClusterIP'),
    );
    expect(await watch.next()).toMatchObject({
      type: 'MODIFIED',
      object: { metadata: { name: 'a' } },
    });
  });

  it('follows files that come and go, and objects that move between them', async () => {
    const watch = await watchServices();
    await write('more.yml', manifest('b') + manifest('d'));
    expect(await watch.next()).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'd' } },
    });
    expect(await warning()).toMatch(
      /shop.yaml line 8: Service shop\/b stands in more.yml line 2 too; the first one counts$/,
    );
    await rm(join(folder, 'shop.yaml'));
    expect(await watch.next()).toMatchObject({
      type: 'DELETED',
      object: { metadata: { name: 'a' } },
    });
    expect(await listNames(cluster, services)).toEqual(['b', 'd']);
  });

  it('keeps the objects of a file that cannot be parsed, and names the line', async () => {
    await write('shop.yaml', `${manifest('a')}kind: {\nmetadata: [`);
    const line = await warning();
    expect(line).toMatch(
      /shop\.yaml line \d+: .*; what its last good version held stays$/,
    );
    expect(line).not.toContain('\n');
    expect(await listNames(cluster, services)).toEqual(['a', 'b']);
    const watch = await watchServices();
    await write('shop.yaml', manifest('a'));
    expect(await watch.next()).toMatchObject({ type: 'DELETED' });
  });

  it.each([
    ['- a\n- b\n', 'line 1: the document is not a Kubernetes object'],
    [
      '# first\nkind: Service\n',
      'line 2: the object has no apiVersion or no kind',
    ],
    [
      'apiVersion: v1\nkind: Service\n',
      'line 1: the Service has no metadata.name',
    ],
  ])('says what is wrong with %j', async (text, message) => {
    await write('wrong.yaml', text);
    expect(await warning()).toContain(message);
  });

  it('leaves out an object of a kind that is not installed until it is', async () => {
    const definition = standardCustomResourceDefinitions.find(
      object => object.metadata.name === 'dnsendpoints.externaldns.k8s.io',
    );
    await write(
      'endpoint.yaml',
      'apiVersion: externaldns.k8s.io/v1alpha1\nkind: DNSEndpoint\nmetadata: { name: records }\n',
    );
    expect(await warning()).toMatch(
      /endpoint.yaml line 1: no kind DNSEndpoint of externaldns.k8s.io\/v1alpha1 is installed/,
    );
    const watch = await openWatch(
      cluster,
      `/apis/apiextensions.k8s.io/v1/customresourcedefinitions?watch=true`,
    );
    await write('crds.json.yaml', JSON.stringify(definition));
    expect(await watch.next()).toMatchObject({ type: 'ADDED' });
    expect(
      await listNames(
        cluster,
        '/apis/externaldns.k8s.io/v1alpha1/dnsendpoints',
      ),
    ).toEqual(['records']);
  });

  it('loses nothing with its folder, and goes on when it is back', async () => {
    await rm(folder, { recursive: true });
    expect(await warning()).toMatch(/cannot be read: create it/);
    expect(await listNames(cluster, services)).toEqual(['a', 'b']);
    const watch = await watchServices();
    await mkdir(folder);
    await write('shop.yaml', manifest('a') + manifest('b') + manifest('c'));
    expect(await watch.next()).toMatchObject({ type: 'ADDED' });
  });
});
