import {
  AuthService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  EntityHealthView,
  HealthRow,
} from '@openova/backstage-plugin-external-dns-common';
import { withPlaces } from '../health/healthPlaces';
import { normaliseEntityRef } from './entityRef';

/** Any request of the API, whatever its parameters. */
export type ApiRequest = Parameters<HttpAuthService['credentials']>[0];

/** Who asks, once it is known that they may. */
export type Caller = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

/**
 * Decides who may see and do what. Entity state needs the plugin's permission and
 * the catalog's visibility of the entity: whoever cannot see an entity gets the
 * same answer as for one that does not exist.
 */
export class Access {
  constructor(
    private readonly services: {
      auth: AuthService;
      httpAuth: HttpAuthService;
      permissions: PermissionsService;
      catalog: CatalogService;
    },
  ) {}

  /** @throws NotAllowedError without the permission. */
  async require(
    request: ApiRequest,
    permission: BasicPermission,
  ): Promise<Caller> {
    const caller = await this.credentials(request);
    await this.allow(caller, permission);
    return caller;
  }

  /** @throws NotAllowedError without the permission. */
  async allow(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<void> {
    const [decision] = await this.services.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission ${permission.name}: ask an admin of the portal for it`,
      );
    }
  }

  /**
   * @returns the caller and the entity's ref in its normal form.
   * @throws NotAllowedError without the permission, NotFoundError for an entity
   * that the caller cannot see, InputError for a malformed ref.
   */
  async requireEntity(
    request: ApiRequest,
    entityRef: string,
    permission: BasicPermission,
  ): Promise<{ caller: Caller; entityRef: string }> {
    const caller = await this.credentials(request);
    const ref = await this.allowEntity(caller, entityRef, permission);
    return { caller, entityRef: ref };
  }

  /** As {@link Access.requireEntity}; answers the entity's ref in its normal form. */
  async allowEntity(
    credentials: BackstageCredentials,
    entityRef: string,
    permission: BasicPermission,
  ): Promise<string> {
    await this.allow(credentials, permission);
    const ref = normaliseEntityRef(entityRef);
    const entity = await this.services.catalog.getEntityByRef(ref, {
      credentials,
    });
    if (!entity) throw new NotFoundError(`There is no entity ${ref}`);
    return ref;
  }

  /** Where each entity belongs, without those that the caller cannot see. */
  withPlaces(
    health: readonly EntityHealthView[],
    caller: Caller,
  ): Promise<HealthRow[]> {
    return withPlaces(health, this.services.catalog, caller);
  }

  /** For journals: `user:default/ana` or `plugin:scorecards`. */
  nameOf(caller: BackstageCredentials): string {
    const { auth } = this.services;
    if (auth.isPrincipal(caller, 'user')) return caller.principal.userEntityRef;
    return auth.isPrincipal(caller, 'service')
      ? caller.principal.subject
      : 'nobody';
  }

  private async credentials(request: ApiRequest): Promise<Caller> {
    return this.services.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
  }
}
