import {
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  EntityHealthView,
  HealthRow,
} from '@openova/backstage-plugin-external-dns-common';

/**
 * Adds to a page of entities where each belongs, by the catalog, and leaves out those
 * that the caller cannot see there.
 */
export async function withPlaces(
  health: readonly EntityHealthView[],
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<HealthRow[]> {
  const rows = await visibleRows(health, catalog, credentials);
  const domains = await domainsOf(rows, catalog, credentials);
  return rows.map(row => {
    const domain = row.domain ?? domains.get(row.system ?? '');
    return domain === undefined ? row : { ...row, domain };
  });
}

async function visibleRows(
  health: readonly EntityHealthView[],
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<HealthRow[]> {
  const entityRefs = health.map(each => each.entityRef);
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs, fields: ['kind', 'metadata', 'relations'] },
    { credentials },
  );
  return health.flatMap((each, index) => {
    const entity = items[index];
    if (!entity) return [];
    const { title } = entity.metadata;
    const owner = related(entity, RELATION_OWNED_BY);
    const system = related(entity, RELATION_PART_OF, 'system');
    const domain = related(entity, RELATION_PART_OF, 'domain');
    return [
      {
        ...each,
        ...(title && { title }),
        ...(owner && { owner }),
        ...(system && { system }),
        ...(domain && { domain }),
      },
    ];
  });
}

/** A component says its system, and only the system says its domain. */
async function domainsOf(
  rows: readonly HealthRow[],
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<Map<string, string>> {
  const systems = [...new Set(rows.flatMap(({ system }) => system ?? []))];
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: systems, fields: ['kind', 'metadata', 'relations'] },
    { credentials },
  );
  return new Map(
    systems.flatMap((ref, index) => {
      const entity = items[index];
      const domain = entity && related(entity, RELATION_PART_OF, 'domain');
      return domain ? [[ref, domain]] : [];
    }),
  );
}

function related(
  entity: { relations?: { type: string; targetRef: string }[] },
  type: string,
  kind?: string,
): string | undefined {
  return entity.relations?.find(
    relation =>
      relation.type === type &&
      (!kind || parseEntityRef(relation.targetRef).kind === kind),
  )?.targetRef;
}
