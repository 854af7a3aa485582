import {
  Collected,
  Collector,
} from '@openova/backstage-plugin-external-dns-backend/src/collect/collected';
import { ClusterChange } from '@openova/backstage-plugin-external-dns-backend/src/clusters/reflectedCluster';
import { Options, SourceWishes, Wish } from '@openova/dns-engine';

/** One cluster that asks for what a test says: `web.openova.io A 192.0.2.1`. */
export class AskingCollector implements Collector {
  /** How often it was asked what the cluster wants. */
  collected = 0;
  #source: SourceWishes = sourceOf([]);
  readonly #listeners = new Set<(change: ClusterChange) => void>();

  constructor(private readonly instance: Options) {}

  ask(records: readonly string[]): void {
    this.#source = sourceOf(records);
    for (const listener of this.#listeners) {
      listener({
        cluster: 'eu',
        kind: 'Service',
        namespace: 'shop',
        name: 'web',
      });
    }
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  async refresh(): Promise<void> {}

  onChange(listener: (change: ClusterChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async collect(): Promise<Collected> {
    this.collected += 1;
    const { instance } = this;
    return {
      groups: [{ instance, cluster: 'eu', sources: [this.#source] }],
      clusters: [],
      changed: [],
    };
  }
}

function sourceOf(records: readonly string[]): SourceWishes {
  const wishes = records.map(wishOf);
  return {
    cluster: 'eu',
    source: 'service',
    state: 'fresh',
    wishes,
    verdicts: [],
  };
}

function wishOf(record: string): Wish {
  const [dnsName, recordType, ...targets] = record.split(' ');
  const origin = {
    cluster: 'eu',
    kind: 'Service',
    namespace: 'shop',
    name: dnsName,
    uid: dnsName,
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  const labels = { resource: `service/shop/${dnsName}` };
  return {
    endpoint: { dnsName, recordType, targets, labels },
    origin,
    contributors: [origin],
  };
}
