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
import { ENTITIES_AT_ONCE } from './entityHealth';

/**
 * Adds where each entity belongs, by the catalog, and leaves out the entities that the
 * caller cannot see there.
 */
export async function withPlaces(
  health: readonly EntityHealthView[],
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<HealthRow[]> {
  const rows: HealthRow[] = [];
  for (let start = 0; start < health.length; start += ENTITIES_AT_ONCE) {
    const part = health.slice(start, start + ENTITIES_AT_ONCE);
    rows.push(...(await partWithPlaces(part, catalog, credentials)));
  }
  const domains = await domainsOf(rows, catalog, credentials);
  return rows.map(row => {
    const domain = row.domain ?? domains.get(row.system ?? '');
    return domain === undefined ? row : { ...row, domain };
  });
}

async function partWithPlaces(
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
  const domains = new Map<string, string>();
  for (let start = 0; start < systems.length; start += ENTITIES_AT_ONCE) {
    const entityRefs = systems.slice(start, start + ENTITIES_AT_ONCE);
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata', 'relations'] },
      { credentials },
    );
    entityRefs.forEach((ref, index) => {
      const entity = items[index];
      const domain = entity && related(entity, RELATION_PART_OF, 'domain');
      if (domain) domains.set(ref, domain);
    });
  }
  return domains;
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
