import { SyncView } from '@openova/backstage-plugin-external-dns-common';
import { RelativeTime } from '../elements/RelativeTime';
import { useDnsTranslation } from '../translation';

/** When the last sync ended, or that one runs. */
export function SyncAge(props: { sync?: SyncView }) {
  const t = useDnsTranslation();
  const { sync } = props;
  if (!sync) return <span>{t('entity.neverSynced')}</span>;
  if (sync.outcome === 'running') return <span>{t('entity.syncing')}</span>;
  return (
    <span>
      {t('entity.synced')}{' '}
      <RelativeTime at={sync.finishedAt ?? sync.startedAt} />
    </span>
  );
}
