import Typography from '@material-ui/core/Typography';
import { SyncView } from '@openova/backstage-plugin-external-dns-common';
import { RelativeTime } from '../elements/RelativeTime';
import { useDnsTranslation } from '../translation';
import { DiffCounts } from './DiffCounts';

/** When the last sync was, what it changed, and what it has to say. */
export function LastSync(props: { sync?: SyncView }) {
  const t = useDnsTranslation();
  const { sync } = props;
  if (!sync) return <Typography>{t('admin.overview.noSync')}</Typography>;
  return (
    <Typography component="div" variant="body2">
      {t('admin.overview.lastSync')}: <RelativeTime at={sync.startedAt} />,{' '}
      {t(`admin.activity.outcomesOfSync.${sync.outcome}`)},{' '}
      <DiffCounts sync={sync} />
      {sync.sentence && <div>{sync.sentence}</div>}
    </Typography>
  );
}
