import {
  AuthService,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  EXTERNAL_DNS_SIGNAL,
  ExternalDnsSignal,
} from '@openova/backstage-plugin-external-dns-common';
import {
  DnsProviderFactory,
  KubernetesClusterAccess,
} from '@openova/backstage-plugin-external-dns-node';
import { normaliseName } from '@openova/dns-engine';
import { resolve4, resolve6, resolveNs } from 'node:dns/promises';
import { Accounts, createAccounts } from './accounts';
import { Checker } from './checks/checker';
import { CHECK_FREQUENCY, CheckService } from './checks/checkService';
import { DelegationCheckService } from './checks/delegations/delegationCheckService';
import { Questions } from './checks/questions';
import {
  AddressPolicy,
  ServerDirectory,
  ServerPorts,
} from './checks/serverAddresses';
import { systemClock } from './clock/clock';
import { defaultPace } from './clusters/pace';
import { ClusterStore } from './clusters/storeClusters';
import { createCollector } from './collect';
import { ExternalDnsConfig } from './config';
import { GradeFalls } from './health/gradeFalls';
import { noteGrades } from './health/healthDays';
import { Lease, LeaseStore } from './lease';
import { Metrics } from './metrics/metrics';
import { ReadModel, Requests } from './router/readModel';
import { createStore, openStore, pruneHistory, Store } from './store';
import { createSyncLoop, SyncLoop } from './sync';
import { previewDecision } from './views/delegationViews';
import { databaseReadModel } from './views/databaseReadModel';
import { resyncView } from './views/journalViews';

/** What the plugin is made of. */
export interface ExternalDnsOptions {
  access: KubernetesClusterAccess;
  auth: AuthService;
  catalog: CatalogService;
  config: ExternalDnsConfig;
  database: DatabaseService;
  factories: readonly DnsProviderFactory[];
  logger: LoggerService;
  metrics: MetricsService;
  notifications: NotificationService;
  scheduler: SchedulerService;
  signals: SignalsService;
}

/** Between two notes of the health of all entities, in milliseconds. */
const HEALTH_INTERVAL = 5 * 60_000;

/** Least time between two of them in the first minutes: each reads every entity. */
const HEALTH_REST = 15_000;

/** The parts put together; nothing runs before `start`. */
export class ExternalDns {
  static async create(options: ExternalDnsOptions): Promise<ExternalDns> {
    const store = createStore(await openStore(options.database));
    const accounts = await createAccounts({
      entries: options.config.providers.map(entry => entry.config),
      factories: options.factories,
      clock: systemClock,
    });
    return new ExternalDns(options, store, accounts);
  }

  readonly readModel: ReadModel;
  readonly requests: Requests;
  private readonly loop: SyncLoop;
  private readonly checks: CheckService;
  private readonly gradeFalls: GradeFalls;
  private readonly metrics: Metrics;
  private readonly delegationChecks: DelegationCheckService;
  private readonly questions = new Questions();
  private readonly begun = +systemClock.now();
  private nextNote = 0;
  private readonly directory: ServerDirectory;

  private constructor(
    private readonly options: ExternalDnsOptions,
    private readonly store: Store,
    private readonly accounts: Accounts,
  ) {
    const { config } = options;
    this.directory = {
      policy: new AddressPolicy(config.checks.allowedNetworks),
      resolveHost: addressesOf,
      ports: new ServerPorts(config.checks.ports),
    };
    const { ports } = this.directory;
    this.readModel = databaseReadModel(store, config.mode, (address, name) =>
      ports.of(address, name),
    );
    this.gradeFalls = new GradeFalls(options.notifications, options.logger);
    this.metrics = new Metrics(options.metrics, {
      accounts: accounts.accounts,
      readModel: this.readModel,
    });
    this.checks = this.createChecks();
    this.delegationChecks = this.createDelegationChecks();
    this.loop = this.createLoop();
    this.requests = this.createRequests(new ClusterStore(store.knex));
  }

  async start(): Promise<void> {
    await this.scheduleSideJobs();
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.delegationChecks.stop();
    await this.loop.stop();
    await Promise.all(
      this.accounts.accounts.map(({ provider }) => provider.close?.()),
    );
  }

  private createLoop(): SyncLoop {
    const { config, logger } = this.options;
    const { store } = this;
    return createSyncLoop({
      collector: createCollector({
        ...this.options,
        knex: store.knex,
        instances: config.instances,
        pace: {
          sync: config.schedule.sync,
          // Who syncs more often sees an installed kind sooner, too.
          discovery: Math.min(2 * config.schedule.sync, defaultPace.discovery),
        },
        catalogMilliseconds: config.schedule.entities,
      }),
      accounts: this.accounts,
      store,
      lease: new Lease({
        store: new LeaseStore(store.knex),
        clock: systemClock,
        logger,
      }),
      instances: config.instances,
      clock: systemClock,
      logger,
      times: { sync: config.schedule.sync, sweep: config.schedule.sweep },
      events: {
        ended: measure => {
          this.metrics.synced(measure);
          this.noteAtFirst().catch((error: unknown) =>
            logger.warn('the health of entities was not noted', {
              reason: `${error}`,
            }),
          );
        },
        synced: ({ syncId }) => {
          if (syncId === undefined) return;
          this.tell({ kind: 'sync', syncId: String(syncId) });
          if (config.checks.afterApply) this.checkAfter(syncId);
          this.lookAtDelegations();
        },
        clustersChanged: () => this.tell({ kind: 'clusters' }),
        resynced: id => this.tell({ kind: 'resync', id }),
      },
    });
  }

