import {
  ClusterAccessError,
  KubernetesClusterAccess,
} from '@openova/backstage-plugin-external-dns-node';

/** What was asked of the API server for one resource, and what it said. */
export interface Traffic {
  lists: number;
  watches: number;
  /** Of changed objects, without bookmarks. */
  resourceVersions: Set<string>;
  deletedNames: Set<string>;
  failures: ClusterAccessError['kind'][];
}

/**
 * Looks on while a cluster is read, and can send the next watch of a resource back to
 * a version that the server has long forgotten.
 */
export class WatchedAccess {
  private readonly traffic = new Map<string, Traffic>();
  private readonly versions = new Map<string, string>();

  of(plural: string): Traffic {
    const known = this.traffic.get(plural) ?? {
      lists: 0,
      watches: 0,
      resourceVersions: new Set(),
      deletedNames: new Set(),
      failures: [],
    };
    this.traffic.set(plural, known);
    return known;
  }

  /** Where the next watch of the resource begins, whatever its reader asks for. */
  beginNextWatchAt(plural: string, resourceVersion: string): void {
    this.versions.set(plural, resourceVersion);
  }

  around = (access: KubernetesClusterAccess): KubernetesClusterAccess => ({
    listClusters: signal => access.listClusters(signal),
    discover: (cluster, groups, signal) =>
      access.discover(cluster, groups, signal),
    list: (cluster, kind, signal) => {
      this.of(kind.plural).lists += 1;
      return access.list(cluster, kind, signal);
    },
    watch: (cluster, kind, options) => {
      const resourceVersion =
        this.versions.get(kind.plural) ?? options.resourceVersion;
      this.versions.delete(kind.plural);
      return this.observed(
        this.of(kind.plural),
        access.watch(cluster, kind, { ...options, resourceVersion }),
      );
    },
  });

  private async *observed(
    traffic: Traffic,
    events: ReturnType<KubernetesClusterAccess['watch']>,
  ) {
    traffic.watches += 1;
    try {
      for await (const event of events) {
        if (event.type !== 'bookmark') {
          traffic.resourceVersions.add(event.resourceVersion);
        }
        if (event.type === 'deleted') {
          traffic.deletedNames.add(event.object.metadata.name);
        }
        yield event;
      }
    } catch (error) {
      if (error instanceof ClusterAccessError)
        traffic.failures.push(error.kind);
      throw error;
    }
  }
}
