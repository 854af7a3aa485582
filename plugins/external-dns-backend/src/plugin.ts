import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { externalDnsPermissions } from '@openova/backstage-plugin-external-dns-common';
import {
  DnsProviderFactory,
  dnsProvidersExtensionPoint,
} from '@openova/backstage-plugin-external-dns-node';
import { registerActions } from './actions';
import { kubernetesClusterAccessServiceRef } from './clusters/clusterAccessService';
import { readExternalDnsConfig } from './config';
import { ExternalDns } from './externalDns';
import { Access } from './router/access';
import { createRouter } from './router/createRouter';

/**
 * Multi-cluster ExternalDNS: reads the clusters that the kubernetes plugin knows,
 * keeps the records that their objects ask for, and tells about them.
 *
 * @public
 */
export const externalDnsPlugin = createBackendPlugin({
  pluginId: 'external-dns',
  register(env) {
    const factories: DnsProviderFactory[] = [];
    env.registerExtensionPoint(dnsProvidersExtensionPoint, {
      addProvider(factory) {
        if (factories.some(({ type }) => type === factory.type)) {
          throw new Error(
            `Two modules provide DNS services of type "${factory.type}": remove one of them from the backend`,
          );
        }
        factories.push(factory);
      },
    });

    env.registerInit({
      deps: {
        access: kubernetesClusterAccessServiceRef,
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(services) {
        const { httpRouter, lifecycle, permissionsRegistry } = services;
        permissionsRegistry.addPermissions(externalDnsPermissions);

        const externalDns = await ExternalDns.create({
          ...services,
          config: readExternalDnsConfig(services.config),
          factories,
        });
        const { auditor, actionsRegistry } = services;
        const { readModel, requests } = externalDns;
        const access = new Access(services);
        httpRouter.use(
          await createRouter({ access, auditor, readModel, requests }),
        );
        registerActions({
          actionsRegistry,
          access,
          auditor,
          readModel,
          requests,
        });
        httpRouter.addAuthPolicy({ path: '/health', allow: 'unauthenticated' });

        lifecycle.addStartupHook(() => externalDns.start());
        lifecycle.addShutdownHook(() => externalDns.stop());
      },
    });
  },
});
