import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { HostnameView } from '@openova/backstage-plugin-external-dns-common';
import { Access } from '../router/access';
import { ReadModel, Requests } from '../router/readModel';
import { registerActions } from './registerActions';

const entityRef = 'component:default/shop';
const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};
const hostname: HostnameView = {
  dnsName: 'shop.openova.io',
  state: 'blocked',
  sentence: 'No Gateway has accepted HTTPRoute shop/web.',
  fix: 'Look at status.parents.',
  records: [],
  verdicts: [],
  branches: [
    {
      origin: {
        cluster: 'eu',
        kind: 'HTTPRoute',
        namespace: 'shop',
        name: 'web',
      },
      links: [
        { id: 'object', status: 'ok', title: 'HTTPRoute shop/web', values: [] },
      ],
    },
  ],
};

function stage(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  const registry = actionsRegistryServiceMock();
  const requested: string[] = [];
  const readModel = {
    entity: async () => ({
      entityRef,
      hostnames: [hostname],
      objectsLookedAt: [],
      staleClusters: [],
      history: [],
    }),
    hostname: async (name: string) =>
      name === hostname.dnsName ? hostname : undefined,
    healthOf: async (refs: readonly string[]) =>
      refs.map(ref => ({
        entityRef: ref,
        grade: 'broken' as const,
        reasons: [
          {
            rule: 'hostname-blocked' as const,
            severity: 'broken' as const,
            hostname: hostname.dnsName,
            sentence: hostname.sentence,
            fix: hostname.fix ?? '',
          },
        ],
        facts: {
          hostnamesDesired: 1,
          hostnamesPublished: 0,
          hostnamesAnswering: 0,
          driftedRecords: 0,
          foreignOwnerConflicts: 0,
          ownershipTxtMissing: 0,
          blockedHostnames: 1,
          staleClusters: 0,
        },
      })),
  } satisfies Partial<ReadModel>;
  const requests = {
    resync: async (scope, by) => {
      requested.push(`${JSON.stringify(scope)} by ${by}`);
      return {
        id: '7',
        scope,
        requestedAt: '2026-11-21T10:00:00.000Z',
        requestedBy: by,
        state: 'queued',
      };
    },
  } satisfies Partial<Requests>;
  const permissions = mockServices.permissions.mock({
    authorize: async asked => asked.map(() => ({ result })),
  });
  registerActions({
    actionsRegistry: registry,
    access: new Access({
      auth: mockServices.auth(),
      httpAuth: mockServices.httpAuth(),
      permissions,
      catalog: catalogServiceMock({ entities: [shop] }),
    }),
    auditor: mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    }),
    readModel: readModel as unknown as ReadModel,
    requests: requests as unknown as Requests,
  });
  const invoke = (name: string, input: object) =>
    registry.invoke({
      id: `test:${name}`,
      input: { ...input },
      credentials: mockCredentials.user(),
    });
  return { registry, invoke, requested };
}

describe('actions for assistants', () => {
  it('tell which of them only read', async () => {
    const { registry } = stage(AuthorizeResult.ALLOW);
    const { actions } = await registry.list();
    expect(
      actions.map(each => [each.name, each.attributes.readOnly]).sort(),
    ).toEqual([
      ['explain-dns-hostname', true],
      ['get-dns-health', true],
      ['list-dns-hostnames', true],
      ['request-dns-resync', false],
    ]);
  });

  it('list the hostnames of an entity', async () => {
    const { invoke } = stage(AuthorizeResult.ALLOW);
    expect(await invoke('list-dns-hostnames', { entityRef })).toMatchObject({
      output: {
        hostnames: [{ dnsName: 'shop.openova.io', state: 'blocked' }],
      },
    });
  });

  it('explain a hostname, or say that nobody knows it', async () => {
    const { invoke } = stage(AuthorizeResult.ALLOW);
    const asked = { hostname: 'shop.openova.io' };
    expect(await invoke('explain-dns-hostname', asked)).toMatchObject({
      output: {
        chains: [
          { object: 'HTTPRoute shop/web in eu', links: [{ link: 'object' }] },
        ],
      },
    });
    await expect(
      invoke('explain-dns-hostname', { hostname: 'other.openova.io' }),
    ).rejects.toThrow(/Nothing is known of other\.openova\.io/);
  });

  it('grade an entity', async () => {
    const { invoke } = stage(AuthorizeResult.ALLOW);
    expect(await invoke('get-dns-health', { entityRef })).toMatchObject({
      output: { grade: 'broken', facts: { blockedHostnames: 1 } },
    });
  });

  it('ask for a resync in the name of who asks', async () => {
    const { invoke, requested } = stage(AuthorizeResult.ALLOW);
    expect(await invoke('request-dns-resync', { entityRef })).toEqual({
      output: { id: '7', state: 'queued' },
    });
    expect(requested).toEqual([
      `{"kind":"entity","entityRef":"${entityRef}"} by user:default/mock`,
    ]);
  });

  it('know of no entity that the catalog does not show', async () => {
    const { invoke, requested } = stage(AuthorizeResult.ALLOW);
    const hidden = { entityRef: 'component:default/hidden' };
    for (const name of [
      'list-dns-hostnames',
      'get-dns-health',
      'request-dns-resync',
    ]) {
      await expect(invoke(name, hidden)).rejects.toThrow(/There is no entity/);
    }
    expect(requested).toEqual([]);
  });

  it('do nothing without the permission', async () => {
    const { invoke, requested } = stage(AuthorizeResult.DENY);
    const inputs = {
      'list-dns-hostnames': { entityRef },
      'explain-dns-hostname': { hostname: 'shop.openova.io' },
      'get-dns-health': { entityRef },
      'request-dns-resync': { entityRef },
    };
    for (const [name, input] of Object.entries(inputs)) {
      await expect(invoke(name, input)).rejects.toThrow(/needs the permission/);
    }
    expect(requested).toEqual([]);
  });
});
