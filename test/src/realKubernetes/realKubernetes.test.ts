import { applyDocumentedRole } from './documentedRole';
import { definitionOf, installableKinds } from './customResourceDefinitions';
import { eventually, Portal } from './portal';
import { RealCluster } from './realCluster';
import { accepted, gateway, namespace, route } from './samples';
import { describeWithServer } from './serverBinaries';

jest.setTimeout(120_000);

describeWithServer('A portal and a real kube-apiserver', binaries => {
  let cluster: RealCluster;
  let token: string;
  let portal: Portal | undefined;

  beforeAll(async () => {
    cluster = await RealCluster.start(binaries);
    for (const kind of installableKinds) {
      await cluster.install(definitionOf(kind));
    }
    token = await applyDocumentedRole(cluster);
    for (const name of ['infra', 'shop']) await cluster.apply(namespace(name));
    await cluster.apply(gateway('192.0.2.1'));
  });

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  afterAll(() => cluster?.stop());

  it('makes a record of an HTTPRoute once its status is set', async () => {
    const { url, ca } = cluster;
    const started = await Portal.start({
      clusters: [{ name: 'real', url, ca, token }],
    });
    portal = started;
    const web = route('web', 'web.openova.io');
    await cluster.apply(web);
    await eventually(
      () => started.cluster('real'),
      view => view?.state === 'fresh',
    );
    expect(await started.addresses('web.openova.io')).toEqual([]);

    await cluster.setStatus(accepted(web));
    const addresses = await eventually(
      () => started.addresses('web.openova.io'),
      answer => answer.length > 0,
    );
    expect(addresses).toEqual(['192.0.2.1']);
    expect(await started.ownership('web.openova.io')).toEqual([
      'heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/shop/web',
    ]);

    await cluster.delete(web);
    expect(
      await eventually(
        () => started.addresses('web.openova.io'),
        answer => answer.length === 0,
      ),
    ).toEqual([]);
  });
});
