import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import signalsPlugin from '@backstage/plugin-signals-backend';
import { JsonObject } from '@backstage/types';
import externalDnsPlugin from '@openova/backstage-plugin-external-dns-backend';
import embeddedModule from '@openova/backstage-plugin-external-dns-backend-module-embedded';
import {
  DemoCluster,
  KubernetesObject,
  startDemoCluster,
} from '@openova/demo-environment';
import { Knex } from 'knex';
import { ApiClient } from './apiClient';
import { LogRecorder } from './logRecorder';
import { answersOf } from './nameServer';
import { waitFor } from './waitFor';
import { ProviderWatch, Write } from './watchedProvider';
import { SeedRecord } from './zoneRecords';

/** What a stage is set up with. */
export interface StageOptions {
  /** Clusters by name, with the objects that stand in them at first. */
  clusters?: Record<string, readonly KubernetesObject[]>;
  /** What stands in the zone `openova.io` at first. */
  zone?: readonly SeedRecord[];
  /** Keys of `externalDns` that differ from the stage's own. */
  externalDns?: JsonObject;
  /** Entities of the catalog; ignored where `features` bring a catalog. */
  entities?: Entity[];
  /** Instead of a catalog that shows `entities` to everybody. */
  features?: BackendFeature[];
  /** More configuration, beside `externalDns` and `kubernetes`. */
  config?: JsonObject;
  /** Instead of an own database in memory. */
  knex?: Knex;
  /** Names this backend in the journal of writes that several share. */
  replica?: { name: string; journal: Write[] };
  /** Clusters of another stage, which closes them. */
  sharedClusters?: Record<string, DemoCluster>;
}

/** Configuration as the demo has it, with the shortest times that are allowed. */
const externalDnsDefaults: JsonObject = {
  mode: 'sync',
  policy: 'sync',
  sources: ['gateway-httproute', 'gateway-grpcroute', 'service', 'crd'],
  domainFilter: ['openova.io'],
  managedRecordTypes: ['A', 'AAAA', 'CNAME', 'TXT'],
  registry: { type: 'txt', txtOwnerId: 'openova', txtPrefix: '_externaldns.' },
  schedule: {
    sync: { seconds: 5 },
    sweep: { minutes: 30 },
    entities: { seconds: 1 },
  },
  checks: { allowedNetworks: ['127.0.0.0/8'] },
};

/**
 * The whole path in one process, with real protocols at both ends: Kubernetes API
 * servers, Backstage's kubernetes plugin, the external-dns plugin with its API, and
 * an authoritative DNS server.
 */
export class Stage {
  readonly log = new LogRecorder();
  /** The text of every answer of the API. */
  readonly answers: string[] = [];
  #backend?: TestBackend;

  private constructor(
    readonly clusters: Record<string, DemoCluster>,
    readonly provider: ProviderWatch,
    private readonly options: StageOptions,
  ) {}

  static async start(options: StageOptions = {}): Promise<Stage> {
    const clusters: Record<string, DemoCluster> = { ...options.sharedClusters };
    for (const [name, objects] of Object.entries(options.clusters ?? {})) {
      clusters[name] = await startDemoCluster({
        name,
        token: `${name}-reader-token`,
        objects,
      });
    }
    const { name = 'backend', journal } = options.replica ?? {};
    const stage = new Stage(
      clusters,
      new ProviderWatch(name, journal),
      options,
    );
    await stage.#start();
    return stage;
  }

  /** Somebody who may do everything, unless the stage has a permission policy. */
  get api(): ApiClient {
    return this.apiOf('user:default/admin');
  }

  apiOf(userEntityRef: string): ApiClient {
    return new ApiClient(this.#url, userEntityRef, text =>
      this.answers.push(text),
    );
  }

  /** Asks as somebody who may have the answer already. */
  async statusOf(
    userEntityRef: string,
    path: string,
    etag = '',
  ): Promise<{ status: number; etag: string }> {
    const { status, headers } = await fetch(`${this.#url}${path}`, {
      headers: {
        authorization: mockCredentials.user.header(userEntityRef),
        'if-none-match': etag,
        // Otherwise fetch forbids every cache to answer.
        'cache-control': 'max-age=0',
      },
    });
    return { status, etag: headers.get('etag') ?? '' };
  }

