import { AuditorService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  DelegationDecision,
  externalDnsAdminManagePermission,
  externalDnsAdminResyncPermission,
  externalDnsEntityResyncPermission,
  externalDnsReadPermission,
} from '@openova/backstage-plugin-external-dns-common';
import { createOpenApiRouter } from '../schema/openapi/generated/router';
import { Access } from './access';
import { audited } from './audited';
import { ReadModel, Requests } from './readModel';

/** k8gb's delegated zones: what stands, what happened, and what people decide. */
export function addDelegationRoutes(
  router: Awaited<ReturnType<typeof createOpenApiRouter>>,
  options: {
    access: Access;
    auditor: AuditorService;
    readModel: ReadModel;
    requests: Requests;
  },
): void {
  const { access, auditor, readModel, requests } = options;

  router.get('/delegations', async (request, response) => {
    await access.require(request, externalDnsReadPermission);
    response.json(await readModel.delegations());
  });

  router.get('/delegations/:zone/events', async (request, response) => {
    await access.require(request, externalDnsReadPermission);
    const { zone } = request.params;
    response.json(await readModel.delegationEvents(zone, request.query));
  });

  router.get('/delegations/:zone/preview', async (request, response) => {
    await access.require(request, externalDnsAdminManagePermission);
    const { zone } = request.params;
    const decision = decisionOf(request.query);
    response.json(await readModel.previewDecision(zone, decision));
  });

  router.post('/delegations/:zone/decisions', async (request, response) => {
    const caller = await access.require(
      request,
      externalDnsAdminManagePermission,
    );
    const { zone } = request.params;
    const { digest } = request.body;
    const decision = decisionOf(request.body);
    await audited(
      auditor.createEvent({
        eventId: 'delegation-decide',
        severityLevel: 'high',
        request,
        meta: { zone, ...decision },
      }),
      () =>
        requests.decide(zone, decision, {
          digest,
          decidedBy: access.nameOf(caller),
        }),
    );
    response.status(202).end();
  });

  router.post('/delegations/:zone/checks', async (request, response) => {
    const { zone } = request.params;
    const { entityRef } = request.body;
    if (entityRef) {
      const allowed = await access.requireEntity(
        request,
        entityRef,
        externalDnsEntityResyncPermission,
      );
      const { delegations = [] } = await readModel.entity(allowed.entityRef);
      if (!delegations.some(each => each.zone === zone)) {
        throw new InputError(
          `${zone} answers for no hostname of ${allowed.entityRef}: ask for a delegated zone of its hostnames`,
        );
      }
    } else {
      await access.require(request, externalDnsAdminResyncPermission);
    }
    await audited(
      auditor.createEvent({
        eventId: 'delegation-check',
        request,
        meta: { zone, ...(entityRef && { entityRef }) },
      }),
      () => requests.checkDelegation(zone),
    );
    response.json(await readModel.delegation(zone));
  });
}

/** @throws InputError for a member that is not named. */
function decisionOf({
  kind,
  cluster,
}: {
  kind: DelegationDecision['kind'];
  cluster?: string;
}): DelegationDecision {
  if (kind !== 'forget') return { kind };
  if (cluster) return { kind, cluster };
  throw new InputError('cluster is missing: name the member that is given up');
}
