import { EmptyState } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { ClusterView } from '@openova/backstage-plugin-external-dns-common';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { TableSkeleton } from '../elements/TableSkeleton';
import { useLive } from '../live/useLive';
import { useDnsTranslation } from '../translation';
import { AdminTab } from './AdminTab';
import { ClusterCard } from './ClusterCard';
import { LiveContent } from './LiveContent';

/** What needs a person first. */
const order: ClusterView['state'][] = [
  'stale',
  'gone',
  'unread',
  'unsupported',
  'fresh',
];

/** The clusters, those that cannot be read first, with the reason by source and kind. */
export function ClustersTab() {
  return (
    <AdminTab>
      <Clusters />
    </AdminTab>
  );
}

function Clusters() {
  const t = useDnsTranslation();
  const api = useApi(externalDnsApiRef);
  const live = useLive(
    useCallback((signal: AbortSignal) => api.listClusters({ signal }), [api]),
  );
  return (
    <LiveContent
      live={live}
      placeholder={
        <TableSkeleton
          label={t('entity.loading')}
          headers={[
            t('admin.clusters.source'),
            t('admin.clusters.state'),
            t('admin.clusters.kinds'),
          ]}
        />
      }
    >
      {clusters =>
        clusters.length === 0 ? (
          <EmptyState missing="data" title={t('admin.clusters.none')} />
        ) : (
          [...clusters]
            .sort(
              (a, b) =>
                order.indexOf(a.state) - order.indexOf(b.state) ||
                a.name.localeCompare(b.name),
            )
            .map(cluster => (
              <ClusterCard
                key={cluster.name}
                cluster={cluster}
                onForgotten={live.reload}
              />
            ))
        )
      }
    </LiveContent>
  );
}
