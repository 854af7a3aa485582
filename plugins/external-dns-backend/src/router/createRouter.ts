import { AuditorService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  externalDnsAdminManagePermission,
  externalDnsAdminResyncPermission,
  externalDnsEntityReadPermission,
  externalDnsEntityResyncPermission,
  externalDnsReadPermission,
  ResyncScope,
} from '@openova/backstage-plugin-external-dns-common';
import { normaliseName } from '@openova/dns-engine';
import express from 'express';
import { once } from 'node:events';
import { createOpenApiRouter } from '../schema/openapi/generated/router';
import { Access, ApiRequest } from './access';
import { audited } from './audited';
import { addDelegationRoutes } from './delegationRoutes';
import { addHealthRoutes } from './healthRoutes';
import { ReadModel, Requests } from './readModel';

/** @internal */
export interface RouterOptions {
  access: Access;
  auditor: AuditorService;
  readModel: ReadModel;
  requests: Requests;
}

/**
 * The REST API of openapi.yaml. Reads answer from the database; writes leave a row
 * for the replica that holds the lease, and an audit event.
 */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const { access, auditor, readModel, requests } = options;
  const router = await createOpenApiRouter();
  const mayReadAll = (request: ApiRequest) =>
    access.require(request, externalDnsReadPermission);

  router.get('/health', async (_, response) => {
    response.json(await readModel.health());
  });

  router.get('/overview', async (request, response) => {
    await mayReadAll(request);
    response.json(await readModel.overview());
  });

  router.get('/entities/:kind/:namespace/:name', async (request, response) => {
    const { kind, namespace, name } = request.params;
    const { entityRef } = await access.requireEntity(
      request,
      `${kind}:${namespace}/${name}`,
      externalDnsEntityReadPermission,
    );
    response.json(await readModel.entity(entityRef));
  });

  addHealthRoutes(router, { access, readModel });
  addDelegationRoutes(router, options);

  router.get('/hostnames/:dnsName', async (request, response) => {
    await mayReadAll(request);
    const hostname = await readModel.hostname(request.params.dnsName);
    if (!hostname) {
      throw new NotFoundError(
        `Nothing is known of ${request.params.dnsName}: no object asks for it and no zone holds it`,
      );
    }
    response.json(hostname);
  });

  router.get('/clusters', async (request, response) => {
    await mayReadAll(request);
    response.json(await readModel.clusters());
  });

  router.get('/zones', async (request, response) => {
    await mayReadAll(request);
    response.json(await readModel.zones());
  });

  router.get('/zones/:name/export', async (request, response) => {
    await mayReadAll(request);
    const lines = await readModel.exportZone(request.params.name);
    if (!lines) throw new NotFoundError(`No zone ${request.params.name}`);
    response.setHeader('content-type', 'application/x-ndjson');
    for await (const line of lines) {
      if (!response.write(line)) await once(response, 'drain');
    }
    response.end();
  });

  router.get('/records', async (request, response) => {
    await mayReadAll(request);
    response.json(await readModel.records(request.query));
  });

  router.get('/verdicts', async (request, response) => {
    await mayReadAll(request);
    response.json(await readModel.verdicts(request.query));
  });

  router.get('/findings', async (request, response) => {
    await mayReadAll(request);
    response.json(await readModel.findings());
  });

  router.get('/changes', async (request, response) => {
    await mayReadAll(request);
    response.json(await readModel.changes(request.query));
  });

  router.get('/syncs', async (request, response) => {
    await mayReadAll(request);
    response.json(await readModel.syncs(request.query));
  });

  router.post('/resyncs', async (request, response) => {
    const scope = request.body;
    const caller = await mayResync(request, scope);
    const queued = await audited(
      auditor.createEvent({
        eventId: 'resync',
        severityLevel: 'medium',
        request,
        meta: { scope: { ...caller.scope } },
      }),
      () => requests.resync(caller.scope, caller.name),
    );
    response.status(202).json(queued);
  });

  router.get('/resyncs/:id', async (request, response) => {
    const resync = await readModel.resync(request.params.id);
    await mayResync(request, resync?.scope);
    if (!resync) throw new NotFoundError(`No resync ${request.params.id}`);
    response.json(resync);
  });

  router.post('/checks', async (request, response) => {
    const { dnsNames, entityRef } = request.body;
    if (entityRef) {
      const allowed = await access.requireEntity(
        request,
        entityRef,
        externalDnsEntityResyncPermission,
      );
      const known = new Set(await readModel.entityNames(allowed.entityRef));
      const stranger = dnsNames.find(name => !known.has(normaliseName(name)));
      if (stranger) {
        throw new InputError(
          `${stranger} is no hostname of ${allowed.entityRef}: ask for one that its objects name`,
        );
      }
    } else {
      await access.require(request, externalDnsAdminResyncPermission);
    }
    const answers = await audited(
      auditor.createEvent({
        eventId: 'check',
        request,
        meta: { dnsNames, ...(entityRef && { entityRef }) },
      }),
      () => requests.check(dnsNames),
    );
    response.json(answers);
  });

  router.post('/clusters/:name/forget', async (request, response) => {
    await access.require(request, externalDnsAdminManagePermission);
    const { name } = request.params;
    const { kind } = request.body;
    await audited(
      auditor.createEvent({
        eventId: 'cluster-forget',
        severityLevel: 'high',
        request,
        meta: { cluster: name, ...(kind && { kind }) },
      }),
      () => requests.forget(name, kind),
    );
    response.status(204).end();
  });

  async function mayResync(
    request: ApiRequest,
    scope: ResyncScope | undefined,
  ): Promise<{ name: string; scope: ResyncScope }> {
    if (scope?.kind === 'entity') {
      const { caller, entityRef } = await access.requireEntity(
        request,
        scope.entityRef,
        externalDnsEntityResyncPermission,
      );
      return {
        name: access.nameOf(caller),
        scope: { kind: 'entity', entityRef },
      };
    }
    const caller = await access.require(
      request,
      externalDnsAdminResyncPermission,
    );
    return { name: access.nameOf(caller), scope: scope ?? { kind: 'all' } };
  }

  return router;
}
