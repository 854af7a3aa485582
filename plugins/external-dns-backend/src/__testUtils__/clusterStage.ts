import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import {
  DemoCluster,
  DemoClusterOptions,
  KubernetesObject,
  startDemoCluster,
} from '@openova/demo-environment';
import { Options, parseOptions, SourceWishes } from '@openova/dns-engine';
import { KubernetesClusterAccess } from '@openova/backstage-plugin-external-dns-node';
import { Knex } from 'knex';
import { KubernetesProxyAccess } from '../clusters/kubernetesProxyAccess';
import { Pace } from '../clusters/pace';
import { Collected, Collector } from '../collect/collected';
import { createCollector } from '../collect/collector';

/** Everything happens at once, except that nothing is ever called silent. */
const quickPace: Partial<Pace> = {
  sync: 50,
  clusters: 100,
  discovery: 100,
  silence: 60_000,
  gathering: 20,
  secondLook: 50,
  firstBackoff: 10,
  longestBackoff: 80,
};

/**
 * Demo clusters behind the real kubernetes plugin, which lists them with service
 * account tokens, and the way through it.
 */
export class ClusterStage {
  private constructor(
    readonly clusters: Record<string, DemoCluster>,
    readonly backend: TestBackend,
    readonly access: KubernetesProxyAccess,
  ) {}

  static async start(
    names: readonly string[],
    options: DemoClusterOptions & { moreClusters?: object[] } = {},
  ): Promise<ClusterStage> {
    const { moreClusters = [], ...clusterOptions } = options;
    const clusters: Record<string, DemoCluster> = {};
    for (const name of names) {
      clusters[name] = await startDemoCluster({ ...clusterOptions, name });
    }
    const backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    ...Object.values(clusters).map(cluster => ({
                      name: cluster.name,
                      url: cluster.url,
                      authProvider: 'serviceAccount',
                      serviceAccountToken: cluster.token,
                    })),
                    ...moreClusters,
                  ],
                },
              ],
            },
          },
        }),
      ],
    });
    const access = new KubernetesProxyAccess({
      auth: mockServices.auth({ pluginId: 'external-dns' }),
      discovery: {
        getBaseUrl: async plugin =>
          `http://localhost:${backend.server.port()}/api/${plugin}`,
        getExternalBaseUrl: async plugin =>
          `http://localhost:${backend.server.port()}/api/${plugin}`,
      },
      acceptanceMilliseconds: 20,
    });
    return new ClusterStage(clusters, backend, access);
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    for (const cluster of Object.values(this.clusters)) await cluster.close();
  }
}

/** A collector over a database, as a replica that is the writer has one. */
export function stageCollector(given: {
  access: KubernetesClusterAccess;
  knex: Knex;
  config?: object;
  entities?: Entity[];
  pace?: Partial<Pace>;
}): Collector {
  return createCollector({
    access: given.access,
    knex: given.knex,
    catalog: catalogServiceMock({ entities: given.entities ?? [] }),
    auth: mockServices.auth({ pluginId: 'external-dns' }),
    logger: mockServices.logger.mock(),
    instances: instancesOf(given.config ?? {}),
    pace: { ...quickPace, ...given.pace },
    catalogMilliseconds: 100,
  });
}

export function instancesOf(config: object): Options[] {
  const { options, problems } = parseOptions({
    policy: 'sync',
    sources: ['gateway-httproute'],
    registry: { type: 'txt', txtOwnerId: 'openova' },
    ...config,
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return options;
}

/** Collects until it is as described; the test's own time limit ends the wait. */
export async function collectUntil(
  collector: Collector,
  isReached: (collected: Collected) => boolean,
): Promise<Collected> {
  for (;;) {
    const collected = await collector.collect().catch(() => undefined);
    if (collected && isReached(collected)) return collected;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** What one source found in one cluster, in the first instance. */
export function sourceIn(
  collected: Collected,
  cluster: string,
  source = 'gateway-httproute',
): SourceWishes | undefined {
  return collected.groups
    .find(group => group.cluster === cluster)
    ?.sources.find(each => each.source === source);
}

/** Names that a source asks for, sorted. */
export function namesOf(wishes: SourceWishes | undefined): string[] {
  return (wishes?.wishes ?? []).map(wish => wish.endpoint.dnsName).sort();
}

/** A Gateway that lets routes of all namespaces in. */
export function gateway(
  name: string,
  ...addresses: string[]
): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { namespace: 'infra', name },
    spec: {
      listeners: [
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
    },
    status: {
      addresses: addresses.map(value => ({ type: 'IPAddress', value })),
    },
  };
}

/** A route at that Gateway, accepted. */
export function route(
  name: string,
  hostname: string,
  more: {
    labels?: Record<string, string>;
    gateway?: string;
    backend?: string;
    accepted?: 'True' | 'False';
  } = {},
): KubernetesObject {
  const parentRef = { namespace: 'infra', name: more.gateway ?? 'public' };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { namespace: 'shop', name, labels: more.labels ?? {} },
    spec: {
      parentRefs: [parentRef],
      hostnames: [hostname],
      rules: [{ backendRefs: [{ name: more.backend ?? name, port: 80 }] }],
    },
    status: {
      parents: [
        {
          parentRef,
          controllerName: 'example.org/gateway-controller',
          conditions: [{ type: 'Accepted', status: more.accepted ?? 'True' }],
        },
      ],
    },
  };
}

export function namespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

export function service(
  name: string,
  labels: Record<string, string>,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'shop', name, labels },
    spec: { type: 'ClusterIP', clusterIP: '192.0.2.50' },
  };
}
