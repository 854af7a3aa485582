import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { OverviewView } from '@openova/backstage-plugin-external-dns-common';
import { Account } from '../accounts/account';
import { ReadModel } from '../router/readModel';

/** How a sync went. @internal */
export interface SyncMeasure {
  trigger: string;
  outcome: string;
  seconds: number;
}

/**
 * What the plugin tells of itself as metrics. Names, units and labels are stable and
 * stand in docs/operations.md. Durations and requests are those of this process, so
 * only the writer has any; the rest is read from the database when it is collected, so
 * that every replica tells the same.
 *
 * @internal
 */
export class Metrics {
  readonly #duration: ReturnType<MetricsService['createHistogram']>;

  constructor(
    metrics: MetricsService,
    private readonly sources: {
      accounts: readonly Account[];
      readModel: Pick<ReadModel, 'overview' | 'clusters' | 'zones'>;
    },
  ) {
    this.#duration = metrics.createHistogram('external_dns.sync.duration', {
      description: 'How long syncs took',
      unit: 's',
      advice: {
        explicitBucketBoundaries: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      },
    });
    metrics
      .createObservableGauge('external_dns.hostnames', {
        description: 'Hostnames by the state that the DNS tab shows',
        unit: '{hostname}',
      })
      .addCallback(async result => {
        const { hostnames }: OverviewView = await sources.readModel.overview();
        for (const [state, count] of Object.entries(hostnames)) {
          result.observe(count, { state });
        }
      });
    metrics
      .createObservableGauge('external_dns.zone.records', {
        description: 'Record sets of zones: ours, and of others',
        unit: '{record}',
      })
      .addCallback(async result => {
        for (const zone of await sources.readModel.zones()) {
          const { name, ownedCount, recordCount } = zone;
          result.observe(ownedCount, { zone: name, owner: 'ours' });
          result.observe(recordCount - ownedCount, {
            zone: name,
            owner: 'others',
          });
        }
      });
    metrics
      .createObservableGauge('external_dns.cluster.fresh', {
        description: '1 for a cluster that is read in full, 0 for any other',
      })
      .addCallback(async result => {
        for (const { name, state } of await sources.readModel.clusters()) {
          result.observe(state === 'fresh' ? 1 : 0, { cluster: name });
        }
      });
    this.observeAccounts(metrics);
  }

  /** A sync ended. */
  synced({ trigger, outcome, seconds }: SyncMeasure): void {
    this.#duration.record(seconds, { trigger, outcome });
  }

  private observeAccounts(metrics: MetricsService): void {
    const { accounts } = this.sources;
    metrics
      .createObservableCounter('external_dns.provider.requests', {
        description: 'Requests sent to DNS services',
        unit: '{request}',
      })
      .addCallback(result => {
        for (const { path, provider, requests } of accounts) {
          const { type } = provider.semantics;
          result.observe(requests, { account: path, provider: type });
        }
      });
    metrics
      .createObservableGauge('external_dns.provider.budget.remaining', {
        description: 'Requests that a DNS service says it would still take now',
        unit: '{request}',
      })
      .addCallback(result => {
        for (const account of accounts) {
          const { path, provider, rate } = account.record();
          if (rate?.remaining === undefined) continue;
          result.observe(rate.remaining, { account: path, provider });
        }
      });
  }
}
