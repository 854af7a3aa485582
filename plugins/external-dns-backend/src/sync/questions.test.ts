import {
  ProviderError,
  ProviderQuestions,
} from '@openova/backstage-plugin-external-dns-node';
import { Endpoint } from '@openova/dns-engine';
import { Knex } from 'knex';
import { VirtualClock } from '../clock/__testUtils__/virtualClock';
import {
  migrated,
  testDatabases,
  watchQueries,
} from '../store/__testUtils__/databases';
import { MemoryProvider } from './__testUtils__/memoryProvider';
import { createReplica } from './__testUtils__/replica';

jest.setTimeout(60_000);
const databases = testDatabases();
const [databaseId] = databases.eachSupportedId()[0];

/** A service that answers each A with another address, and only when it is asked. */
class AskedProvider extends MemoryProvider {
  readonly asked: number[] = [];
  failure: ProviderError | undefined;
  refused = 0;
  readonly #known = new Map<string, Endpoint>();
  readonly #open = new Map<string, Endpoint>();

  override readonly semantics = {
    type: 'memory',
    recordTypes: ['A', 'TXT'],
    adjustEndpoint: (endpoint: Endpoint): Endpoint => {
      const key = JSON.stringify(endpoint);
      const known = this.#known.get(key);
      if (!known) this.#open.set(key, endpoint);
      return known ?? endpoint;
    },
  };

  readonly questions: ProviderQuestions = {
    areOpen: () => this.#open.size > 0,
    ask: async () => {
      if (this.failure) {
        this.refused += 1;
        throw this.failure;
      }
      this.asked.push(this.#open.size);
      for (const [key, endpoint] of this.#open) {
        this.#known.set(key, { ...endpoint, targets: ['198.51.100.7'] });
      }
      this.#open.clear();
    },
  };
}

describe('a service that has to be asked what it makes of endpoints', () => {
  let knex: Knex;
  let clock: VirtualClock;
  let provider: AskedProvider;

  beforeEach(async () => {
    knex = await migrated(databases, databaseId);
    clock = new VirtualClock();
    clock.busy = watchQueries(knex);
    provider = new AskedProvider(['openova.io']);
  });

  async function until(isReached: () => boolean): Promise<void> {
    for (let turn = 0; turn < 600 && !isReached(); turn += 1) {
      await clock.advance(1_000);
    }
  }

  async function synced(work: () => Promise<void>) {
    const { loop, collector } = await createReplica({
      knex,
      clock,
      providers: [provider],
    });
    collector.ask(
      'eu',
      'web.openova.io A 192.0.2.1',
      'api.openova.io A 192.0.2.2',
    );
    loop.start();
    await work();
    const stop = loop.stop();
    await clock.advance(100);
    await stop;
  }

  it('is asked once for all, and written what it said', async () => {
    await synced(async () => {
      await until(() => provider.records.length === 2);
      expect(provider.records).toEqual([
        'api.openova.io A 198.51.100.7',
        'web.openova.io A 198.51.100.7',
      ]);
      const calls = provider.calls.length;
      await clock.advance(120_000);
      expect(provider.calls).toHaveLength(calls);
      expect(provider.asked).toEqual([2]);
    });
  });

  it('gets nothing written while it does not answer', async () => {
    provider.failure = new ProviderError('Unavailable', 'It does not answer.');
    await synced(async () => {
      await until(() => provider.refused > 1);
      expect(provider.refused).toBeGreaterThan(1);
      expect(provider.standing).toEqual([]);
      provider.failure = undefined;
      await until(() => provider.records.length === 2);
      expect(provider.records).toHaveLength(2);
    });
  });
});
