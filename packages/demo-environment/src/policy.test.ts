import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { createPermission } from '@backstage/plugin-permission-common';
import { externalDnsPermissions } from '@openova/backstage-plugin-external-dns-common';
import { adminGroup, developerGroup } from './demoUsers';
import demoPolicy from './policy';

const permissions = [
  ...externalDnsPermissions,
  createPermission({
    name: 'catalog.entity.read',
    attributes: { action: 'read' },
  }),
  createPermission({
    name: 'catalog.entity.delete',
    attributes: { action: 'delete' },
  }),
];

describe('the permission policy of the demo', () => {
  const allowedFor = async (groups: string[]): Promise<string[]> => {
    const backend = await startTestBackend({
      features: [
        permissionPlugin,
        demoPolicy,
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true } },
        }),
        mockServices.userInfo.mock({
          getUserInfo: async () => ({
            userEntityRef: 'user:default/somebody',
            ownershipEntityRefs: groups,
          }),
        }).factory,
      ],
    });
    try {
      const response = await fetch(
        `http://localhost:${backend.server.port()}/api/permission/authorize`,
        {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Authorization: mockCredentials.user.header(),
          },
          body: JSON.stringify({
            items: permissions.map(permission => ({
              id: permission.name,
              permission,
            })),
          }),
        },
      );
      const { items } = await response.json();
      return items
        .filter((item: { result: string }) => item.result === 'ALLOW')
        .map((item: { id: string }) => item.id)
        .sort();
    } finally {
      await backend.stop();
    }
  };

  it('lets everybody look', async () => {
    expect(await allowedFor([])).toEqual([
      'catalog.entity.read',
      'external-dns.entity.read',
    ]);
  });

  it('lets developers ask for a resync of an entity', async () => {
    expect(await allowedFor([developerGroup])).toEqual([
      'catalog.entity.read',
      'external-dns.entity.read',
      'external-dns.entity.resync',
    ]);
  });

  it('lets admins do everything', async () => {
    expect(await allowedFor([adminGroup])).toHaveLength(permissions.length);
  });
});
