import {
  createExtensionPointFactoryMiddleware,
  ExtensionPointFactoryMiddleware,
} from '@backstage/backend-app-api';
import {
  DnsProvider,
  dnsProvidersExtensionPoint,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';

/** One call of `writeBatch` that reached a provider. Times in milliseconds of one process. */
export interface Write {
  writer: string;
  zone: string;
  changes: string[];
  startedAt: number;
  endedAt?: number;
}

/** Stands between the backend and a real provider: sees each call, and may break one. */
export class ProviderWatch {
  readonly writes: Write[] = [];
  /** Calls that read, by name. */
  reads = 0;
  /** Called before a batch reaches the provider; what it throws, the backend gets. */
  beforeWrite?: (
    changes: readonly Change[],
    send: (changes: readonly Change[]) => Promise<unknown>,
  ) => Promise<void>;
  #zones: Zone[] = [];
  #provider?: DnsProvider;

  constructor(
    private readonly writer: string,
    private readonly journal: Write[] = [],
  ) {}

  /** For a backend: every provider that a module adds is watched. */
  middleware(): ExtensionPointFactoryMiddleware {
    return createExtensionPointFactoryMiddleware({
      extensionPoint: dnsProvidersExtensionPoint,
      middleware: async original => ({
        addProvider: factory =>
          original.addProvider({
            ...factory,
            create: async options => this.#watch(await factory.create(options)),
          }),
      }),
    });
  }

  /** Writes as somebody else would, behind the back of the backend. */
  async writeAsSomebodyElse(changes: readonly Change[]): Promise<void> {
    const [zone] = this.#zones;
    await this.#provider!.writeBatch(zone, changes, unlimited);
  }

  /** What the zone holds at a name, read as somebody else would. */
  async recordSetsAt(dnsName: string): Promise<RecordSet[]> {
    const found: RecordSet[] = [];
    const pages = this.#provider!.listRecordSets(
      this.#zones[0],
      { names: [dnsName] },
      unlimited,
    );
    for await (const page of pages) found.push(...page);
    return found.filter(set => set.dnsName === dnsName);
  }

  #watch(provider: DnsProvider): DnsProvider {
    this.#provider = provider;
    const { capabilities, semantics } = provider;
    return {
      capabilities,
      semantics,
      listZones: async context => {
        this.reads += 1;
        this.#zones = await provider.listZones(context);
        return this.#zones;
      },
      listRecordSets: (zone, filter, context) => {
        this.reads += 1;
        return provider.listRecordSets(zone, filter, context);
      },
      writeBatch: async (zone, changes, context) => {
        const write: Write = {
          writer: this.writer,
          zone: zone.name,
          changes: changes.map(changeText),
          startedAt: performance.now(),
        };
        this.writes.push(write);
        this.journal.push(write);
        try {
          await this.beforeWrite?.(changes, some =>
            provider.writeBatch(zone, some, context),
          );
          return await provider.writeBatch(zone, changes, context);
        } finally {
          write.endedAt = performance.now();
        }
      },
      close: async () => provider.close?.(),
    };
  }
}

const unlimited: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/** `create A web.openova.io 192.0.2.1`. */
function changeText(change: Change): string {
  const set = change.action === 'delete' ? change.old : change.new;
  return [change.action, set.recordType, set.dnsName, ...set.targets].join(' ');
}
