import { KubeObject } from '@openova/dns-engine';

/*
 * The objects of one kind in one cluster, trimmed to what the sources read.
 *
 * They stay on the heap as plain objects, because the engine reads them in place; a
 * route takes about half a kilobyte. Two things keep it there: equal parts are stored
 * once (SharedParts), and the objects are found in two ordered arrays, which take a
 * quarter of what a map by their names would. Nothing refers to the page or the line
 * that an object was parsed from.
 */

/** A change of one object. @internal */
export interface ObjectChange {
  namespace: string;
  name: string;
}

/** @internal */
export class KeptObjects {
  /** By namespace and name. */
  private byName: KubeObject[] = [];
  /** By age, then namespace and name; undefined until somebody asks. */
  private byAge: KubeObject[] | undefined;
  private changes = 0;
  /** Whether a snapshot has these lists too: the next change is made in copies. */
  private isShared = false;

  get size(): number {
    return this.byName.length;
  }

  /** Rises with each change of any object, and only then. */
  get revision(): number {
    return this.changes;
  }

  get(namespace: string, name: string): KubeObject | undefined {
    const found = this.byName[this.placeOf(namespace, name)];
    return found && compareNames(found, namespace, name) === 0
      ? found
      : undefined;
  }

  /** Ordered by creationTimestamp, namespace and name; all namespaces without one. */
  *list(namespace?: string): Generator<KubeObject> {
    for (const object of this.inOrderOfAge()) {
      if (!namespace || object.metadata.namespace === namespace) yield object;
    }
  }

  /** The objects as they are now, whatever comes later. */
  snapshot(): Pick<KeptObjects, 'get' | 'list'> {
    const snapshot = new KeptObjects();
    snapshot.byName = this.byName;
    snapshot.byAge = this.inOrderOfAge();
    this.isShared = true;
    return snapshot;
  }

  /** Stores an object and says whether it is new or says something new. */
  put(object: KubeObject): boolean {
    const { namespace, name } = identity(object);
    const before = this.get(namespace, name);
    if (before && isSame(before, object)) return false;
    this.ownLists();
    this.byName.splice(this.placeOf(namespace, name), before ? 1 : 0, object);
    if (before) this.forgetAge(before);
    this.byAge?.splice(placeByAge(this.byAge, object), 0, object);
    this.changes += 1;
    return true;
  }

  /** Removes an object and says whether there was one. */
  remove(namespace: string, name: string): boolean {
    const before = this.get(namespace, name);
    if (!before) return false;
    this.ownLists();
    this.byName.splice(this.placeOf(namespace, name), 1);
    this.forgetAge(before);
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
    const before = this.byName;
    const next = lastOfEach(objects);
    const changed: ObjectChange[] = [];
    let index = 0;
    const orderTo = (object: KubeObject) => {
      if (index === before.length) return 1;
      const { namespace, name } = identity(object);
      return compareNames(before[index], namespace, name);
    };
    for (const object of next) {
      for (; orderTo(object) < 0; index += 1) {
        changed.push(identity(before[index]));
      }
      const known = orderTo(object) === 0 ? before[index] : undefined;
      if (known) index += 1;
      if (known !== object) changed.push(identity(object));
    }
    changed.push(...before.slice(index).map(identity));
    this.ownLists();
    this.byName = next;
    if (changed.length > 0) {
      this.byAge = undefined;
      this.changes += 1;
    }
    return changed;
  }

  private inOrderOfAge(): KubeObject[] {
    return (this.byAge ??= [...this.byName].sort(compareAges));
  }

  private ownLists(): void {
    if (!this.isShared) return;
    this.isShared = false;
    this.byName = [...this.byName];
    this.byAge &&= [...this.byAge];
  }

  /** Where an object of this name stands, or would. */
  private placeOf(namespace: string, name: string): number {
    return place(this.byName, object => compareNames(object, namespace, name));
  }

  private forgetAge(object: KubeObject): void {
    this.byAge?.splice(placeByAge(this.byAge, object), 1);
  }
}

/** The place of the first object that is not before what is looked for. */
function place(
  ordered: readonly KubeObject[],
  compareWith: (object: KubeObject) => number,
): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareWith(ordered[middle]) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placeByAge(ordered: readonly KubeObject[], object: KubeObject) {
  return place(ordered, each => compareAges(each, object));
}

/** In the order of their names; of several with one name the last. */
function lastOfEach(objects: readonly KubeObject[]): KubeObject[] {
  const ordered = [...objects].sort((left, right) => {
    const { namespace, name } = identity(right);
    return compareNames(left, namespace, name);
  });
  return ordered.filter((object, index) => {
    const next = ordered[index + 1];
    if (!next) return true;
    const { namespace, name } = identity(next);
    return compareNames(object, namespace, name) !== 0;
  });
}

function identity(object: KubeObject): ObjectChange {
  const { namespace = '', name } = object.metadata;
  return { namespace, name };
}

function compareNames(
  { metadata }: KubeObject,
  namespace: string,
  name: string,
): number {
  return (
    compare(metadata.namespace ?? '', namespace) || compare(metadata.name, name)
  );
}

function compareAges(left: KubeObject, right: KubeObject): number {
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
