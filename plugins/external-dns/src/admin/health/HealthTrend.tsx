import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { useCallback, useId, useState } from 'react';
import { externalDnsApiRef } from '../../api';
import { useLive } from '../../live/useLive';
import { useDnsTranslation } from '../../translation';
import { LiveContent } from '../LiveContent';
import { HealthDaysPicture } from './HealthDaysPicture';
import { HealthDaysTable } from './HealthDaysTable';

/** Of picture, legend and button. */
const HEIGHT = 228;

/** How the grades went in the last 30 days, as a picture and, for who wants it, a table. */
export function HealthTrend() {
  const t = useDnsTranslation();
  const api = useApi(externalDnsApiRef);
  const [asTable, setAsTable] = useState(false);
  const tableId = useId();
  const live = useLive(
    useCallback((signal: AbortSignal) => api.listHealthDays({ signal }), [api]),
  );
  return (
    <LiveContent
      live={live}
      placeholder={
        <Skeleton
          variant="rect"
          height={HEIGHT}
          role="status"
          aria-label={t('entity.loading')}
        />
      }
    >
      {days =>
        days.length === 0 ? (
          <Typography variant="body2">{t('health.trend.none')}</Typography>
        ) : (
          <>
            <HealthDaysPicture days={days} />
            {days.length === 1 && (
              <Typography variant="body2" color="textSecondary">
                {t('health.trend.first')}
              </Typography>
            )}
            <Button
              size="small"
              aria-expanded={asTable}
              aria-controls={tableId}
              onClick={() => setAsTable(!asTable)}
            >
              {t(asTable ? 'health.trend.asPicture' : 'health.trend.asTable')}
            </Button>
            <div id={tableId}>{asTable && <HealthDaysTable days={days} />}</div>
          </>
        )
      }
    </LiveContent>
  );
}
