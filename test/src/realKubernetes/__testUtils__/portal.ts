import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import externalDnsPlugin, {
  kubernetesClusterAccessServiceRef,
  KubernetesProxyAccess,
} from '@openova/backstage-plugin-external-dns-backend';
import externalDnsModuleEmbedded from '@openova/backstage-plugin-external-dns-backend-module-embedded';
import { ClusterView } from '@openova/backstage-plugin-external-dns-common';
import { KubernetesClusterAccess } from '@openova/backstage-plugin-external-dns-node';
import { Resolver } from 'node:dns/promises';
import { freePorts } from './freePorts';

/** A cluster as an administrator writes it into the kubernetes configuration. */
export interface ConfiguredCluster {
  name: string;
  url: string;
  /** PEM. */
  ca: string;
  token: string;
}

export interface PortalOptions {
  clusters: readonly ConfiguredCluster[];
  /** How long a watch lasts; default: two to four minutes, as in service. */
  watchSeconds?: readonly [shortest: number, longest: number];
  /** Stands between the plugin and its way into the clusters. */
  around?: (access: KubernetesClusterAccess) => KubernetesClusterAccess;
}

/**
 * A backend with the kubernetes plugin, the external-dns plugin and the embedded DNS
 * server, all real, as `npm start` puts them together.
 */
export class Portal {
  private readonly resolver = new Resolver({ timeout: 1000, tries: 2 });

  private constructor(private readonly backend: TestBackend, dnsPort: number) {
    this.resolver.setServers([`127.0.0.1:${dnsPort}`]);
  }

  static async start(options: PortalOptions): Promise<Portal> {
    const [dnsPort] = await freePorts(1);
    const backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        externalDnsPlugin,
        externalDnsModuleEmbedded,
        accessFactory(options),
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: kubernetesConfig(options.clusters),
            externalDns: externalDnsConfig(dnsPort),
          },
        }),
      ],
    });
    return new Portal(backend, dnsPort);
  }

  stop(): Promise<void> {
    return this.backend.stop();
  }

  /** What the DNS server answers, sorted; nothing for a name that is not there. */
  async addresses(name: string): Promise<string[]> {
    const answer = await this.resolver.resolve4(name).catch(isNoAnswer);
    return answer.sort();
  }

  /** What the ownership TXT of an address record says. */
  async ownership(name: string): Promise<string[]> {
    const answer = await this.resolver
      .resolveTxt(`_externaldns.a-${name}`)
      .catch(isNoAnswer);
    return answer.flat();
  }

  async cluster(name: string): Promise<ClusterView | undefined> {
    const clusters: ClusterView[] = await this.call('GET', '/clusters');
    return clusters.find(each => each.name === name);
  }

  /** Asks for a resync of a cluster, as the button on the page does. */
  async resync(cluster: string): Promise<void> {
    await this.call('POST', '/resyncs', { kind: 'cluster', cluster });
  }

  private async call(method: string, path: string, body?: object) {
    const port = this.backend.server.port();
    const response = await fetch(
      `http://localhost:${port}/api/external-dns${path}`,
      {
        method,
        headers: {
          Authorization: mockCredentials.user.header(),
          'Content-Type': 'application/json',
        },
        body: body && JSON.stringify(body),
      },
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return JSON.parse(text);
  }
}

function accessFactory({ watchSeconds, around }: PortalOptions) {
  return createServiceFactory({
    service: kubernetesClusterAccessServiceRef,
    deps: { auth: coreServices.auth, discovery: coreServices.discovery },
    factory({ auth, discovery }) {
      const access = new KubernetesProxyAccess({
        auth,
        discovery,
        watchSeconds,
      });
      return around ? around(access) : access;
    },
  });
}

function kubernetesConfig(clusters: readonly ConfiguredCluster[]) {
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: clusters.map(({ name, url, ca, token }) => ({
          name,
          url,
          authProvider: 'serviceAccount',
          serviceAccountToken: token,
          caData: Buffer.from(ca).toString('base64'),
        })),
      },
    ],
  };
}

function externalDnsConfig(dnsPort: number) {
  return {
    mode: 'sync',
    policy: 'sync',
    sources: ['gateway-httproute', 'service', 'crd'],
    domainFilter: ['openova.io'],
    registry: {
      type: 'txt',
      txtOwnerId: 'openova',
      txtPrefix: '_externaldns.',
    },
    schedule: { sync: { seconds: 5 } },
    checks: { allowedNetworks: ['127.0.0.0/8'] },
    providers: [
      {
        type: 'embedded',
        zones: ['openova.io'],
        listen: { address: '127.0.0.1', port: dnsPort },
      },
    ],
  };
}

function isNoAnswer(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') return [];
  throw error;
}
