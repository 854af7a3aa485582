import { createHash } from 'node:crypto';
import { KubernetesObject, isSameJson } from './kubernetesObject';
import { ResourceDefinition, resourceName } from './resourceDefinitions';
import { tooOldResourceVersion } from './statusErrors';

/*
 * The objects of one cluster and a bounded history of their changes.
 *
 * One counter rises with every change of any object; the value that a change got is the
 * resourceVersion of the object, and of every list and bookmark made until the next change. The
 * history holds each change with the object before it, so that a watch can be taken up from an
 * earlier version, and so that the later pages of a list show the moment of the first one: that
 * moment is the present with the changes since undone. What has left the history is answered with
 * 410, as from a real API server after a compaction.
 *
 * Objects in the store are never changed, only replaced.
 */

/** One change of one object. */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** As {@link resourceName} says it. */
  resource: string;
  /** The object after the change; for DELETED its last state, under the version of the deletion. */
  object: KubernetesObject;
  /** The object before the change. */
  previous?: KubernetesObject;
  resourceVersion: number;
}

export interface ObjectStoreOptions {
  clusterName: string;
  firstResourceVersion: number;
  /** How many changes are kept. */
  historySize: number;
  now: () => Date;
}

type Listener = (event: StoreEvent) => void;

export class ObjectStore {
  readonly #options: ObjectStoreOptions;
  readonly #objects = new Map<string, Map<string, KubernetesObject>>();
  readonly #listeners = new Set<Listener>();
  readonly #incarnations = new Map<string, number>();
  #history: StoreEvent[] = [];
  #resourceVersion: number;
  #oldest: number;

  constructor(options: ObjectStoreOptions) {
    this.#options = options;
    this.#resourceVersion = options.firstResourceVersion;
    this.#oldest = options.firstResourceVersion;
  }

  /** The version of the newest change of the whole cluster. */
  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  get(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.#objects.get(resource)?.get(objectKey(namespace, name));
  }

  /** All objects of a resource in the order of etcd's keys: namespace, then name. */
  list(resource: string): KubernetesObject[] {
    return inKeyOrder(this.#objects.get(resource) ?? new Map());
  }

  /** As {@link ObjectStore.list}, at an earlier version. Throws 410 when the history does not reach back to it. */
  listAt(resource: string, resourceVersion: number): KubernetesObject[] {
    const objects = new Map(this.#objects.get(resource));
    for (const event of this.eventsAfter(resource, resourceVersion).reverse()) {
      const key = keyOf(event.object);
      if (event.previous) objects.set(key, event.previous);
      else objects.delete(key);
    }
    return inKeyOrder(objects);
  }

  /** The changes of a resource since a version, oldest first. Throws 410 when the history does not reach back to it. */
  eventsAfter(resource: string, resourceVersion: number): StoreEvent[] {
    if (resourceVersion < this.#oldest) {
      throw tooOldResourceVersion(resourceVersion, this.#oldest);
    }
    return this.#history.filter(
      event =>
        event.resourceVersion > resourceVersion && event.resource === resource,
    );
  }

  /**
   * Creates or replaces an object and gives it what an API server gives: uid, creationTimestamp,
   * generation and resourceVersion. An object that says nothing new changes nothing.
   */
  put(
    definition: ResourceDefinition,
    object: KubernetesObject,
  ): KubernetesObject {
    const resource = resourceName(definition);
    const key = keyOf(object);
    const objects = this.#objectsOf(resource);
    const previous = objects.get(key);
    const stored = structuredClone(object);
    const { metadata } = stored;
    metadata.uid ??= previous?.metadata.uid ?? this.#newUid(resource, key);
    metadata.creationTimestamp ??=
      previous?.metadata.creationTimestamp ?? this.#timestamp();
    if (definition.countsGenerations) {
      metadata.generation ??= nextGeneration(previous, stored);
    }
    if (previous) {
      metadata.resourceVersion = previous.metadata.resourceVersion;
      if (isSameJson(previous, stored)) return previous;
    }
    const resourceVersion = this.#advance(metadata);
    objects.set(key, stored);
    this.#record({
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      previous,
      resourceVersion,
    });
    return stored;
  }

  /** Deletes an object and says whether there was one. */
  remove(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): boolean {
    const objects = this.#objectsOf(resource);
    const key = objectKey(namespace, name);
    const previous = objects.get(key);
    if (!previous) return false;
    const object = { ...previous, metadata: { ...previous.metadata } };
    const resourceVersion = this.#advance(object.metadata);
    objects.delete(key);
    this.#record({
      type: 'DELETED',
      resource,
      object,
      previous,
      resourceVersion,
    });
    return true;
  }

  /** Calls back for every change until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets all changes, so that every version handed out before is too old. */
  dropHistory(): void {
    this.#resourceVersion++;
    this.#oldest = this.#resourceVersion;
    this.#history = [];
  }

  #objectsOf(resource: string): Map<string, KubernetesObject> {
    let objects = this.#objects.get(resource);
    if (!objects) {
      objects = new Map();
      this.#objects.set(resource, objects);
    }
    return objects;
  }

  #advance(metadata: KubernetesObject['metadata']): number {
    this.#resourceVersion++;
    metadata.resourceVersion = String(this.#resourceVersion);
    return this.#resourceVersion;
  }

  #record(event: StoreEvent): void {
    this.#history.push(event);
    const surplus = this.#history.length - this.#options.historySize;
    if (surplus > 0) {
      this.#oldest = this.#history[surplus - 1].resourceVersion;
      this.#history = this.#history.slice(surplus);
    }
    for (const listener of this.#listeners) listener(event);
  }

  /** The same after a restart, another one for an object that was deleted and made again. */
  #newUid(resource: string, key: string): string {
    const subject = `${this.#options.clusterName}/${resource}/${key}`;
    const incarnation = this.#incarnations.get(subject) ?? 0;
    this.#incarnations.set(subject, incarnation + 1);
    const hex = createHash('sha256')
      .update(`${subject}/${incarnation}`)
      .digest('hex');
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `8${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-');
  }

  #timestamp(): string {
    return `${this.#options.now().toISOString().slice(0, 19)}Z`;
  }
}

// The order of namespace, then name: etcd sorts its keys the same way.
function objectKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

function keyOf(object: KubernetesObject): string {
  return objectKey(object.metadata.namespace, object.metadata.name);
}

function inKeyOrder(
  objects: Map<string, KubernetesObject>,
): KubernetesObject[] {
  return [...objects.keys()].sort().map(key => objects.get(key)!);
}

/** An API server raises the generation when anything but metadata and status changed. */
function nextGeneration(
  previous: KubernetesObject | undefined,
  next: KubernetesObject,
): number {
  if (!previous) return 1;
  const generation = previous.metadata.generation ?? 1;
  const { metadata: _oldMetadata, status: _oldStatus, ...oldRest } = previous;
  const { metadata: _newMetadata, status: _newStatus, ...newRest } = next;
  return isSameJson(oldRest, newRest) ? generation : generation + 1;
}
