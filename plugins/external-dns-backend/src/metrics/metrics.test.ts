import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Account } from '../accounts/account';
import { ReadModel } from '../router/readModel';
import { Metrics } from './metrics';

type Observed = [value: number, attributes?: object];

/** A registry that collects when it is told to. */
class Registry {
  readonly recorded: unknown[] = [];
  readonly #callbacks = new Map<string, (result: object) => unknown>();

  get names(): string[] {
    return [...this.#callbacks.keys()].sort();
  }

  readonly service = {
    createHistogram: (name: string) => ({
      record: (value: number, attributes?: object) =>
        this.recorded.push([name, value, attributes]),
    }),
    createObservableGauge: (name: string) => this.observable(name),
    createObservableCounter: (name: string) => this.observable(name),
  } as unknown as MetricsService;

  async collect(name: string): Promise<Observed[]> {
    const seen: Observed[] = [];
    await this.#callbacks.get(name)?.({
      observe: (...observed: Observed) => seen.push(observed),
    });
    return seen;
  }

  private observable(name: string) {
    return {
      addCallback: (callback: (result: object) => unknown) =>
        this.#callbacks.set(name, callback),
      removeCallback: () => {},
    };
  }
}

describe('metrics', () => {
  const registry = new Registry();
  const metrics = new Metrics(registry.service, {
    accounts: [
      {
        path: 'externalDns.providers[0]',
        provider: { semantics: { type: 'cloudflare' } },
        requests: 12,
        record: () => ({
          path: 'externalDns.providers[0]',
          provider: 'cloudflare',
          rate: { remaining: 900 },
        }),
      } as unknown as Account,
    ],
    readModel: {
      overview: async () => ({ hostnames: { works: 3, blocked: 1 } }),
      clusters: async () => [
        { name: 'eu', state: 'fresh' },
        { name: 'us', state: 'stale' },
      ],
      zones: async () => [
        { name: 'openova.io', ownedCount: 4, recordCount: 10 },
      ],
    } as unknown as ReadModel,
  });

  it('have stable names', () => {
    expect(registry.names).toEqual([
      'external_dns.cluster.fresh',
      'external_dns.hostnames',
      'external_dns.provider.budget.remaining',
      'external_dns.provider.requests',
      'external_dns.zone.records',
    ]);
  });

  it('tell how long a sync took', () => {
    metrics.synced({ trigger: 'schedule', outcome: 'ok', seconds: 0.2 });
    expect(registry.recorded).toEqual([
      [
        'external_dns.sync.duration',
        0.2,
        { trigger: 'schedule', outcome: 'ok' },
      ],
    ]);
  });

  it('tell the state of hostnames, records, clusters and accounts', async () => {
    expect(await registry.collect('external_dns.hostnames')).toEqual([
      [3, { state: 'works' }],
      [1, { state: 'blocked' }],
    ]);
    expect(await registry.collect('external_dns.zone.records')).toEqual([
      [4, { zone: 'openova.io', owner: 'ours' }],
      [6, { zone: 'openova.io', owner: 'others' }],
    ]);
    expect(await registry.collect('external_dns.cluster.fresh')).toEqual([
      [1, { cluster: 'eu' }],
      [0, { cluster: 'us' }],
    ]);
    const account = {
      account: 'externalDns.providers[0]',
      provider: 'cloudflare',
    };
    expect(await registry.collect('external_dns.provider.requests')).toEqual([
      [12, account],
    ]);
    expect(
      await registry.collect('external_dns.provider.budget.remaining'),
    ).toEqual([[900, account]]);
  });
});
