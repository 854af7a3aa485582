import {
  EntityHealthView,
  externalDnsEntityReadPermission,
  externalDnsReadPermission,
  HealthRow,
} from '@openova/backstage-plugin-external-dns-common';
import { normaliseEntityRef } from './entityRef';
import { rollUpRows } from '../health/rollUps';
import { createOpenApiRouter } from '../schema/openapi/generated/router';
import { Access, Caller } from './access';
import { ReadModel } from './readModel';

/**
 * The health of entities. Answers carry an ETag, so that a scorecard that asks again
 * and again costs little. Whoever cannot see an entity in the catalog does not see it
 * here, either, and it does not count for them.
 */
export function addHealthRoutes(
  router: Awaited<ReturnType<typeof createOpenApiRouter>>,
  options: { access: Access; readModel: ReadModel },
): void {
  const { access, readModel } = options;

  router.get(
    '/entities/:kind/:namespace/:name/health',
    async (request, response) => {
      const { kind, namespace, name } = request.params;
      const { entityRef } = await access.requireEntity(
        request,
        `${kind}:${namespace}/${name}`,
        externalDnsEntityReadPermission,
      );
      const [health] = await readModel.healthOf([entityRef]);
      response.json(health);
    },
  );

  router.get('/entities-health', async (request, response) => {
    const caller = await access.require(
      request,
      externalDnsEntityReadPermission,
    );
    const { entityRef: refs, cursor, limit } = request.query;
    if (refs) {
      const wanted = [...new Set(refs.map(normaliseEntityRef))];
      const health = await readModel.healthOf(wanted);
      response.json({ items: await access.withPlaces(health, caller) });
      return;
    }
    const { health, nextCursor } = await readModel.healthPage({
      cursor,
      limit,
    });
    const items = await access.withPlaces(health, caller);
    response.json({ items, ...(nextCursor && { nextCursor }) });
  });

  router.get('/entities-health/roll-ups', async (request, response) => {
    const caller = await access.require(request, externalDnsReadPermission);
    const rows = await allRows(readModel.allHealth(), access, caller);
    response.json(rollUpRows(rows, request.query.by));
  });

  router.get('/entities-health/days', async (request, response) => {
    await access.require(request, externalDnsReadPermission);
    response.json(await readModel.healthDays());
  });
}

async function allRows(
  pages: AsyncIterable<EntityHealthView[]>,
  access: Access,
  caller: Caller,
): Promise<HealthRow[]> {
  const rows: HealthRow[] = [];
  for await (const page of pages) {
    rows.push(...(await access.withPlaces(page, caller)));
  }
  return rows;
}
