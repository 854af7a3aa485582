import { LoggerService } from '@backstage/backend-plugin-api';
import { Kind } from '@openova/dns-engine';
import {
  ClusterInfo,
  KubernetesClusterAccess,
} from '@openova/backstage-plugin-external-dns-node';
import { KindFreshness, SourceJudgement, sourceFreshness } from './freshness';
import { backoff, Pace } from './pace';
import {
  ClusterChange,
  KindMemory,
  KindNeed,
  ReflectedCluster,
} from './reflectedCluster';

/** A cluster that is listed, or was. @internal */
export interface KnownCluster {
  name: string;
  /** Undefined until the kubernetes plugin was asked in this life of the process. */
  listed: boolean | undefined;
  /** As it was listed last; absent for one that only the database remembers. */
  info?: ClusterInfo;
  /** Absent while it is not listed or not supported. */
  reflected?: ReflectedCluster;
}

/** @internal */
export interface ClustersOptions {
  access: KubernetesClusterAccess;
  needs: readonly KindNeed[];
  pace: Pace;
  logger: LoggerService;
  /** Clusters that the database remembers, with their kinds by resource name. */
  remembered: ReadonlyMap<string, ReadonlyMap<string, KindMemory>>;
  onChange(change: ClusterChange): void;
}

/**
 * The set of clusters: as the kubernetes plugin lists them, and those that it listed
 * once. Follows that list, and reflects each cluster that can be read.
 *
 * @internal
 */
export class Clusters {
  private readonly known = new Map<string, KnownCluster>();
  private readonly end = new AbortController();
  private readonly leaving = new Set<Promise<void>>();
  private wake = new AbortController();
  private listings: Array<() => void> = [];
  private failure: string | undefined;
  private wasListed = false;
  private done: Promise<void> = Promise.resolve();

  constructor(private readonly options: ClustersOptions) {
    for (const name of options.remembered.keys()) {
      this.known.set(name, { name, listed: undefined });
    }
  }

  /** Resolves when the list was asked for once, whether it came or not. */
  async start(): Promise<void> {
    const tried = new Promise<void>(resolve => this.listings.push(resolve));
    this.done = this.listAgainAndAgain();
    await tried;
  }

  async stop(): Promise<void> {
    this.end.abort();
    await this.done;
    for (const cluster of this.known.values()) this.leave(cluster);
    await Promise.all(this.leaving);
  }

  /** By name. */
  all(): KnownCluster[] {
    return [...this.known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get(name: string): KnownCluster | undefined {
    return this.known.get(name);
  }

  /** Why the clusters could not be listed; undefined once they were. */
  get whyUnlisted(): string | undefined {
    if (this.wasListed) return undefined;
    return this.failure ?? 'The clusters are being listed for the first time';
  }

  /** Judges a source by the kinds it reads. */
  sourceFreshness(name: string, kinds: readonly Kind[]): SourceJudgement {
    const cluster = this.known.get(name);
    return sourceFreshness(
      { listed: cluster?.listed, unsupported: cluster?.info?.unsupported },
      kinds.map(kind => this.kindFreshness(name, kind)),
    );
  }

  kindFreshness(name: string, kind: Kind): KindFreshness {
    const reflected = this.known.get(name)?.reflected;
    return reflected?.freshnessOf(kind) ?? { state: 'listing', objects: 0 };
  }

  /** Lists clusters anew and reads one of them, or all, anew. */
  async refresh(name?: string): Promise<void> {
    if (this.end.signal.aborted) return;
    const listed = new Promise<void>(resolve => this.listings.push(resolve));
    this.wake.abort();
    await listed;
    const clusters = name === undefined ? this.all() : [this.known.get(name)];
    await Promise.all(clusters.map(each => each?.reflected?.refresh()));
  }

  /** Forgets a cluster; one that is listed stays, without its past. */
  forget(name: string): void {
    const cluster = this.known.get(name);
    if (cluster && !cluster.reflected) this.known.delete(name);
  }

  private async listAgainAndAgain(): Promise<void> {
    const { access, pace, logger } = this.options;
    let failures = 0;
    while (!this.end.signal.aborted) {
      this.wake = new AbortController();
      const wait = AbortSignal.any([this.end.signal, this.wake.signal]);
      const waiting = this.listings;
      this.listings = [];
      try {
        this.follow(await access.listClusters(this.end.signal));
        if (this.failure !== undefined)
          logger.info('Clusters are listed again');
        this.failure = undefined;
        failures = 0;
      } catch (error) {
        if (this.end.signal.aborted) break;
        failures += 1;
        const sentence = error instanceof Error ? error.message : String(error);
        if (this.failure !== sentence) {
          logger.warn(`Clusters cannot be listed: ${sentence}`);
        }
        this.failure = sentence;
      }
      for (const resolve of waiting) resolve();
      await pace.sleep(
        failures > 0 ? backoff(failures, pace) : pace.clusters,
        wait,
      );
    }
    for (const resolve of this.listings) resolve();
  }

  private follow(infos: readonly ClusterInfo[]): void {
    if (this.end.signal.aborted) return;
    this.wasListed = true;
    const listed = new Map(infos.map(info => [info.name, info]));
    for (const info of infos) {
      const cluster: KnownCluster = this.known.get(info.name) ?? {
        name: info.name,
        listed: undefined,
      };
      this.known.set(info.name, cluster);
      const isNews =
        cluster.listed !== true ||
        cluster.info?.unsupported !== info.unsupported;
      cluster.listed = true;
      cluster.info = info;
      if (info.unsupported !== undefined) this.leave(cluster);
      else if (!cluster.reflected) this.enter(cluster);
      if (isNews) this.tell(cluster);
    }
    for (const cluster of this.known.values()) {
      if (listed.has(cluster.name) || cluster.listed === false) continue;
      cluster.listed = false;
      this.leave(cluster);
      this.tell(cluster);
    }
  }

  private enter(cluster: KnownCluster): void {
    const { access, needs, pace, remembered, onChange } = this.options;
    cluster.reflected = new ReflectedCluster({
      name: cluster.name,
      access,
      needs,
      memory: remembered.get(cluster.name) ?? new Map(),
      pace,
      onChange,
    });
    cluster.reflected.start();
  }

  private leave(cluster: KnownCluster): void {
    const { reflected } = cluster;
    if (!reflected) return;
    cluster.reflected = undefined;
    const left = reflected.stop().finally(() => this.leaving.delete(left));
    this.leaving.add(left);
  }

  private tell(cluster: KnownCluster): void {
    const { name } = cluster;
    this.options.onChange({ cluster: name, kind: '', namespace: '', name: '' });
  }
}
