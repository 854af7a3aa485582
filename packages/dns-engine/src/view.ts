import { isRecord } from './sources/json';
import { ClusterView, Kind, KubeObject } from './sources/source';

/**
 * A view over plain objects, for replay and tests. The objects come in any order
 * and may be anything: what is no object of a known version of a kind is in no
 * list. Of two objects with one identity the later one counts, as on a server.
 *
 * Lists are ordered by creationTimestamp, then namespace, then name.
 *
 * @public
 */
export function clusterView(
  cluster: string,
  objects: readonly KubeObject[],
): ClusterView {
  const byKind = new Map<string, Identified>();
  let last:
    | { apiVersion: string; kind: string; objects: Identified }
    | undefined;
  for (const object of objects) {
    if (!isRecord(object)) continue;
    const { apiVersion, kind } = object;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') continue;
    // Most objects are of the kind of the one before.
    if (last?.kind !== kind || last.apiVersion !== apiVersion) {
      const key = `${apiVersion}/${kind}`;
      const known = byKind.get(key) ?? new Identified();
      byKind.set(key, known);
      last = { apiVersion, kind, objects: known };
    }
    last.objects.add(object);
  }
  const sorted = new Map<Kind, KubeObject[]>();

  function all(kind: Kind): KubeObject[] {
    let found = sorted.get(kind);
    if (found) return found;
    const stored = storedUnder(kind).flatMap(key => byKind.get(key) ?? []);
    let merged = stored[0] ?? new Identified();
    if (stored.length > 1) {
      // Oldest version first, so that the newest spelling of an object counts.
      merged = new Identified();
      for (const each of stored.reverse()) {
        for (const object of each) merged.add(object);
      }
    }
    found = sortByAge(merged);
    sorted.set(kind, found);
    return found;
  }

  return {
    cluster,
    list(kind, namespace) {
      const found = all(kind);
      if (!namespace || !kind.namespaced) return found;
      return found.filter(object => identityOf(object).namespace === namespace);
    },
    get(kind, namespace, name) {
      for (const key of storedUnder(kind)) {
        const found = byKind
          .get(key)
          ?.get(kind.namespaced ? namespace : '', name);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** Objects by namespace and name: two texts that are at hand, no key put together. */
class Identified {
  private readonly byNamespace = new Map<string, Map<string, KubeObject>>();

  add(object: KubeObject): void {
    const { namespace, name } = identityOf(object);
    let names = this.byNamespace.get(namespace);
    if (!names) this.byNamespace.set(namespace, (names = new Map()));
    names.set(name, object);
  }

  get(namespace: string, name: string): KubeObject | undefined {
    return this.byNamespace.get(namespace)?.get(name);
  }

  *[Symbol.iterator](): Generator<KubeObject> {
    for (const names of this.byNamespace.values()) yield* names.values();
  }
}

function storedUnder(kind: Kind): string[] {
  const group = kind.group === '' ? '' : `${kind.group}/`;
  return kind.versions.map(version => `${group}${version}/${kind.kind}`);
}

/** As `byAge` orders them; 100,000 objects are compared two million times. */
function sortByAge(objects: Iterable<KubeObject>): KubeObject[] {
  return Array.from(objects, object => ({
    object,
    identity: identityOf(object),
  }))
    .sort((a, b) => compareIdentities(a.identity, b.identity))
    .map(each => each.object);
}

/** Oldest first, then by namespace and name: the order of every list. @internal */
export function byAge(left: KubeObject, right: KubeObject): number {
  return compareIdentities(identityOf(left), identityOf(right));
}

function compareIdentities(a: Identity, b: Identity): number {
  return (
    compare(a.creationTimestamp, b.creationTimestamp) ||
    compare(a.namespace, b.namespace) ||
    compare(a.name, b.name)
  );
}

/** Where an object lives, with empty texts for what it does not say. @internal */
export interface Identity {
  namespace: string;
  name: string;
  uid: string;
  creationTimestamp: string;
}

/** Never throws, whatever the object is. @internal */
export function identityOf(object: KubeObject): Identity {
  const metadata: unknown = object.metadata;
  if (!isRecord(metadata)) return nobody;
  return {
    namespace: textOrEmpty(metadata.namespace),
    name: textOrEmpty(metadata.name),
    uid: textOrEmpty(metadata.uid),
    creationTimestamp: textOrEmpty(metadata.creationTimestamp),
  };
}

const nobody: Identity = Object.freeze({
  namespace: '',
  name: '',
  uid: '',
  creationTimestamp: '',
});

function textOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
