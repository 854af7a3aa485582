import { EmptyState } from '@backstage/core-components';
import {
  ClusterView,
  ExternalDnsApi,
} from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { AdminTab } from './AdminTab';
import { ClusterCard } from './ClusterCard';
import { LiveTable } from './LiveTable';

/** What needs a person first. */
const order: ClusterView['state'][] = [
  'stale',
  'gone',
  'unread',
  'unsupported',
  'fresh',
];

const load = (api: ExternalDnsApi, signal: AbortSignal) =>
  api.listClusters({ signal });

/** The clusters, those that cannot be read first, with the reason by source and kind. */
export function ClustersTab() {
  const t = useDnsTranslation();
  return (
    <AdminTab>
      <LiveTable
        load={load}
        headers={[
          t('admin.clusters.source'),
          t('admin.clusters.state'),
          t('admin.clusters.kinds'),
        ]}
      >
        {(clusters, reload) =>
          clusters.length === 0 ? (
            <EmptyState missing="data" title={t('admin.clusters.none')} />
          ) : (
            [...clusters]
              .sort(worstFirst)
              .map(cluster => (
                <ClusterCard
                  key={cluster.name}
                  cluster={cluster}
                  onForgotten={reload}
                />
              ))
          )
        }
      </LiveTable>
    </AdminTab>
  );
}

function worstFirst(a: ClusterView, b: ClusterView): number {
  return (
    order.indexOf(a.state) - order.indexOf(b.state) ||
    a.name.localeCompare(b.name)
  );
}
