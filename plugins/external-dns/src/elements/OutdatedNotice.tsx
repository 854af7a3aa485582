import Button from '@material-ui/core/Button';
import { DateTime } from 'luxon';
import { Live } from '../live/useLive';
import { useDnsTranslation } from '../translation';
import { Notice } from './Notice';

/** Shown above a value that could not be refreshed. */
export function OutdatedNotice(props: { live: Live<unknown> }) {
  const t = useDnsTranslation();
  const { error, loadedAt, reload } = props.live;
  if (!error || !loadedAt) return null;
  return (
    <Notice
      tone="waiting"
      role="status"
      action={
        <Button size="small" onClick={reload}>
          {t('entity.error.retry')}
        </Button>
      }
    >
      {t('entity.error.outdated', {
        time: DateTime.fromJSDate(loadedAt).toLocaleString(
          DateTime.TIME_WITH_SECONDS,
        ),
      })}
    </Notice>
  );
}
