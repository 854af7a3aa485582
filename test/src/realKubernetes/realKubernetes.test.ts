import { kinds } from '@openova/dns-engine';
import { rootCertificates } from 'node:tls';
import {
  definitionOf,
  installableKinds,
} from './__testUtils__/customResourceDefinitions';
import {
  applyDocumentedRole,
  documented,
} from './__testUtils__/documentedRole';
import { eventually } from './__testUtils__/eventually';
import { Portal, PortalOptions } from './__testUtils__/portal';
import { RealCluster } from './__testUtils__/realCluster';
import {
  accepted,
  dnsEndpoint,
  gateway,
  namespace,
  route,
} from './__testUtils__/samples';
import { hasServerBinaries } from './__testUtils__/serverBinaries';
import { WatchedAccess } from './__testUtils__/watchedAccess';

jest.setTimeout(180_000);

const title = 'A portal and a real kube-apiserver';
const lane = hasServerBinaries(title) ? describe : describe.skip;

/** Short enough to see a watch end, often. */
const shortWatches = [1, 2] as const;

lane(title, () => {
  let cluster: RealCluster;
  let token: string;
  let portal: Portal;

  beforeAll(async () => {
    cluster = await RealCluster.start();
    for (const kind of installableKinds) {
      await cluster.install(definitionOf(kind));
    }
    token = await applyDocumentedRole(cluster);
    for (const name of ['infra', 'shop']) await cluster.apply(namespace(name));
    await cluster.apply(gateway('192.0.2.1'));
    await cluster.apply(accepted(route('shop', 'shop.openova.io')));
  });

  afterEach(() => portal?.stop());

  afterAll(() => cluster?.stop());

  async function startPortal(options: Partial<PortalOptions> = {}) {
    const { url, ca } = cluster;
    const clusters = [{ name: 'real', url, ca, token }];
    portal = await Portal.start({ clusters, ...options });
    await untilState('fresh');
    await untilAddresses('shop.openova.io', '192.0.2.1');
  }

  async function untilState(
    state: 'fresh' | 'stale' | 'unread',
    sentence = /^/,
  ): Promise<string> {
    const view = await eventually(
      () => portal.cluster('real'),
      each => {
        const words = each?.sources.map(source => source.sentence ?? '') ?? [];
        return each?.state === state && words.some(word => sentence.test(word));
      },
    );
    const words = view?.sources.map(source => source.sentence ?? '') ?? [];
    return words.find(word => sentence.test(word)) ?? '';
  }

  async function untilAddresses(name: string, ...addresses: string[]) {
    const answer = await eventually(
      () => portal.addresses(name),
      each => each.join() === addresses.join(),
    );
    expect(answer).toEqual(addresses);
  }

  it('makes a record of an HTTPRoute once its status is set', async () => {
    await startPortal();
    const web = route('web', 'web.openova.io');
    await cluster.apply(web);
    await portal.resync('real');
    expect(await portal.addresses('web.openova.io')).toEqual([]);

    await cluster.setStatus(accepted(web));
    await untilAddresses('web.openova.io', '192.0.2.1');
    expect(await portal.ownership('web.openova.io')).toEqual([
      'heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/shop/web',
    ]);

    await cluster.delete(web);
    await untilAddresses('web.openova.io');
  });

  it('loses no event over as many rotations of its watches as an hour has', async () => {
    const watched = new WatchedAccess();
    await startPortal({ watchSeconds: shortWatches, around: watched.around });
    const traffic = watched.of('httproutes');
    const enough = traffic.watches + 20;
    const names = ['a', 'b', 'c', 'd', 'e'];
    const versions: string[] = [];
    const deleted: string[] = [];
    for (let step = 0; traffic.watches < enough; step += 1) {
      const object = `${names[step % names.length]}-${step % 35}`;
      const applied = await cluster.apply(
        accepted(route(object, `${object}.openova.io`, `s${step}.openova.io`)),
      );
      versions.push(applied.metadata.resourceVersion ?? '');
      if (step % 7 === 6) {
        await cluster.delete(route(object));
        deleted.push(object);
      }
    }
    const last = accepted(route('last', 'last.openova.io'));
    await cluster.apply(last);
    await untilAddresses('last.openova.io', '192.0.2.1');

    expect(versions.length).toBeGreaterThan(20);
    expect(
      versions.filter(version => !traffic.resourceVersions.has(version)),
    ).toEqual([]);
    expect([...traffic.deletedNames].sort()).toEqual(
      [...new Set(deleted)].sort(),
    );
    // Not by listing anew, but by taking each watch up where the last one ended.
    expect(traffic.lists).toBe(1);
    expect(traffic.failures).toEqual([]);
    await cluster.delete(last);
  });

  it('lists anew when the server has forgotten the version', async () => {
    const watched = new WatchedAccess();
    await startPortal({ watchSeconds: shortWatches, around: watched.around });
    const traffic = watched.of('httproutes');
    const { lists } = traffic;
    await cluster.compact();
    watched.beginNextWatchAt('httproutes', '1');
    await eventually(
      async () => traffic.failures.length,
      failures => failures > 0,
    );
    const late = accepted(route('late', 'late.openova.io'));
    await cluster.apply(late);
    await untilAddresses('late.openova.io', '192.0.2.1');
    expect(traffic.failures).toEqual(['gone']);
    expect(traffic.lists).toBe(lists + 1);
    await cluster.delete(late);
  });

  it('reads a kind that is installed while it runs', async () => {
    const definition = definitionOf(kinds.dnsEndpoint);
    await cluster.uninstall(definition);
    await startPortal();
    await cluster.install(definition);
    await cluster.apply(dnsEndpoint('mail', 'mail.openova.io', '192.0.2.7'));
    // Without being asked: it looks every two syncs.
    await untilAddresses('mail.openova.io', '192.0.2.7');
    await cluster.delete(dnsEndpoint('mail', 'mail.openova.io'));
    await untilAddresses('mail.openova.io');
    expect((await portal.cluster('real'))?.state).toBe('fresh');
  });

  it('keeps the records of a kind that is no longer served', async () => {
    const definition = definitionOf(kinds.httpRoute);
    await startPortal({ watchSeconds: shortWatches });
    await cluster.apply(definitionOf(kinds.httpRoute, { served: false }));
    await untilState(
      'stale',
      /^httproutes\.gateway\.networking\.k8s\.io was served before and is not any more/,
    );
    expect(await portal.addresses('shop.openova.io')).toEqual(['192.0.2.1']);
    await cluster.install(definition);
    await portal.resync('real');
    await untilState('fresh');
    expect(await portal.addresses('shop.openova.io')).toEqual(['192.0.2.1']);
  });

  it('is stale and loses no record when a CRD is deleted', async () => {
    const installed = definitionOf(kinds.httpRoute);
    const watched = new WatchedAccess();
    await startPortal({ around: watched.around });
    await cluster.apply(accepted(route('web', 'web.openova.io')));
    await untilAddresses('web.openova.io', '192.0.2.1');

    await cluster.delete(installed);
    await eventually(
      async () => watched.of('httproutes').deletedNames,
      deleted => deleted.has('shop') && deleted.has('web'),
    );
    await untilState(
      'stale',
      /^httproutes\.gateway\.networking\.k8s\.io was served before and is not any more/,
    );
    await portal.resync('real');
    expect(await portal.addresses('shop.openova.io')).toEqual(['192.0.2.1']);
    expect(await portal.addresses('web.openova.io')).toEqual(['192.0.2.1']);

    await cluster.install(installed);
    await cluster.apply(accepted(route('shop', 'shop.openova.io')));
    await untilState('fresh');
    expect(await portal.addresses('shop.openova.io')).toEqual(['192.0.2.1']);
    await untilAddresses('web.openova.io');
  });

  it('is stale for as long as an object of a deleted CRD waits for its finalizer', async () => {
    const installed = definitionOf(kinds.httpRoute);
    const held = accepted(route('held', 'held.openova.io'));
    const finalizers = ['example.org/backup'];
    await startPortal();
    await cluster.apply({
      ...held,
      metadata: { ...held.metadata, finalizers },
    });
    await untilAddresses('held.openova.io', '192.0.2.1');

    await cluster.delete(installed);
    await untilState(
      'stale',
      /^HTTPRoute is being removed from the cluster: install httproutes\.gateway\.networking\.k8s\.io again, or forget it$/,
    );
    await portal.resync('real');
    expect(await portal.addresses('shop.openova.io')).toEqual(['192.0.2.1']);
    expect(await portal.addresses('held.openova.io')).toEqual(['192.0.2.1']);

    await cluster.apply(route('held', 'held.openova.io'));
    await cluster.untilUninstalled(installed);
    await cluster.install(installed);
    await cluster.apply(accepted(route('shop', 'shop.openova.io')));
    await untilState('fresh');
    expect(await portal.addresses('shop.openova.io')).toEqual(['192.0.2.1']);
    await untilAddresses('held.openova.io');
  });

  it('keeps the records of a cluster that takes its role away, and names what is missing', async () => {
    await startPortal({ watchSeconds: shortWatches });
    await cluster.delete(documented('ClusterRole'));
    expect(await untilState('stale', /forbids/)).toMatch(
      /^Cluster real forbids to (list|watch) ([a-z.0-9]+): give the portal's account the verbs get, list and watch on \2$/,
    );
    expect(await portal.addresses('shop.openova.io')).toEqual(['192.0.2.1']);
    await applyDocumentedRole(cluster);
    await cluster.apply(accepted(route('back', 'back.openova.io')));
    await untilAddresses('back.openova.io', '192.0.2.1');
    await untilState('fresh');
    expect(await portal.addresses('shop.openova.io')).toEqual(['192.0.2.1']);
    await cluster.delete(route('back'));
  });

  it('says that a certificate is not of the configured authority', async () => {
    const { url } = cluster;
    portal = await Portal.start({
      clusters: [{ name: 'real', url, ca: rootCertificates[0], token }],
    });
    expect(await untilState('unread', /certificate/)).toMatch(
      /^Cluster real cannot be reached: .*certificate/,
    );
  });
});
