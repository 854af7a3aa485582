import { Options } from '../options/types';
import { isRecord } from '../sources/json';
import { KubeObject } from '../sources/source';
import { sources } from '../sources/sources';

/** An object as far as the sources read it; undefined where none reads its kind. @internal */
export type Trim = (object: KubeObject) => KubeObject | undefined;

type Keep = (object: KubeObject) => KubeObject;

/**
 * Cuts objects down to what the sources of the instances read, so that a world takes
 * no more memory than what is planned on.
 *
 * @internal
 */
export function trimFor(instances: readonly Options[]): Trim {
  const keeps = new Map<string, Keep[]>();
  const kinds = new Set<string>();
  for (const options of instances) {
    for (const name of options.sources) {
      const source = sources.find(each => each.name === name);
      const optional = source?.mayRead?.(options) ?? [];
      for (const kind of [
        ...(source?.reads(options) ?? []),
        ...optional.map(each => each.kind),
      ]) {
        const group = kind.group === '' ? '' : `${kind.group}/`;
        kinds.add(`${group} ${kind.kind}`);
        for (const version of kind.versions) {
          const key = `${group}${version} ${kind.kind}`;
          let known = keeps.get(key);
          if (!known) keeps.set(key, (known = []));
          known.push(
            object => source?.keep(kind, object, options, 'wishes') ?? object,
          );
        }
      }
    }
  }
  return object => {
    const uses = keeps.get(`${object.apiVersion} ${object.kind}`);
    if (!uses) return kinds.has(kindOf(object)) ? bare(object) : undefined;
    const kept = uses[0](object);
    // Several readers: whatever any of them keeps. Where they cut the same part
    // differently, the part stays whole.
    for (let index = 1; index < uses.length; index += 1) {
      unite(kept, uses[index](object), object);
    }
    return kept;
  };
}

/** As the kinds are known by, without the version. */
function kindOf({ apiVersion, kind }: KubeObject): string {
  const version = typeof apiVersion === 'string' ? apiVersion : '';
  return `${version.slice(0, version.indexOf('/') + 1)} ${kind}`;
}

/** Of an object in a version that nobody reads: that it is there. */
function bare({ apiVersion, kind }: KubeObject): KubeObject {
  return { apiVersion, kind, metadata: { name: '' } };
}

function unite(
  into: Record<string, unknown>,
  other: Readonly<Record<string, unknown>>,
  original: Readonly<Record<string, unknown>>,
): void {
  for (const key of Object.keys(other)) {
    const left = into[key];
    const right = other[key];
    if (right === undefined || left === right) continue;
    if (left === undefined) into[key] = right;
    else if (key === 'metadata' && isRecord(left) && isRecord(right)) {
      unite(left, right, isRecord(original[key]) ? original[key] : right);
    } else into[key] = original[key];
  }
}
