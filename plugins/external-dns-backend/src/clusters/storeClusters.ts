import { kinds } from '@openova/dns-engine';
import { Knex } from 'knex';

/** A cluster that was seen once. @public */
export interface ClusterRow {
  name: string;
  /** RFC 3339, as all times here. */
  firstSeen: string;
  /** Absent: not since it was first remembered. */
  lastListed?: string;
  state: string;
  sentence?: string;
  since: string;
  /** The cluster as the API shows it. */
  payload: string;
}

/** A kind in a cluster. @public */
export interface ClusterKindRow {
  cluster: string;
  group: string;
  plural: string;
  /** The version that is read; empty where none is. */
  version: string;
  servedBefore: boolean;
  objects: number;
  state: string;
  since: string;
  sentence?: string;
}

interface StoredCluster {
  name: string;
  first_seen: Date | string | number;
  last_listed: Date | string | number | null;
  state: string;
  sentence: string | null;
  since: Date | string | number;
  payload: string;
}

interface StoredKind {
  cluster: string;
  api_group: string;
  plural: string;
  version: string;
  served_before: boolean | number;
  objects: number;
  state: string;
  since: Date | string | number;
  sentence: string | null;
}

/**
 * What must be known of clusters over a restart: which were listed once, and which
 * kinds each has served. The writer writes it; a person's "forget" removes rows on
 * any replica, and the writer notices at its next sync.
 *
 * @public
 */
export class ClusterStore {
  constructor(private readonly knex: Knex) {}

  async clusters(): Promise<ClusterRow[]> {
    const rows = await this.knex<StoredCluster>('clusters').orderBy('name');
    return rows.map(row => ({
      name: row.name,
      firstSeen: timeOf(row.first_seen),
      lastListed:
        row.last_listed === null ? undefined : timeOf(row.last_listed),
      state: row.state,
      sentence: row.sentence ?? undefined,
      since: timeOf(row.since),
      payload: row.payload,
    }));
  }

  async kinds(): Promise<ClusterKindRow[]> {
    const rows = await this.knex<StoredKind>('cluster_kinds').orderBy([
      'cluster',
      'api_group',
      'plural',
    ]);
    return rows.map(row => ({
      cluster: row.cluster,
      group: row.api_group,
      plural: row.plural,
      version: row.version,
      servedBefore: Boolean(row.served_before),
      objects: Number(row.objects),
      state: row.state,
      since: timeOf(row.since),
      sentence: row.sentence ?? undefined,
    }));
  }

  async saveClusters(clusters: readonly ClusterRow[]): Promise<void> {
    for (const cluster of clusters) {
      await this.knex<StoredCluster>('clusters')
        .insert({
          name: cluster.name,
          first_seen: new Date(cluster.firstSeen),
          last_listed:
            cluster.lastListed === undefined
              ? null
              : new Date(cluster.lastListed),
          state: cluster.state,
          sentence: cluster.sentence ?? null,
          since: new Date(cluster.since),
          payload: cluster.payload,
        })
        .onConflict('name')
        .merge();
    }
  }

  async saveKinds(rows: readonly ClusterKindRow[]): Promise<void> {
    for (const kind of rows) {
      await this.knex<StoredKind>('cluster_kinds')
        .insert({
          cluster: kind.cluster,
          api_group: kind.group,
          plural: kind.plural,
          version: kind.version,
          served_before: kind.servedBefore,
          objects: kind.objects,
          state: kind.state,
          since: new Date(kind.since),
          sentence: kind.sentence ?? null,
        })
        .onConflict(['cluster', 'api_group', 'plural'])
        .merge();
    }
  }

  /**
   * Forgets what a kind or a whole cluster once was. Objects and wishes of a
   * forgotten cluster go with it.
   *
   * @param kind - as people see it (`HTTPRoute`), or as RBAC names it
   * (`httproutes.gateway.networking.k8s.io`).
   * @returns whether there was something to forget.
   */
  async forget(cluster: string, kind?: string): Promise<boolean> {
    return this.knex.transaction(async transaction => {
      if (kind !== undefined) {
        const forgotten = await transaction('cluster_kinds')
          .where({ cluster, ...namedKind(kind) })
          .delete();
        return forgotten > 0;
      }
      for (const table of [
        'cluster_kinds',
        'source_wishes',
        'objects',
        'object_entities',
      ]) {
        await transaction(table).where({ cluster }).delete();
      }
      const clusters = await transaction('clusters')
        .where({ name: cluster })
        .delete();
      return clusters > 0;
    });
  }
}

function namedKind(name: string): { plural: string; api_group: string } {
  const known = Object.values(kinds).find(each => each.kind === name);
  if (known) return { plural: known.plural, api_group: known.group };
  const [plural, ...group] = name.split('.');
  return { plural, api_group: group.join('.') };
}

/** SQLite gives numbers or texts, PostgreSQL gives dates. */
function timeOf(value: Date | string | number): string {
  return new Date(value).toISOString();
}
