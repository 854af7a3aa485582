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

const entity = (kind: string, name: string, spec: object) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
  spec: { type: 'service', lifecycle: 'production', ...spec },
});

const shop = 'group:default/shop';

describe('the health of entities', () => {
  let folder: string;
  let stage: Stage;
  let admin: ApiClient;
  let developer: ApiClient;
  let guest: ApiClient;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'external-dns-catalog-'));
    const file = join(folder, 'catalog.yaml');
    const catalog = [
      entity('Component', 'web', { owner: shop, system: 'retail' }),
      entity('Component', 'lost', { owner: shop, system: 'retail' }),
      entity('Component', 'ledger', { owner: 'group:default/finance' }),
      entity('Component', 'idle', { owner: shop }),
      entity('System', 'retail', { owner: shop, domain: 'commerce' }),
      entity('Domain', 'commerce', { owner: shop }),
    ];
    await writeFile(file, catalog.map(each => stringify(each)).join('---\n'));
    stage = await Stage.start({
      clusters: {
        eu: [
          'gateway gw 192.0.2.1',
          'httproute shop/web web.openova.io via gw',
          'httproute shop/lost lost.openova.io via nothing',
          'httproute finance/ledger ledger.openova.io via gw',
        ].map(readObject),
      },
      features: signedInPeople,
      config: {
        permission: { enabled: true },
        catalog: {
          rules: [{ allow: ['Component', 'System', 'Domain'] }],
          locations: [{ type: 'file', target: file }],
        },
      },
    });
    admin = stage.apiOf(people.admin);
    developer = stage.apiOf(people.developer);
    guest = stage.apiOf(people.guest);
    await waitFor(async () => {
      const { items } = await admin.listHealth();
      return (
        (items.map(each => each.grade).join() === 'healthy,broken,healthy' &&
          items.every(each => each.owner)) ||
        undefined
      );
    }, 'ledger and web to be healthy, and lost to be broken');
  });

  afterAll(async () => {
    await stage?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('of one entity, with its facts', async () => {
    const { grade, reasons, facts } = await developer.entityHealth('web');
    expect([grade, reasons]).toEqual(['healthy', []]);
    expect(facts).toMatchObject({
      hostnamesDesired: 1,
      hostnamesPublished: 1,
      coverageRatio: 1,
      staleClusters: 0,
    });
    expect(Date.parse(facts.lastReconciledAt ?? '')).not.toBeNaN();
  });

  it('says why, and of which hostname', async () => {
    const { grade, reasons } = await developer.entityHealth('lost');
    expect(grade).toBe('broken');
    expect(reasons).toEqual([
      expect.objectContaining({
        rule: 'hostname-blocked',
        hostname: 'lost.openova.io',
      }),
    ]);
  });

  it('is unknown where there is no data', async () => {
    const { grade, reasons } = await developer.entityHealth('idle');
    expect(grade).toBe('unknown');
    expect(reasons.map(each => each.rule)).toEqual(['nothing-desired']);
  });

  it('of many in one call, with the places that they have in the catalog', async () => {
    const refs = ['component:default/web', 'Component:default/idle'];
    const query = refs.map(ref => `entityRef=${encodeURIComponent(ref)}`);
    const { items } = await developer.listHealth(`?${query.join('&')}`);
    expect(items).toEqual([
      expect.objectContaining({
        entityRef: 'component:default/web',
        owner: shop,
        system: 'system:default/retail',
        domain: 'domain:default/commerce',
      }),
      expect.objectContaining({ entityRef: 'component:default/idle' }),
    ]);
  });

  it('of all, page by page', async () => {
    const refs: string[] = [];
    let cursor = '';
    do {
      const page = await admin.listHealth(`?limit=1${cursor}`);
      refs.push(...page.items.map(each => each.entityRef));
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor);
    expect(refs).toEqual([
      'component:default/ledger',
      'component:default/lost',
      'component:default/web',
    ]);
    await expect(admin.listHealth('?cursor=!')).rejects.toMatchObject({
      status: 400,
    });
  });

  it('tells nobody of what they cannot see', async () => {
    await expect(developer.entityHealth('ledger')).rejects.toMatchObject({
      status: 404,
    });
    const { items } = await developer.listHealth();
    expect(items.map(each => each.entityRef)).toEqual([
      'component:default/lost',
      'component:default/web',
    ]);
    await expect(guest.entityHealth('web')).rejects.toMatchObject({
      status: 403,
    });
    await expect(guest.listHealth()).rejects.toMatchObject({ status: 403 });
    await expect(developer.healthRollUps('owner')).rejects.toMatchObject({
      status: 403,
    });
  });

  it('rolls up to owner, system and domain', async () => {
    expect(await admin.healthRollUps('owner')).toEqual([
      {
        ref: shop,
        grade: 'broken',
        counts: { broken: 1, degraded: 0, unknown: 0, healthy: 1 },
      },
      expect.objectContaining({
        ref: 'group:default/finance',
        grade: 'healthy',
      }),
    ]);
    expect((await admin.healthRollUps('domain')).map(each => each.ref)).toEqual(
      ['domain:default/commerce', ''],
    );
  });

  it('has a first day as soon as something is known', async () => {
    const [day, ...others] = await waitFor(async () => {
      const days = await admin.healthDays();
      return days[0]?.counts.healthy === 2 ? days : undefined;
    }, 'the health of today');
    expect(others).toEqual([]);
    expect(day.day).toBe(new Date().toISOString().slice(0, 10));
  });

  it('answers 304 to who has it already', async () => {
    const path = '/entities/component/default/lost/health';
    // Each sync says anew when it was; in between nothing is different.
    await waitFor(async () => {
      const first = await stage.statusOf(people.developer, path);
      expect(first).toEqual({ status: 200, etag: expect.stringMatching(/"/) });
      const { etag } = first;
      const again = await stage.statusOf(people.developer, path, etag);
      return again.status === 304 || undefined;
    }, 'an answer that says that nothing changed');
  });
});