  private createChecks(): CheckService {
    const { config, logger } = this.options;
    return new CheckService({
      knex: this.store.knex,
      checks: this.store.checks,
      checker: new Checker({
        questions: this.questions,
        directory: this.directory,
        now: () => systemClock.now(),
      }),
      logger,
      checked: dnsNames => this.tell({ kind: 'check', dnsNames }),
      staleAfter: config.schedule.sweep,
      now: () => systemClock.now(),
    });
  }

  private createDelegationChecks(): DelegationCheckService {
    return new DelegationCheckService({
      knex: this.store.knex,
      observations: this.store.observations,
      questions: this.questions,
      directory: this.directory,
      resolveNameServers: zone => resolveNs(zone),
      logger: this.options.logger,
      // The next sync reads it, whichever replica is the writer.
      observed: zone => {
        this.loop.wake();
        this.tell({ kind: 'check', dnsNames: [zone] });
      },
      now: () => systemClock.now(),
    });
  }

  private createRequests(clusters: ClusterStore): Requests {
    return {
      resync: async (scope, requestedBy) =>
        resyncView(await this.loop.requestResync(scope, requestedBy)),
      check: dnsNames => this.checks.checkNow(dnsNames),
      checkDelegation: async zone => {
        await this.delegationChecks.checkNow(zone);
      },
      decide: async (zone, decision, { digest, decidedBy }) => {
        const { knex, delegations } = this.store;
        const preview = await previewDecision(knex, zone, decision);
        if (preview.digest !== digest) {
          throw new ConflictError(
            `${zone} is not as it was any more: look at what would change now, and confirm again`,
          );
        }
        await delegations.decide(normaliseName(zone), decision, {
          name: decidedBy,
          at: systemClock.now(),
        });
        await this.loop.requestResync(
          { kind: 'record', dnsName: zone },
          decidedBy,
        );
      },
      forget: async (cluster, kind) => {
        if (await clusters.forget(cluster, kind)) return;
        throw new NotFoundError(
          kind
            ? `Nothing is remembered of ${kind} in the cluster ${cluster}`
            : `Nothing is remembered of the cluster ${cluster}`,
        );
      },
    };
  }

  /** Jobs that any one replica may do, and that write no DNS. */
  private async scheduleSideJobs(): Promise<void> {
    const { scheduler, config } = this.options;
    await scheduler.scheduleTask({
      id: 'external-dns-checks',
      frequency: CHECK_FREQUENCY,
      timeout: { minutes: 5 },
      fn: signal => this.checks.sweep(signal),
    });
    await scheduler.scheduleTask({
      id: 'external-dns-delegation-checks',
      frequency: CHECK_FREQUENCY,
      timeout: { minutes: 5 },
      fn: signal => this.delegationChecks.sweep(signal),
    });
    await scheduler.scheduleTask({
      id: 'external-dns-health',
      frequency: { milliseconds: HEALTH_INTERVAL },
      timeout: { minutes: 5 },
      fn: async () => {
        await this.noteHealth();
      },
    });
    await scheduler.scheduleTask({
      id: 'external-dns-history',
      frequency: { hours: 1 },
      timeout: { minutes: 10 },
      fn: async () => {
        await pruneHistory(this.store.knex, {
          before: new Date(+systemClock.now() - config.history),
        });
      },
    });
  }

  private async noteHealth(): Promise<void> {
    const { knex } = this.store;
    await this.gradeFalls.tell(await noteGrades(knex, systemClock.now()));
  }

  /** What is new in the first minutes is not kept waiting for the schedule. */
  private async noteAtFirst(): Promise<void> {
    const now = +systemClock.now();
    if (now < this.nextNote || now > this.begun + HEALTH_INTERVAL) return;
    this.nextNote = now + HEALTH_REST;
    await this.noteHealth();
  }

  private checkAfter(syncId: number): void {
    this.checks.checkSync(syncId).catch((error: unknown) =>
      this.options.logger.warn('checks after a sync failed', {
        syncId,
        reason: `${error}`,
      }),
    );
  }

  private lookAtDelegations(): void {
    this.delegationChecks.afterPlan().catch((error: unknown) =>
      this.options.logger.warn('delegations could not be looked at', {
        reason: `${error}`,
      }),
    );
  }

  private tell(message: ExternalDnsSignal): void {
    this.options.signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: EXTERNAL_DNS_SIGNAL,
        message: { ...message },
      })
      .catch((error: unknown) =>
        this.options.logger.warn('browsers could not be told of a change', {
          reason: `${error}`,
        }),
      );
  }
}

async function addressesOf(host: string): Promise<string[]> {
  const [v4, v6] = await Promise.allSettled([resolve4(host), resolve6(host)]);
  const found = [v4, v6].flatMap(each =>
    each.status === 'fulfilled' ? each.value : [],
  );
  if (found.length === 0 && v4.status === 'rejected') throw v4.reason;
  return found;
}
