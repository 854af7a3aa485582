import { KubeObject } from '@openova/dns-engine';

/*
 * The objects of one kind in one cluster, trimmed to what the sources read.
 *
 * They stay on the heap as plain objects, because the engine reads them in place; a
 * route takes about half a kilobyte. Three things keep it there: equal parts are
 * stored once (SharedParts); the maps are nested (namespace, then name), so that
 * their keys are the very texts of the metadata; the order is one array. Nothing
 * refers to the page or the line that an object was parsed from. Measured on Node 24:
 * 0.53 KB for a route with a hostname, labels and a status, of 100,000 in 200
 * namespaces, map and order included.
 */

/** A change of one object. @internal */
export interface ObjectChange {
  namespace: string;
  name: string;
}

type ByNamespace = Map<string, Map<string, KubeObject>>;

/** @internal */
export class KeptObjects {
  private byNamespace: ByNamespace = new Map();
  /** By age, then namespace and name; undefined until somebody asks. */
  private sorted: KubeObject[] | undefined;
  private count = 0;
  private changes = 0;

  get size(): number {
    return this.count;
  }

  /** Rises with each change of any object, and only then. */
  get revision(): number {
    return this.changes;
  }

  get(namespace: string, name: string): KubeObject | undefined {
    return this.byNamespace.get(namespace)?.get(name);
  }

  /** Ordered by creationTimestamp, namespace and name; all namespaces without one. */
  *list(namespace?: string): Generator<KubeObject> {
    this.sorted ??= this.all().sort(byAge);
    for (const object of this.sorted) {
      if (!namespace || object.metadata.namespace === namespace) yield object;
    }
  }

  /** Stores an object and says whether it is new or says something new. */
  put(object: KubeObject): boolean {
    const { namespace, name } = identity(object);
    const before = this.get(namespace, name);
    if (before && isSame(before, object)) return false;
    if (before) this.unsort(before);
    else this.count += 1;
    set(this.byNamespace, object);
    this.sort(object);
    this.changes += 1;
    return true;
  }

  /** Removes an object and says whether there was one. */
  remove(namespace: string, name: string): boolean {
    const names = this.byNamespace.get(namespace);
    const before = names?.get(name);
    if (!names || !before) return false;
    names.delete(name);
    if (names.size === 0) this.byNamespace.delete(namespace);
    this.unsort(before);
    this.count -= 1;
    this.changes += 1;
    return true;
  }

  /**
   * The stored object if it says the same, else the given one. A list goes through
   * this page by page, so that nothing long is left to do when it is complete.
   */
  known(object: KubeObject): KubeObject {
    const { namespace, name } = identity(object);
    const before = this.get(namespace, name);
    return before && isSame(before, object) ? before : object;
  }

  /**
   * Replaces all objects by those of a complete list, each of which went through
   * {@link KeptObjects.known}, and says which changed.
   */
  replace(objects: readonly KubeObject[]): ObjectChange[] {
    const next: ByNamespace = new Map();
    let count = 0;
    for (const object of objects) if (set(next, object)) count += 1;
    const changed: ObjectChange[] = [];
    for (const [namespace, name, object] of entries(next)) {
      if (this.get(namespace, name) !== object)
        changed.push({ namespace, name });
    }
    for (const [namespace, name] of entries(this.byNamespace)) {
      if (!next.get(namespace)?.has(name)) changed.push({ namespace, name });
    }
    this.byNamespace = next;
    this.count = count;
    if (changed.length > 0) {
      this.sorted = undefined;
      this.changes += 1;
    }
    return changed;
  }

  private all(): KubeObject[] {
    return Array.from(entries(this.byNamespace), ([, , object]) => object);
  }

  private sort(object: KubeObject): void {
    this.sorted?.splice(this.place(object), 0, object);
  }

  private unsort(object: KubeObject): void {
    this.sorted?.splice(this.place(object), 1);
  }

  /** Where an object stands in the order, or would. */
  private place(object: KubeObject): number {
    const sorted = this.sorted ?? [];
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (byAge(sorted[middle], object) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function identity(object: KubeObject): ObjectChange {
  const { namespace = '', name } = object.metadata;
  return { namespace, name };
}

function* entries(
  byNamespace: ByNamespace,
): Generator<[namespace: string, name: string, object: KubeObject]> {
  for (const [namespace, names] of byNamespace) {
    for (const [name, object] of names) yield [namespace, name, object];
  }
}

/** Stores an object and says whether its name is new. */
function set(byNamespace: ByNamespace, object: KubeObject): boolean {
  const { namespace, name } = identity(object);
  let names = byNamespace.get(namespace);
  if (!names) byNamespace.set(namespace, (names = new Map()));
  const isNew = !names.has(name);
  names.set(name, object);
  return isNew;
}

function byAge(left: KubeObject, right: KubeObject): number {
  const a = left.metadata;
  const b = right.metadata;
  return (
    compare(ageOf(a.creationTimestamp), ageOf(b.creationTimestamp)) ||
    compare(a.namespace ?? '', b.namespace ?? '') ||
    compare(a.name, b.name)
  );
}

function ageOf(timestamp: unknown): string {
  return typeof timestamp === 'string' ? timestamp : '';
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Both came through the same `keep`, so equal objects have equal text. */
function isSame(left: KubeObject, right: KubeObject): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
