import { ObjectRef } from '@openova/backstage-plugin-external-dns-common';
import { Options, SourceWishes, Wish } from '@openova/dns-engine';
import { Collected, Collector } from '../../collect/collected';

/** Clusters whose objects a test writes down as `web.openova.io A 192.0.2.1`. */
export class FakeCollector implements Collector {
  readonly refreshed: string[] = [];
  started = 0;
  stopped = 0;
  #sources = new Map<string, SourceWishes>();
  #listeners = new Set<(change: ObjectRef) => void>();

  constructor(private readonly instances: readonly Options[]) {}

  /** All that a cluster asks for from now on. */
  ask(cluster: string, ...records: string[]): void {
    this.askBy({
      cluster,
      source: 'service',
      state: 'fresh',
      wishes: records.map(record => wishOf(cluster, record)),
      verdicts: [],
    });
  }

  /** The same, as a source found it. */
  askBy(source: SourceWishes): void {
    const { cluster } = source;
    this.#sources.set(cluster, source);
    for (const listener of this.#listeners) {
      listener({ cluster, kind: 'Service', namespace: 'shop', name: 'web' });
    }
  }

  /** The cluster cannot be read any more. */
  lose(cluster: string): void {
    const source = this.#sources.get(cluster);
    if (source) this.#sources.set(cluster, { ...source, state: 'stale' });
  }

  async start(): Promise<void> {
    this.started += 1;
  }

  async stop(): Promise<void> {
    this.stopped += 1;
  }

  async collect(): Promise<Collected> {
    return {
      groups: this.instances.flatMap(instance =>
        [...this.#sources].map(([cluster, source]) => ({
          instance,
          cluster,
          sources: [source],
        })),
      ),
      clusters: [],
      changed: [],
    };
  }

  onChange(listener: (change: ObjectRef) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async refresh(scope: { cluster?: string }): Promise<void> {
    this.refreshed.push(scope.cluster ?? 'all');
  }
}

function wishOf(cluster: string, record: string): Wish {
  const [dnsName, recordType, ...targets] = record.split(' ');
  const name = dnsName.split('.')[0];
  const origin = {
    cluster,
    kind: 'Service',
    namespace: 'shop',
    name,
    uid: `${cluster}-${name}`,
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  return {
    endpoint: {
      dnsName,
      recordType,
      targets,
      labels: { resource: `service/shop/${name}` },
    },
    origin,
    contributors: [origin],
  };
}
