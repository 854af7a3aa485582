import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { KubernetesClusterAccess } from '@openova/backstage-plugin-external-dns-node';
import { KubernetesProxyAccess } from './kubernetesProxyAccess';

/**
 * The way into the clusters. By default it goes through the kubernetes plugin; a
 * backend that adds its own factory for this service replaces it.
 *
 * @public
 */
export const kubernetesClusterAccessServiceRef =
  createServiceRef<KubernetesClusterAccess>({
    id: 'external-dns.kubernetes-cluster-access',
    scope: 'plugin',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {
          auth: coreServices.auth,
          discovery: coreServices.discovery,
          config: coreServices.rootConfig,
        },
        factory({ auth, discovery, config }) {
          return new KubernetesProxyAccess({
            auth,
            discovery,
            allowLocalKubectlProxy:
              config.getOptionalBoolean('externalDns.allowLocalKubectlProxy') ??
              false,
          });
        },
      }),
  });
