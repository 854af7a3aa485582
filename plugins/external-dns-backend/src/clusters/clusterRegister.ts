import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterView } from '@openova/backstage-plugin-external-dns-common';
import { Kind } from '@openova/dns-engine';
import {
  clusterRowOf,
  clusterViewOf,
  kindRowKey,
  kindRowsOf,
  SourceState,
  worstOfEach,
} from './clusterRows';
import { Clusters } from './clusters';
import { resourceName } from './kubernetesAnswers';
import { KindMemory } from './reflectedCluster';
import { ClusterKindRow, ClusterRow, ClusterStore } from './storeClusters';

/** Something that a person told us to forget. @internal */
export interface Forgotten {
  cluster: string;
  /** By resource name; absent: the whole cluster. */
  kind?: string;
}

/**
 * What the database knows of the clusters, read at the start and written at each
 * collect where it changed. A row that vanished in between was forgotten on purpose,
 * perhaps through another replica.
 *
 * @internal
 */
export class ClusterRegister {
  private clusters = new Map<string, ClusterRow>();
  private kinds = new Map<string, ClusterKindRow>();
  private views = new Map<string, ClusterView>();

  constructor(
    private readonly store: ClusterStore,
    private readonly needed: readonly Kind[],
    private readonly logger: LoggerService,
  ) {}

  /** The clusters that were seen, each with its kinds by resource name. */
  async load(): Promise<Map<string, Map<string, KindMemory>>> {
    await this.read();
    const remembered = new Map<string, Map<string, KindMemory>>();
    for (const { name, payload } of this.clusters.values()) {
      remembered.set(name, new Map());
      const view = readView(payload);
      if (view) this.views.set(name, view);
    }
    for (const row of this.kinds.values()) {
      const { servedBefore, objects } = row;
      remembered
        .get(row.cluster)
        ?.set(resourceName(row), { servedBefore, objects });
    }
    return remembered;
  }

  async noticeForgotten(): Promise<Forgotten[]> {
    const { clusters, kinds } = this;
    await this.read();
    const forgotten: Forgotten[] = [];
    for (const name of clusters.keys()) {
      if (this.clusters.has(name)) continue;
      this.views.delete(name);
      forgotten.push({ cluster: name });
    }
    for (const [key, row] of kinds) {
      if (this.kinds.has(key)) continue;
      forgotten.push({ cluster: row.cluster, kind: resourceName(row) });
    }
    return forgotten;
  }

  /** Writes what changed and answers the clusters as they are shown. */
  async save(
    clusters: Clusters,
    states: ReadonlyMap<string, readonly SourceState[]>,
    now: string,
  ): Promise<ClusterView[]> {
    const views: ClusterView[] = [];
    const rows: ClusterRow[] = [];
    const kindRows: ClusterKindRow[] = [];
    for (const cluster of clusters.all()) {
      const { name } = cluster;
      const shown = worstOfEach(states.get(name) ?? []);
      const before = this.views.get(name);
      const view = clusterViewOf(cluster, shown, clusters, before, now);
      this.logNews(before, view);
      this.views.set(name, view);
      views.push(view);
      const row = clusterRowOf(view, cluster, this.clusters.get(name), now);
      if (!isSame(this.clusters.get(name), row)) rows.push(row);
      for (const kind of kindRowsOf(cluster, this.needed, this.kinds, now)) {
        if (!isSame(this.kinds.get(kindRowKey(kind)), kind)) {
          kindRows.push(kind);
        }
      }
    }
    await this.store.saveClusters(rows);
    await this.store.saveKinds(kindRows);
    for (const row of rows) this.clusters.set(row.name, row);
    for (const row of kindRows) this.kinds.set(kindRowKey(row), row);
    return views;
  }

  private async read(): Promise<void> {
    const clusters = await this.store.clusters();
    const kinds = await this.store.kinds();
    this.clusters = new Map(clusters.map(row => [row.name, row]));
    this.kinds = new Map(kinds.map(row => [kindRowKey(row), row]));
  }

  private logNews(before: ClusterView | undefined, now: ClusterView): void {
    if (before?.state === now.state) return;
    const { name: cluster, state, sentence } = now;
    const text = `Cluster ${cluster} is ${state}${
      sentence === undefined ? '' : `: ${sentence}`
    }`;
    if (state === 'fresh' || before === undefined) {
      this.logger.info(text, { cluster, state });
    } else {
      this.logger.warn(text, { cluster, state });
    }
  }
}

function readView(payload: string): ClusterView | undefined {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

/** Rows are plain data whose keys are always written in one order. */
function isSame<Row extends object>(
  before: Row | undefined,
  now: Row,
): boolean {
  if (!before) return false;
  const keys = Object.keys(now) as (keyof Row)[];
  return keys.every(key => before[key] === now[key]);
}
