import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  externalDnsEntityReadPermission,
  externalDnsEntityResyncPermission,
} from '@openova/backstage-plugin-external-dns-common';

/** Who signs in, and the groups that they belong to. */
export const people = {
  /** May do everything. */
  admin: 'user:default/admin',
  /** Sees what the group `shop` owns, and may resync it. */
  developer: 'user:default/developer',
  /** Sees the catalog, and no DNS. */
  guest: 'user:default/guest',
} as const;

const groups: Record<string, string[]> = {
  [people.developer]: ['group:default/shop'],
};

class Policy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const who = user?.info.userEntityRef;
    const isCatalog = isResourcePermission(permission, 'catalog-entity');
    if (who === people.admin) return { result: AuthorizeResult.ALLOW };
    if (who === people.guest && isCatalog) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (who !== people.developer) return { result: AuthorizeResult.DENY };
    if (isCatalog) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims: groups[who] }),
      );
    }
    const isAllowed =
      isPermission(permission, externalDnsEntityReadPermission) ||
      isPermission(permission, externalDnsEntityResyncPermission);
    return { result: isAllowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}

/**
 * The mock of sign-in forgets that a plugin asks on behalf of somebody, which the
 * permission service wants to know.
 */
const requestsOnBehalf = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const mock = mockServices.httpAuth({ pluginId: plugin.getId() });
    const credentials: HttpAuthService['credentials'] = async (
      request,
      options,
    ) => {
      const found = await mock.credentials(request, options);
      const token = `${request.headers.authorization}`;
      if (!token.startsWith('Bearer mock-service-token')) return found;
      const actor = { type: 'service', subject: 'plugin:asking' };
      return { ...found, principal: Object.assign({ actor }, found.principal) };
    };
    return { credentials, issueUserCookie: mock.issueUserCookie.bind(mock) };
  },
});

/** The real catalog and the real permission service, with the policy above. */
export const signedInPeople: BackendFeature[] = [
  requestsOnBehalf,
  catalogPlugin,
  permissionPlugin,
  createBackendModule({
    pluginId: 'permission',
    moduleId: 'people',
    register(env) {
      env.registerInit({
        deps: { policy: policyExtensionPoint },
        async init({ policy }) {
          policy.setPolicy(new Policy());
        },
      });
    },
  }),
  createServiceFactory({
    service: coreServices.userInfo,
    deps: { auth: coreServices.auth },
    factory: ({ auth }) => ({
      async getUserInfo(credentials) {
        if (!auth.isPrincipal(credentials, 'user')) {
          throw new Error('Only people have groups');
        }
        const { userEntityRef } = credentials.principal;
        return {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            ...(groups[userEntityRef] ?? []),
          ],
        };
      },
    }),
  }),
];
