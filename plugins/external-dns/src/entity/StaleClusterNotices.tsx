import { ClusterView } from '@openova/backstage-plugin-external-dns-common';
import { DateTime } from 'luxon';
import { Notice } from '../elements/Notice';
import { useDnsTranslation } from '../translation';

/** A quiet banner for each cluster that cannot be read, and what that means. */
export function StaleClusterNotices(props: { clusters: ClusterView[] }) {
  const t = useDnsTranslation();
  return (
    <>
      {props.clusters.map(cluster => (
        <Notice key={cluster.name} tone="waiting" role="status">
          <strong>
            {t('entity.stale.title', {
              cluster: cluster.title ?? cluster.name,
              since: DateTime.fromISO(cluster.since).toLocaleString(
                DateTime.DATETIME_MED,
              ),
            })}
          </strong>{' '}
          {cluster.sentence} {t('entity.stale.meaning')}
        </Notice>
      ))}
    </>
  );
}
