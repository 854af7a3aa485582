import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { DemoCluster, startDemoCluster } from '../kubernetes/demoCluster';
import { addressesIn, Address, askOverUdp } from './__testUtils__/ask';
import { withHealthyRecords } from './healthyRecords';
import { fieldOf } from './gslbObjects';
import { K8gb } from './k8gb';

const names = ['eu-central', 'us-east'];
const host = 'shop.gslb.openova.io';

describe('the balanced hosts of the demo', () => {
  let folder: string;
  let clusters: DemoCluster[];
  let k8gb: K8gb;
  let servers: Address[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-gslb-'));
    await cp(
      resolvePackagePath('@openova/demo-environment', 'clusters'),
      folder,
      { recursive: true },
    );
    clusters = [];
    for (const name of names) {
      clusters.push(
        await startDemoCluster({
          name,
          folder: join(folder, name),
          complete: withHealthyRecords,
        }),
      );
    }
    k8gb = new K8gb(clusters);
    servers = [];
    for (const cluster of clusters) {
      servers.push(
        await k8gb.listen(cluster, { address: '127.0.0.1', port: 0 }),
      );
    }
  });

  afterEach(async () => {
    await k8gb.close();
    for (const cluster of clusters) await cluster.close();
    await rm(folder, { recursive: true });
  });

  async function answers(name = host) {
    return Promise.all(
      servers.map(async server => addressesIn(await askOverUdp(server, name))),
    );
  }

  function reported(): unknown[] {
    return clusters.map(cluster => {
      const gslb = cluster
        .list('gslbs.k8gb.io')
        .find(({ metadata }) => metadata.name === 'storefront');
      return fieldOf(gslb, 'status', 'healthyRecords', host);
    });
  }

  async function edit(cluster: string, from: string, to: string) {
    const path = join(folder, cluster, 'gslb.yaml');
    const yaml = await readFile(path, 'utf8');
    expect(yaml).toContain(from);
    await writeFile(path, yaml.replace(from, to));
  }

  async function until(condition: () => Promise<boolean>) {
    while (!(await condition())) await sleep(20);
  }

  it('are answered by strategy and health', async () => {
    const eu = '192.0.2.10';
    const us = '198.51.100.10';
    const inZone = (label: string) => answers(`${label}.gslb.openova.io`);
    expect(await inZone('shop')).toEqual([[eu], [eu]]);
    expect(await inZone('payments')).toEqual([[eu], [eu]]);
    expect(await inZone('search')).toEqual([
      [eu, us],
      [eu, us],
    ]);
    expect(await inZone('dashboards')).toEqual([['192.0.2.20'], 'NXDOMAIN']);
  });

  it('fail over when a file is edited, and back', async () => {
    const well = `${host}: Healthy`;
    const ill = `${host}: Unhealthy`;
    expect(await answers()).toEqual([['192.0.2.10'], ['192.0.2.10']]);
    await edit('eu-central', well, ill);
    await until(async () => (await answers())[1][0] === '198.51.100.10');
    expect(await answers()).toEqual([['198.51.100.10'], ['198.51.100.10']]);
    expect(reported()).toEqual([['198.51.100.10'], ['198.51.100.10']]);
    await edit('us-east', well, ill);
    await until(async () => (await answers())[0] === 'NXDOMAIN');
    expect(reported()).toEqual([undefined, undefined]);
    await edit('eu-central', ill, well);
    await until(async () => (await answers())[1][0] === '192.0.2.10');
    expect(reported()).toEqual([['192.0.2.10'], ['192.0.2.10']]);
  });

  it('keep what k8gb wrote when something else of a file is edited', async () => {
    const versions: unknown[] = [];
    clusters[1].onChange(resource => {
      if (resource === 'gslbs.k8gb.io') versions.push(reported()[1]);
    });
    const before = clusters[1].resourceVersion;
    await edit('us-east', 'dnsTtlSeconds: 5', 'dnsTtlSeconds: 10');
    await until(async () => clusters[1].resourceVersion !== before);
    expect(versions).toEqual([['192.0.2.10']]);
  });
});
