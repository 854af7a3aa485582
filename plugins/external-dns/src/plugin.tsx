import { createApiFactory, fetchApiRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import DnsIcon from '@material-ui/icons/Dns';
import { dnsPageExtensions } from './admin/extensions';
import { ExternalDnsClient } from '@openova/backstage-plugin-external-dns-common';
import { externalDnsApiRef } from './api';
import { externalDnsEntityFilter } from './isExternalDnsAvailable';
import {
  dnsPageRouteRef,
  entityDnsRouteRef,
  kubernetesTabRouteRef,
} from './routes';

const externalDnsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams(
      createApiFactory({
        api: externalDnsApiRef,
        deps: { fetchApi: fetchApiRef },
        factory: ({ fetchApi }) => new ExternalDnsClient({ fetchApi }),
      }),
    ),
});

const entityDnsContent = EntityContentBlueprint.make({
  params: {
    path: '/dns',
    title: 'DNS',
    group: 'operation',
    icon: <DnsIcon fontSize="inherit" />,
    filter: externalDnsEntityFilter,
    routeRef: entityDnsRouteRef,
    loader: () =>
      import('./entity').then(({ EntityDnsContent }) => <EntityDnsContent />),
  },
});

const entityDnsCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: externalDnsEntityFilter,
    loader: () => import('./entity').then(({ DnsCard }) => <DnsCard />),
  },
});

/**
 * ExternalDNS in the developer portal: a DNS tab and card for entities, and a DNS
 * page for admins.
 *
 * @public
 */
export const externalDnsPlugin = createFrontendPlugin({
  pluginId: 'external-dns',
  title: 'DNS',
  icon: <DnsIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { page: dnsPageRouteRef, entityContent: entityDnsRouteRef },
  externalRoutes: { kubernetesTab: kubernetesTabRouteRef },
  extensions: [
    externalDnsApi,
    entityDnsContent,
    entityDnsCard,
    ...dnsPageExtensions,
  ],
});
