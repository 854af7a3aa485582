import { createHash } from 'node:crypto';
import { ObjectRef } from '@openova/backstage-plugin-external-dns-common';
import { Knex } from 'knex';
import { CollectedObject, ObjectFacts } from './collected';

interface StoredObject extends ObjectRef {
  uid: string;
  payload: string;
  digest: string;
}

interface StoredEntity extends ObjectRef {
  entity_ref: string;
}

/** An object to be stored. @internal */
export interface ObjectToStore extends CollectedObject {
  uid: string;
  facts: ObjectFacts;
}

/**
 * The objects that were looked at, their facts and their entities. Knows the digest
 * of each row, so that an object that says what it said is not written.
 *
 * @public
 */
export class ObjectStore {
  private digests: Map<string, string> | undefined;

  constructor(private readonly knex: Knex) {}

  /** Drops what this process believes to be stored. */
  reset(): void {
    this.digests = undefined;
  }

  /** Whether an object is not stored like this. */
  async isNews(object: ObjectToStore): Promise<boolean> {
    const digests = await this.known();
    return digests.get(objectKey(object.ref)) !== digestOf(object);
  }

  /** Stored objects for which `isKept` does not hold. */
  async others(isKept: (key: string) => boolean): Promise<ObjectRef[]> {
    const digests = await this.known();
    return [...digests.keys()].filter(key => !isKept(key)).map(refOf);
  }

  /** Writes objects and their entities, a bounded number in each transaction. */
  async save(objects: readonly ObjectToStore[]): Promise<void> {
    const digests = await this.known();
    for (const batch of batches(objects)) {
      const rows = batch.map(
        (object): StoredObject => ({
          ...object.ref,
          uid: object.uid,
          payload: JSON.stringify(object.facts),
          digest: digestOf(object),
        }),
      );
      const entities = batch.flatMap(({ ref, entityRefs }) =>
        entityRefs.map((entity_ref): StoredEntity => ({ ...ref, entity_ref })),
      );
      await this.knex.transaction(async transaction => {
        await transaction<StoredObject>('objects')
          .insert(rows)
          .onConflict(['cluster', 'kind', 'namespace', 'name'])
          .merge();
        await deleteEntities(
          transaction,
          batch.map(({ ref }) => ref),
        );
        for (const some of batches(entities)) {
          await transaction<StoredEntity>('object_entities').insert(some);
        }
      });
      for (const row of rows) digests.set(objectKey(row), row.digest);
    }
  }

  async remove(refs: readonly ObjectRef[]): Promise<void> {
    const digests = await this.known();
    for (const batch of batches(refs)) {
      await this.knex.transaction(async transaction => {
        await deleteEntities(transaction, batch);
        for (const { cluster, kind, namespace, name } of batch) {
          await transaction<StoredObject>('objects')
            .where({ cluster, kind, namespace, name })
            .delete();
        }
      });
      for (const ref of batch) digests.delete(objectKey(ref));
    }
  }

  private async known(): Promise<Map<string, string>> {
    if (!this.digests) {
      const rows = await this.knex<StoredObject>('objects').select(
        'cluster',
        'kind',
        'namespace',
        'name',
        'digest',
      );
      this.digests = new Map(rows.map(row => [objectKey(row), row.digest]));
    }
    return this.digests;
  }
}

/** @internal */
export function objectKey(ref: ObjectRef): string {
  return `${ref.cluster}\0${ref.kind}\0${ref.namespace}\0${ref.name}`;
}

function refOf(key: string): ObjectRef {
  const [cluster, kind, namespace, name] = key.split('\0');
  return { cluster, kind, namespace, name };
}

function digestOf({ uid, entityRefs, facts }: ObjectToStore): string {
  return createHash('sha256')
    .update(JSON.stringify([uid, entityRefs, facts]))
    .digest('base64')
    .slice(0, 22);
}

async function deleteEntities(
  transaction: Knex.Transaction,
  refs: readonly ObjectRef[],
): Promise<void> {
  for (const { cluster, kind, namespace, name } of refs) {
    await transaction<StoredEntity>('object_entities')
      .where({ cluster, kind, namespace, name })
      .delete();
  }
}

/** SQLite takes no more than 999 values in one statement. */
function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += 100) {
    yield all.slice(start, start + 100);
  }
}
