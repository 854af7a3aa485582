import { InputError } from '@backstage/errors';
import { EntityHealthView } from '@openova/backstage-plugin-external-dns-common';
import { healthOf } from '@openova/dns-engine';
import { Knex } from 'knex';
import { healthInputs } from './healthInputs';

/** Entities in one page, and in one question to the catalog. */
const ENTITIES_AT_ONCE = 500;

/** The health of these entities, in their order. */
export async function healthOfEntities(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<EntityHealthView[]> {
  const inputs = await healthInputs(knex, entityRefs);
  return [...inputs].map(([entityRef, input]) => ({
    entityRef,
    ...healthOf(input),
  }));
}

/** Every entity that has objects, by its ref, page by page. */
export async function entitiesWithObjects(
  knex: Knex,
  page: { cursor?: string; limit?: number } = {},
): Promise<{ entityRefs: string[]; nextCursor?: string }> {
  const limit = page.limit ?? ENTITIES_AT_ONCE;
  const query = knex('object_entities')
    .distinct('entity_ref')
    .orderBy('entity_ref')
    .limit(limit + 1);
  if (page.cursor !== undefined) {
    query.where('entity_ref', '>', decodeCursor(page.cursor));
  }
  const found: string[] = await query.pluck('entity_ref');
  const entityRefs = found.slice(0, limit);
  return {
    entityRefs,
    ...(found.length > limit && {
      nextCursor: encodeCursor(entityRefs[entityRefs.length - 1]),
    }),
  };
}

/** All of them, a page at a time. */
export async function* allEntityHealth(
  knex: Knex,
): AsyncGenerator<EntityHealthView[]> {
  let cursor: string | undefined;
  do {
    const page = await entitiesWithObjects(knex, { cursor });
    if (page.entityRefs.length > 0) {
      yield await healthOfEntities(knex, page.entityRefs);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

function encodeCursor(entityRef: string): string {
  return Buffer.from(entityRef, 'utf8').toString('base64url');
}

function decodeCursor(cursor: string): string {
  const entityRef = Buffer.from(cursor, 'base64url').toString('utf8');
  if (encodeCursor(entityRef) === cursor && entityRef !== '') return entityRef;
  throw new InputError(
    'cursor is not one of this list: take nextCursor of the page before',
  );
}
