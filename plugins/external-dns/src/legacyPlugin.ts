import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  createComponentExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { ExternalDnsClient } from '@openova/backstage-plugin-external-dns-common';
import { externalDnsApiRef } from './api';
import {
  dnsPageRouteRef,
  entityDnsRouteRef,
  kubernetesTabRouteRef,
} from './routes';

/** The plugin for `createApp` of `@backstage/app-defaults`. @public */
export const externalDnsPlugin = createPlugin({
  id: 'external-dns',
  routes: { page: dnsPageRouteRef, entityContent: entityDnsRouteRef },
  externalRoutes: { kubernetesTab: kubernetesTabRouteRef },
  apis: [
    createApiFactory({
      api: externalDnsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new ExternalDnsClient({ fetchApi }),
    }),
  ],
});

/** The DNS tab, for a route of `EntityLayout`. @public */
export const EntityDnsContent = externalDnsPlugin.provide(
  createRoutableExtension({
    name: 'EntityDnsContent',
    component: () => import('./entity').then(m => m.EntityDnsContent),
    mountPoint: entityDnsRouteRef,
  }),
);

/** The overview card, for an entity page that has the tab. @public */
export const EntityDnsCard = externalDnsPlugin.provide(
  createComponentExtension({
    name: 'EntityDnsCard',
    component: { lazy: () => import('./entity').then(m => m.DnsCard) },
  }),
);

/** The DNS page, for a route of the app. @public */
export const DnsPage = externalDnsPlugin.provide(
  createRoutableExtension({
    name: 'DnsPage',
    component: () => import('./admin/DnsPage').then(m => m.DnsPage),
    mountPoint: dnsPageRouteRef,
  }),
);