  get #url(): string {
    return this.urlOf('external-dns');
  }

  /** Where the backend serves a plugin. */
  urlOf(pluginId: string): string {
    return `http://localhost:${this.#backend!.server.port()}/api/${pluginId}`;
  }

  /** Lets the portal's scheduler run a job now; a stage has to bring that scheduler. */
  async runSideJob(id: string, pluginId = 'external-dns'): Promise<void> {
    const { status } = await fetch(
      `${this.urlOf(pluginId)}/.backstage/scheduler/v1/tasks/${id}/trigger`,
      {
        method: 'POST',
        headers: { authorization: mockCredentials.service.header() },
      },
    );
    if (status !== 200)
      throw new Error(`The job ${id} did not start: ${status}`);
  }

  /** What DNS says. */
  async ask(dnsName: string, recordType: string): Promise<string[]> {
    const port = await waitFor(
      () => this.log.portOfDnsServer(),
      'the DNS server to listen',
    );
    return answersOf(port, dnsName, recordType);
  }

  /** Waits until DNS says so. */
  async untilAnswered(
    dnsName: string,
    recordType: string,
    ...targets: string[]
  ): Promise<void> {
    let said: string[] = [];
    await waitFor(
      async () => {
        said = await this.ask(dnsName, recordType);
        return said.join() === [...targets].sort().join() || undefined;
      },
      () =>
        `${recordType} ${dnsName} to be ${targets}; DNS says: ${
          said.join() || 'nothing'
        }`,
    );
  }

  /** Waits until the first verdict of a name has this reason. */
  async untilVerdict(dnsName: string, reason: string): Promise<void> {
    let reasons: string[] = [];
    await waitFor(
      async () => {
        const found = await this.api.hostname(dnsName).catch(() => undefined);
        reasons = found?.verdicts.map(verdict => verdict.reason) ?? [];
        return reasons.includes(reason) || undefined;
      },
      () => `${dnsName} to be "${reason}"; it is: ${reasons}`,
    );
  }

  /** Waits until a cluster is shown so. */
  async untilCluster(name: string, state: string): Promise<void> {
    let shown: string | undefined;
    await waitFor(
      async () => {
        const found = await this.api.clusters();
        shown = found.find(each => each.name === name)?.state;
        return shown === state || undefined;
      },
      () => `cluster ${name} to be ${state}; it is: ${shown}`,
    );
  }

  /** One more sync, of everything that was noticed. It lists no cluster anew. */
  async sync(): Promise<void> {
    await this.api.resyncUntilDone({
      kind: 'record',
      dnsName: 'nobody-asks-for-this.openova.io',
    });
  }

  /** Waits for so many more syncs by schedule. */
  async untilScheduledSyncs(count: number): Promise<void> {
    for (let seen = 0; seen < count; seen += 1) {
      const { lastSyncAt: before } = await this.api.health();
      await waitFor(async () => {
        const { lastSyncAt } = await this.api.health();
        return lastSyncAt === before ? undefined : lastSyncAt;
      }, 'the next sync by schedule');
    }
  }

  async stopBackend(): Promise<void> {
    await this.#backend?.stop();
    this.#backend = undefined;
  }

  async stop(): Promise<void> {
    await this.stopBackend();
    for (const name of Object.keys(this.options.clusters ?? {})) {
      await this.clusters[name].close();
    }
  }

  async #start(): Promise<void> {
    const { entities = [], features, knex } = this.options;
    const setUp = {
      features: [
        this.log.factory(),
        mockServices.rootConfig.factory({ data: this.#config() }),
        ...(knex ? [mockServices.database.factory({ knex })] : []),
        kubernetesPlugin,
        signalsPlugin,
        externalDnsPlugin,
        embeddedModule,
        ...(features ?? [catalogServiceMock.factory({ entities })]),
      ],
      extensionPointFactoryMiddleware: [this.provider.middleware()],
    };
    this.#backend = await startTestBackend(setUp);
  }

  #config(): JsonObject {
    const { config, externalDns, zone = [] } = this.options;
    return {
      ...config,
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: Object.values(this.clusters).map(cluster => ({
              name: cluster.name,
              url: cluster.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: cluster.token,
              skipMetricsLookup: true,
            })),
          },
        ],
      },
      externalDns: {
        ...externalDnsDefaults,
        providers: [
          {
            type: 'embedded',
            zones: ['openova.io'],
            listen: { address: '127.0.0.1', port: 0 },
            seed: [
              { zone: 'openova.io', records: zone.map(each => ({ ...each })) },
            ],
          },
        ],
        ...externalDns,
      },
    };
  }
}
