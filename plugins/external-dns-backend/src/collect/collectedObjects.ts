import { setImmediate } from 'node:timers/promises';
import {
  Kind,
  kinds,
  KubeObject,
  Options,
  Origin,
  SourceWishes,
  Wish,
} from '@openova/dns-engine';
import { Clusters } from '../clusters/clusters';
import { ReflectedCluster } from '../clusters/reflectedCluster';
import { EntityIndex } from '../entities/entityIndex';
import { entitiesOfObject } from '../entities/objectEntities';
import { CollectedGroup, CollectedObject } from './collected';
import { objectFacts } from './objectFacts';
import { isSameList } from './sameList';
import { objectKey, ObjectStore, ObjectToStore } from './storeObjects';

/** What the rows of a cluster's objects were made from. */
interface Basis {
  sources: readonly SourceWishes[];
  reflected: ReflectedCluster | undefined;
  services: number;
  index: EntityIndex;
}

interface Sighting {
  origin: Origin;
  wishes: Wish[];
  options: Options;
  /** As it was when its row was made. */
  object?: KubeObject;
}

/** All of a cluster's objects at one update, and what else their rows were made from. */
interface Seen {
  surroundings: readonly unknown[];
  sightings: ReadonlyMap<string, Sighting>;
}

/**
 * Keeps the tables of objects and their entities: one row for each object that a
 * source looked at. Rows of sources that are not fresh stay as they are.
 *
 * @internal
 */
export class CollectedObjects {
  private readonly bases = new Map<string, Basis>();
  private readonly seen = new Map<string, Seen>();
  private readonly kindsByName: ReadonlyMap<string, Kind>;

  constructor(
    private readonly store: ObjectStore,
    private readonly clusters: Clusters,
    needed: readonly Kind[],
  ) {
    this.kindsByName = new Map(needed.map(kind => [kind.kind, kind]));
  }

  /** The rows of a cluster were removed, because a person said so. */
  forget(cluster: string): void {
    this.bases.delete(cluster);
    this.seen.delete(cluster);
    this.store.reset();
  }

  /** Writes what changed and answers it. */
  async update(
    groups: readonly CollectedGroup[],
    index: EntityIndex,
  ): Promise<CollectedObject[]> {
    const byCluster = new Map<string, CollectedGroup[]>();
    for (const group of groups) {
      const known = byCluster.get(group.cluster);
      if (known) known.push(group);
      else byCluster.set(group.cluster, [group]);
    }
    const changed: CollectedObject[] = [];
    let isNews = false;
    for (const [cluster, itsGroups] of byCluster) {
      const basis = this.basisOf(cluster, itsGroups, index);
      if (!basis || isSameBasis(this.bases.get(cluster), basis)) continue;
      isNews = true;
      changed.push(...(await this.updateCluster(cluster, itsGroups, basis)));
      this.bases.set(cluster, basis);
    }
    if (isNews) changed.push(...(await this.removeOthers(byCluster)));
    return changed;
  }

  private basisOf(
    cluster: string,
    groups: readonly CollectedGroup[],
    index: EntityIndex,
  ): Basis | undefined {
    const reflected = this.clusters.get(cluster)?.reflected;
    // Without the Services' labels objects would lose their entities for a moment.
    const services = this.clusters.kindFreshness(cluster, kinds.service);
    const needsServices = this.kindsByName.has(kinds.service.kind);
    if (reflected && needsServices && services.state === 'listing') {
      return undefined;
    }
    return {
      sources: groups.flatMap(group => group.sources),
      reflected,
      services: reflected?.revisionOf(kinds.service) ?? 0,
      index,
    };
  }

  private async updateCluster(
    cluster: string,
    groups: readonly CollectedGroup[],
    { reflected, index }: Basis,
  ): Promise<CollectedObject[]> {
    if (!reflected) return [];
    const { view } = reflected;
    const now: Seen = {
      surroundings: [
        reflected,
        index,
        ...surroundingKinds.map(kind => reflected.revisionOf(kind)),
      ],
      sightings: sightings(groups),
    };
    const before = this.seen.get(cluster);
    const isAsBefore =
      before && isSameList(before.surroundings, now.surroundings);
    const news: ObjectToStore[] = [];
    let seen = 0;
    for (const [key, sighting] of now.sightings) {
      seen += 1;
      // Others want the process, too.
      if (seen % 200 === 0) await setImmediate();
      const { origin, wishes, options } = sighting;
      const kind = this.kindsByName.get(origin.kind);
      const object = kind && view.get(kind, origin.namespace, origin.name);
      if (!object) continue;
      sighting.object = object;
      if (isAsBefore && isSameSighting(before.sightings.get(key), sighting)) {
        continue;
      }
      const { namespace, name } = origin;
      const stored: ObjectToStore = {
        ref: { cluster, kind: origin.kind, namespace, name },
        uid: origin.uid ?? '',
        entityRefs: entitiesOfObject(object, view, index),
        facts: objectFacts(origin.kind, object, wishes, view, options),
      };
      if (await this.store.isNews(stored)) news.push(stored);
    }
    await this.store.save(news);
    this.seen.set(cluster, now);
    return news.map(({ ref, entityRefs, facts }) => ({
      ref,
      entityRefs,
      facts,
    }));
  }

  /** Rows of objects that no source speaks of any more. */
  private async removeOthers(
    byCluster: ReadonlyMap<string, readonly CollectedGroup[]>,
  ): Promise<CollectedObject[]> {
    const kept = new Set<string>();
    const unread = new Set<string>();
    for (const [cluster, groups] of byCluster) {
      for (const source of groups.flatMap(group => group.sources)) {
        if (source.state === 'unread') unread.add(cluster);
        for (const { contributors } of source.wishes) {
          for (const origin of contributors) kept.add(objectKey(origin));
        }
        for (const { origin } of source.verdicts) kept.add(objectKey(origin));
      }
    }
    const others = await this.store.others(key => kept.has(key));
    const gone = others.filter(ref => !unread.has(ref.cluster));
    await this.store.remove(gone);
    return gone.map(ref => ({ ref, entityRefs: [] }));
  }
}

/** Each object that a fresh source looked at, with all that it asks for. */
function sightings(
  groups: readonly CollectedGroup[],
): ReadonlyMap<string, Sighting> {
  const found = new Map<string, Sighting>();
  const see = (origin: Origin, options: Options): Sighting => {
    const key = objectKey(origin);
    let sighting = found.get(key);
    if (!sighting) {
      sighting = { origin, wishes: [], options };
      found.set(key, sighting);
    }
    return sighting;
  };
  for (const { instance, sources } of groups) {
    for (const source of sources) {
      if (source.state !== 'fresh') continue;
      for (const wish of source.wishes) {
        for (const origin of wish.contributors) {
          see(origin, instance).wishes.push(wish);
        }
      }
      for (const { origin } of source.verdicts) see(origin, instance);
    }
  }
  return found;
}

/** What an object's row says of others is read from these. */
const surroundingKinds = [kinds.service, kinds.gateway, kinds.listenerSet];

function isSameSighting(before: Sighting | undefined, now: Sighting): boolean {
  return (
    before !== undefined &&
    before.object === now.object &&
    before.options === now.options &&
    isSameList(before.wishes, now.wishes)
  );
}

function isSameBasis(before: Basis | undefined, now: Basis): boolean {
  return (
    before !== undefined &&
    before.reflected === now.reflected &&
    before.services === now.services &&
    before.index === now.index &&
    isSameList(before.sources, now.sources)
  );
}
