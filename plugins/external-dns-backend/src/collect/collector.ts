import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { KubernetesClusterAccess } from '@openova/backstage-plugin-external-dns-node';
import { Options } from '@openova/dns-engine';
import { Knex } from 'knex';
import { SourceState } from '../clusters/clusterRows';
import { ClusterRegister } from '../clusters/clusterRegister';
import { Clusters } from '../clusters/clusters';
import { defaultPace, Pace } from '../clusters/pace';
import { ClusterChange } from '../clusters/reflectedCluster';
import { ClusterStore } from '../clusters/storeClusters';
import { EntityCatalog } from '../entities/entityCatalog';
import { Collected, CollectedGroup, Collector } from './collected';
import { CollectedObjects } from './collectedObjects';
import { kindsNeeded } from './needs';
import { SourceRuns } from './sourceRuns';
import { ObjectStore } from './storeObjects';
import { WishStore } from './storeWishes';

/** @public */
export interface CollectorOptions {
  access: KubernetesClusterAccess;
  knex: Knex;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  instances: readonly Options[];
  /** What differs from {@link defaultPace}; `sync` is the configured schedule. */
  pace?: Partial<Pace>;
  /** Between two readings of the catalog, in milliseconds; default one minute. */
  catalogMilliseconds?: number;
}

/** What lives between start and stop. */
interface Running {
  register: ClusterRegister;
  clusters: Clusters;
  entities: EntityCatalog;
  runs: SourceRuns;
  objects: CollectedObjects;
}

/** @public */
export function createCollector(options: CollectorOptions): Collector {
  return new ClusterCollector(options);
}

class ClusterCollector implements Collector {
  private readonly pace: Pace;
  private readonly listeners = new Set<(change: ClusterChange) => void>();
  private running: Running | undefined;

  constructor(private readonly options: CollectorOptions) {
    this.pace = { ...defaultPace, ...options.pace };
  }

  async start(): Promise<void> {
    const { access, auth, catalog, instances, knex, logger } = this.options;
    const { pace } = this;
    const needs = kindsNeeded(instances);
    const kinds = needs.map(need => need.kind);
    const register = new ClusterRegister(new ClusterStore(knex), kinds, logger);
    const clusters = new Clusters({
      access,
      needs,
      pace,
      logger,
      remembered: await register.load(),
      onChange: change => this.tell(change),
    });
    const entities = new EntityCatalog({
      catalog,
      auth,
      logger,
      pace,
      refreshMilliseconds: this.options.catalogMilliseconds ?? 60_000,
      onChange: () =>
        this.tell({ cluster: '', kind: '', namespace: '', name: '' }),
    });
    this.running = {
      register,
      clusters,
      entities,
      runs: new SourceRuns({
        clusters,
        store: new WishStore(knex),
        now: () => new Date(pace.now()),
      }),
      objects: new CollectedObjects(new ObjectStore(knex), clusters, kinds),
    };
    entities.start();
    await clusters.start();
  }

  async stop(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    if (!running) return;
    await Promise.all([running.clusters.stop(), running.entities.stop()]);
  }

  onChange(listener: (change: ClusterChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async refresh(scope: { cluster?: string }): Promise<void> {
    await this.running?.clusters.refresh(scope.cluster);
  }

  async collect(): Promise<Collected> {
    const { running } = this;
    if (!running) {
      throw new ServiceUnavailableError('The clusters are not being read');
    }
    const { register, clusters, entities, runs, objects } = running;
    for (const { cluster, kind } of await register.noticeForgotten()) {
      if (kind !== undefined) clusters.get(cluster)?.reflected?.forget(kind);
      else {
        clusters.forget(cluster);
        runs.forget(cluster);
        objects.forget(cluster);
      }
    }
    const groups: CollectedGroup[] = [];
    const states = new Map<string, SourceState[]>();
    for (const instance of this.options.instances) {
      for (const cluster of this.clustersOf(instance, clusters)) {
        const group: CollectedGroup = { instance, cluster, sources: [] };
        const shown = states.get(cluster) ?? [];
        states.set(cluster, shown);
        for (const source of instance.sources) {
          const { wishes, state } = await runs.run(instance, cluster, source);
          group.sources.push(wishes);
          shown.push(state);
        }
        if (isPartOf(instance, group, clusters)) groups.push(group);
      }
    }
    const changed = entities.index
      ? await objects.update(groups, entities.index)
      : [];
    const now = new Date(this.pace.now()).toISOString();
    const views = await register.save(clusters, states, now);
    return { groups, clusters: views, changed };
  }

  private clustersOf(instance: Options, clusters: Clusters): readonly string[] {
    if (instance.clusters) return instance.clusters;
    const known = clusters.all().map(cluster => cluster.name);
    if (known.length > 0) return known;
    throw new ServiceUnavailableError(
      clusters.whyUnlisted ??
        'The kubernetes plugin lists no clusters: add some to its configuration or to the catalog',
    );
  }

  private tell(change: ClusterChange): void {
    for (const listener of this.listeners) listener(change);
  }
}

/**
 * A cluster that can never be read, and never was, asks for nothing: it must not keep
 * the others from taking their own records away. Unless an admin named it.
 */
function isPartOf(
  instance: Options,
  group: CollectedGroup,
  clusters: Clusters,
): boolean {
  return (
    instance.clusters !== undefined ||
    clusters.get(group.cluster)?.info?.unsupported === undefined ||
    group.sources.some(source => source.state !== 'unread')
  );
}
