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

function kindOf(cluster: string, stored: unknown): string {
  if (!isJsonObject(stored)) return '';
  return typeof stored.kind === 'string'
    ? stored.kind
    : originOf(cluster, stored).kind;
}
