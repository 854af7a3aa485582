import { AuditorService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { Access } from '../router/access';
import { ReadModel, Requests } from '../router/readModel';
import { registerExplainHostname } from './explainHostname';
import { registerGetEntityHealth } from './getEntityHealth';
import { registerListHostnames } from './listHostnames';
import { registerRequestResync } from './requestResync';

/** What the actions work with. @internal */
export interface ActionOptions {
  actionsRegistry: ActionsRegistryService;
  access: Access;
  auditor: AuditorService;
  readModel: ReadModel;
  requests: Requests;
}

/**
 * What an assistant may ask and do, each with the permissions of its REST twin.
 *
 * @internal
 */
export function registerActions(options: ActionOptions): void {
  registerListHostnames(options);
  registerExplainHostname(options);
  registerGetEntityHealth(options);
  registerRequestResync(options);
}
