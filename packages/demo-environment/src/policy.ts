import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
  isPermission,
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
import { adminGroup, developerGroup } from './demoUsers';

/** Admins may do everything, developers what concerns their components, others may look. */
class DemoPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const groups = user?.info.ownershipEntityRefs ?? [];
    const isAllowed =
      groups.includes(adminGroup) ||
      (user !== undefined && isForEverybody(permission)) ||
      (groups.includes(developerGroup) &&
        isPermission(permission, externalDnsEntityResyncPermission));
    return { result: isAllowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}

function isForEverybody(permission: Permission): boolean {
  return (
    isPermission(permission, externalDnsEntityReadPermission) ||
    (permission.name.startsWith('catalog.') &&
      permission.attributes.action === 'read')
  );
}

/**
 * The permission policy of the demo.
 * @public
 */
const demoPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'demo-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new DemoPolicy());
      },
    });
  },
});

export default demoPolicyModule;
