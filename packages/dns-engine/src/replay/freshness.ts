import { isJsonObject } from '../options/configReader';
import { Options } from '../options/types';
import { KubeObject } from '../sources/source';
import { sources } from '../sources/sources';
import type { World } from './readWorld';
import { originOf } from './remembered';

/*
 * How far a world's clusters are to be trusted. A world has no clock of its own
 * syncs: `last` is the sync before, and what it knew of and is not there now is
 * stale, not gone.
 */

/**
 * The clusters of a world with their objects; undefined for one that cannot be
 * read. One that was seen before (in `last`, in a claim), or that an instance
 * names, is not gone because it is no longer listed.
 *
 * @internal
 */
export function clustersOf(
  world: Pick<World, 'clusters' | 'last' | 'claims' | 'instances'>,
): World['clusters'] {
  const clusters: World['clusters'] = new Map(world.clusters);
  const known = [
    ...world.last.keys(),
    ...[...world.claims.values()].map(claim => claim.cluster),
    ...world.instances.flatMap(each => each.clusters ?? []),
  ];
  for (const cluster of known.sort()) {
    if (!clusters.has(cluster)) clusters.set(cluster, undefined);
  }
  return clusters;
}

/**
 * The sources whose list had objects and is empty now: that counts only when a
 * second list agrees, so until then what was stored of them goes on being wished.
 *
 * @internal
 */
export function emptiedSources(
  cluster: string,
  objects: readonly KubeObject[],
  stored: readonly unknown[] | undefined,
  options: Options,
): Set<string> {
  const emptied = new Set<string>();
  if (!stored || stored.length === 0) return emptied;
  const before = new Set(stored.map(each => kindOf(cluster, each)));
  const now = new Set(objects.map(each => each.kind));
  for (const name of options.sources) {
    const source = sources.find(each => each.name === name);
    const isEmptied = source
      ?.reads(options)
      .some(({ kind }) => before.has(kind) && !now.has(kind));
    // Bare endpoints do not say what they came from.
    if (isEmptied || (before.has('') && objects.length === 0)) {
      emptied.add(name);
    }
  }
  return emptied;
}

/**
 * The sources that read a kind which the cluster serves only in versions that we do
 * not know: what such objects ask for cannot be told.
 *
 * @internal
 */
export function unreadableSources(
  objects: readonly KubeObject[],
  options: Options,
): Set<string> {
  const served = servedVersions(objects);
  const unreadable = new Set<string>();
  for (const name of options.sources) {
    const source = sources.find(each => each.name === name);
    const isUnreadable = source?.reads(options).some(kind => {
      const versions = served.get(groupKind(kind.group, kind.kind));
      return versions && !kind.versions.some(each => versions.has(each));
    });
    if (isUnreadable) unreadable.add(name);
  }
  return unreadable;
}

/** The versions of each kind among the objects; they come in long runs of one. */
function servedVersions(
  objects: readonly KubeObject[],
): Map<string, Set<string>> {
  const served = new Map<string, Set<string>>();
  let last: KubeObject | undefined;
  for (const object of objects) {
    const { apiVersion, kind } = object;
    if (last && apiVersion === last.apiVersion && kind === last.kind) continue;
    last = object;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') continue;
    const slash = apiVersion.indexOf('/');
    const key = groupKind(apiVersion.slice(0, Math.max(slash, 0)), kind);
    const versions = served.get(key) ?? new Set();
    served.set(key, versions.add(apiVersion.slice(slash + 1)));
  }
  return served;
}

function groupKind(group: string, kind: string): string {
  return `${group}/${kind}`;
}

function kindOf(cluster: string, stored: unknown): string {
  if (!isJsonObject(stored)) return '';
  return typeof stored.kind === 'string'
    ? stored.kind
    : originOf(cluster, stored).kind;
}
