import { Content } from '@backstage/core-components';
import {
  PageBlueprint,
  PluginHeaderActionBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { dnsPageRouteRef } from '../routes';

/** The DNS page; its tabs are sub-pages, so that an app can add, move or drop them. */
export const dnsPageExtensions = [
  PageBlueprint.make({
    params: { path: '/dns', title: 'DNS', routeRef: dnsPageRouteRef },
  }),
  SubPageBlueprint.make({
    name: 'overview',
    params: {
      path: 'overview',
      title: 'Overview',
      loader: () =>
        import('./tabs').then(({ OverviewTab }) => (
          <Content>
            <OverviewTab />
          </Content>
        )),
    },
  }),
  SubPageBlueprint.make({
    name: 'health',
    params: {
      path: 'health',
      title: 'Health',
      loader: () =>
        import('./tabs').then(({ HealthTab }) => (
          <Content>
            <HealthTab />
          </Content>
        )),
    },
  }),
  SubPageBlueprint.make({
    name: 'records',
    params: {
      path: 'records',
      title: 'Records',
      loader: () =>
        import('./tabs').then(({ RecordsTab }) => (
          <Content>
            <RecordsTab />
          </Content>
        )),
    },
  }),
  SubPageBlueprint.make({
    name: 'zones',
    params: {
      path: 'zones',
      title: 'Zones',
      loader: () =>
        import('./tabs').then(({ ZonesTab }) => (
          <Content>
            <ZonesTab />
          </Content>
        )),
    },
  }),
  SubPageBlueprint.make({
    name: 'gslb',
    params: {
      path: 'gslb',
      title: 'GSLB',
      loader: () =>
        import('./tabs').then(({ GslbTab }) => (
          <Content>
            <GslbTab />
          </Content>
        )),
    },
  }),
  SubPageBlueprint.make({
    name: 'clusters',
    params: {
      path: 'clusters',
      title: 'Clusters',
      loader: () =>
        import('./tabs').then(({ ClustersTab }) => (
          <Content>
            <ClustersTab />
          </Content>
        )),
    },
  }),
  SubPageBlueprint.make({
    name: 'findings',
    params: {
      path: 'findings',
      title: 'Findings',
      loader: () =>
        import('./tabs').then(({ FindingsTab }) => (
          <Content>
            <FindingsTab />
          </Content>
        )),
    },
  }),
  SubPageBlueprint.make({
    name: 'activity',
    params: {
      path: 'activity',
      title: 'Activity',
      loader: () =>
        import('./tabs').then(({ ActivityTab }) => (
          <Content>
            <ActivityTab />
          </Content>
        )),
    },
  }),
  PluginHeaderActionBlueprint.make({
    name: 'resync',
    params: {
      loader: () =>
        import('./ResyncAction').then(({ ResyncAction }) => <ResyncAction />),
    },
  }),
];
