import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { HealthRow } from '@openova/backstage-plugin-external-dns-common';
import { countGrades } from '../../elements/healthGrades';
import { useDnsTranslation } from '../../translation';
import { GradeBar, gradeCountsText } from './GradeBar';

/** The answer of the scorecard: how many are healthy, and how the others are. */
export function HealthHead(props: { rows?: readonly HealthRow[] }) {
  const t = useDnsTranslation();
  const { rows } = props;
  if (!rows) {
    return (
      <div role="status" aria-label={t('entity.loading')}>
        <Skeleton width="40%" height={24} />
        <Skeleton height={28} />
      </div>
    );
  }
  const count = rows.length;
  const counts = countGrades(rows);
  const { healthy } = counts;
  return (
    <>
      <Typography variant="body1">
        <strong>
          {healthy === count
            ? t('health.page.allHealthy', { count })
            : t('health.page.someHealthy', {
                count,
                healthy: healthy.toString(),
              })}
        </strong>{' '}
        {healthy < count && `${gradeCountsText(t, { ...counts, healthy: 0 })}.`}
      </Typography>
      <GradeBar counts={counts} />
    </>
  );
}
