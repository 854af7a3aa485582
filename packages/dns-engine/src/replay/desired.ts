import { Options } from '../options/types';
import { InstanceWishes } from '../plan/planZone';
import { ProviderSemantics } from '../provider';
import { collectSource } from '../sources/collect';
import { combine } from '../sources/combine';
import { KubeObject, SourceWishes } from '../sources/source';
import { sources } from '../sources/sources';
import { SourceFailure } from '../sources/strategies';
import { clusterView } from '../view';
import { clustersOf, emptiedSources, unreadableSources } from './freshness';
import type { World } from './readWorld';
import { isKubeObject, rememberedWishes } from './remembered';
import { WorldError } from './worldError';

/** What every instance finds in each of its clusters. @internal */
export function desiredOf(
  world: World,
  instances: readonly Options[],
  semantics: ProviderSemantics,
): InstanceWishes[] {
  const desired: InstanceWishes[] = [];
  const clusters = clustersOf(world);
  for (const options of instances) {
    for (const [cluster, objects] of clusters) {
      if (options.clusters && !options.clusters.includes(cluster)) continue;
      desired.push(
        objects
          ? collectFresh(world, cluster, objects, options, semantics)
          : remembered(world, cluster, options, semantics),
      );
    }
  }
  return desired;
}

/**
 * A cluster that is read. A source whose list is suddenly empty, or of which a kind
 * cannot be read, goes on as stored.
 */
function collectFresh(
  world: World,
  cluster: string,
  objects: readonly KubeObject[],
  options: Options,
  semantics: ProviderSemantics,
): InstanceWishes {
  const stored = world.last.get(cluster) ?? [];
  const leftOut = new Set([
    ...emptiedSources(cluster, objects, stored, options),
    ...unreadableSources(objects, options),
  ]);
  const fresh = collect(cluster, objects, options, semantics, leftOut);
  if (leftOut.size === 0) return fresh;
  const known = rememberedWishes(cluster, stored, options, semantics, leftOut);
  const state = stored.length > 0 ? 'stale' : 'unread';
  return {
    ...fresh,
    wishes: [...fresh.wishes, ...known.wishes],
    verdicts: [...fresh.verdicts, ...known.verdicts],
    sources: [
      ...fresh.sources,
      ...[...leftOut].map(source => ({ source, state } as const)),
    ],
  };
}

const none: ReadonlySet<string> = new Set();

/** What an instance finds in a cluster that is read. @internal */
export function collect(
  cluster: string,
  objects: readonly KubeObject[],
  options: Options,
  semantics: ProviderSemantics,
  leftOut: ReadonlySet<string> = none,
): InstanceWishes {
  const view = clusterView(cluster, objects);
  try {
    const found = options.sources.flatMap(name => {
      const source = sources.find(each => each.name === name);
      return source && !leftOut.has(name)
        ? [collectSource(source, view, options)]
        : [];
    });
    return combined(cluster, found, options, semantics);
  } catch (error) {
    if (error instanceof SourceFailure) throw new WorldError(error.message);
    throw error;
  }
}

/** A cluster that cannot be read: its stored wishes, if there are any. */
function remembered(
  world: World,
  cluster: string,
  options: Options,
  semantics: ProviderSemantics,
): InstanceWishes {
  // An empty list is none: who stored nothing cannot say that nothing is wanted.
  const last = world.last.get(cluster) ?? [];
  const known =
    last.length > 0
      ? rememberedWishes(cluster, last, options, semantics)
      : undefined;
  const state = known ? 'stale' : 'unread';
  const knowsK8gb =
    known !== undefined &&
    (known.wishes.some(each => each.gslb) ||
      known.verdicts.some(each => each.gslb) ||
      last.every(isKubeObject));
  return {
    options,
    cluster,
    wishes: known?.wishes ?? [],
    verdicts: known?.verdicts ?? [],
    sources: options.sources.map(source => ({
      source,
      // Bare records do not say who takes part in a delegation.
      state: source === 'k8gb' && !knowsK8gb ? 'unread' : state,
    })),
  };
}

function combined(
  cluster: string,
  found: SourceWishes[],
  options: Options,
  semantics: ProviderSemantics,
): InstanceWishes {
  const { wishes, verdicts } = combine(found, options, semantics);
  return {
    options,
    cluster,
    wishes,
    verdicts,
    sources: found.map(({ source, state }) => ({ source, state })),
  };
}
