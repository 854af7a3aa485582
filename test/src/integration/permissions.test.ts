import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ApiClient } from './__testUtils__/apiClient';
import { readObject } from './__testUtils__/clusterObjects';
import { people, signedInPeople } from './__testUtils__/people';
import { Stage } from './__testUtils__/stage';
import { waitFor } from './__testUtils__/waitFor';

jest.setTimeout(180_000);

const component = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
  spec: { type: 'service', lifecycle: 'production', owner },
});

describe('who may see and do what', () => {
  let folder: string;
  let stage: Stage;
  let admin: ApiClient;
  let developer: ApiClient;
  let guest: ApiClient;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'external-dns-catalog-'));
    const file = join(folder, 'catalog.yaml');
    await writeFile(
      file,
      [
        component('web', 'group:default/shop'),
        component('ledger', 'group:default/finance'),
      ]
        .map(entity => stringify(entity))
        .join('---\n'),
    );
    stage = await Stage.start({
      clusters: {
        eu: [
          'gateway gw 192.0.2.1',
          'httproute shop/web web.openova.io via gw',
          'httproute finance/ledger ledger.openova.io via gw',
        ].map(readObject),
      },
      features: signedInPeople,
      config: {
        permission: { enabled: true },
        catalog: {
          rules: [{ allow: ['Component'] }],
          locations: [{ type: 'file', target: file }],
        },
      },
    });
    admin = stage.apiOf(people.admin);
    developer = stage.apiOf(people.developer);
    guest = stage.apiOf(people.guest);
    for (const name of ['web', 'ledger']) await untilShown(name);
  });

  afterAll(async () => {
    await stage?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function untilShown(name: string): Promise<void> {
    await stage.untilAnswered(`${name}.openova.io`, 'A', '192.0.2.1');
    let answer: unknown;
    await waitFor(
      async () => {
        const found = await admin.entity(name).catch(error => {
          answer = error;
        });
        answer = found ?? answer;
        return found?.hostnames.length === 1 || undefined;
      },
      () =>
        `the catalog to bring ${name} with its objects; the tab says: ${
          answer instanceof Error ? answer : JSON.stringify(answer)
        }`,
    );
  }

  const refused = (status: number) => expect.objectContaining({ status });

  it('shows an entity to whoever sees it in the catalog', async () => {
    const { hostnames } = await developer.entity('web');
    expect(hostnames.map(each => each.dnsName)).toEqual(['web.openova.io']);
    expect((await admin.entity('ledger')).hostnames).toHaveLength(1);
  });

  it('answers for an invisible entity as for one that does not exist', async () => {
    const invisible = await developer.entity('ledger').catch(each => each);
    const absent = await developer.entity('nothing').catch(each => each);
    expect(invisible).toEqual(refused(404));
    expect(absent).toEqual(refused(404));
    expect(invisible.message.replace('ledger', 'nothing')).toBe(absent.message);
    await expect(
      developer.resync({
        kind: 'entity',
        entityRef: 'component:default/ledger',
      }),
    ).rejects.toEqual(refused(404));
    await expect(
      developer.check({
        dnsNames: ['ledger.openova.io'],
        entityRef: 'component:default/ledger',
      }),
    ).rejects.toEqual(refused(404));
  });

  it('keeps entities from whoever lacks the permission, though the catalog shows them', async () => {
    await expect(guest.entity('web')).rejects.toEqual(refused(403));
  });

  it('shows lists and the page to admins alone', async () => {
    for (const path of [
      '/overview',
      '/clusters',
      '/zones',
      '/zones/openova.io/export',
      '/records',
      '/verdicts',
      '/findings',
      '/changes',
      '/syncs',
      '/hostnames/web.openova.io',
    ]) {
      for (const api of [developer, guest]) {
        await expect(api.get(path)).rejects.toEqual(refused(403));
      }
      await expect(admin.get(path)).resolves.toBeDefined();
    }
  });

  it('resyncs an entity for its developer, and larger scopes for admins alone', async () => {
    const own = {
      kind: 'entity',
      entityRef: 'component:default/web',
    } as const;
    expect(await developer.resyncUntilDone(own)).toMatchObject({
      state: 'done',
      requestedBy: people.developer,
    });
    await expect(guest.resync(own)).rejects.toEqual(refused(403));
    for (const scope of [
      { kind: 'all' },
      { kind: 'zone', zone: 'openova.io' },
      { kind: 'cluster', cluster: 'eu' },
      { kind: 'record', dnsName: 'web.openova.io' },
    ] as const) {
      await expect(developer.resync(scope)).rejects.toEqual(refused(403));
      const done = await admin.resyncUntilDone(scope);
      expect(done).toMatchObject({ state: 'done', scope });
      expect(done.sentence).toBe('Everything stood as it should.');
      await expect(developer.resyncState(done.id)).rejects.toEqual(
        refused(403),
      );
    }
  });

  it('checks the names of an entity for its developer, and no others', async () => {
    const entityRef = 'component:default/web';
    const [check] = await developer.check({
      dnsNames: ['web.openova.io'],
      entityRef,
    });
    expect(check).toMatchObject({
      dnsName: 'web.openova.io',
      outcome: 'matches',
      servers: [{ answer: ['192.0.2.1'] }],
    });
    await expect(
      developer.check({ dnsNames: ['ledger.openova.io'], entityRef }),
    ).rejects.toEqual(refused(400));
    await expect(
      developer.check({ dnsNames: ['web.openova.io'] }),
    ).rejects.toEqual(refused(403));
  });

  it('forgets for admins alone', async () => {
    await expect(developer.forget('eu')).rejects.toEqual(refused(403));
    await expect(admin.forget('nowhere')).rejects.toEqual(refused(404));
  });

  it('answers a request that is wrong with what would be right', async () => {
    await expect(admin.post('/resyncs', { kind: 'planet' })).rejects.toEqual(
      refused(400),
    );
    await expect(admin.get('/records?limit=0')).rejects.toEqual(refused(400));
    await expect(admin.get('/records?cursor=bm9ib2R5')).rejects.toEqual(
      refused(400),
    );
    await expect(admin.get('/hostnames/unheard-of.openova.io')).rejects.toEqual(
      refused(404),
    );
  });

  it('leaves a trail of what was asked for, and what was refused', () => {
    const trail = stage.log
      .ofPlugin()
      .filter(line => /isAuditEvent/.test(line));
    expect(trail.some(line => line.includes(people.developer))).toBe(true);
    expect(
      trail.some(
        line =>
          line.includes('resync') && line.includes('"status":"succeeded"'),
      ),
    ).toBe(true);
  });
});
