import { EmptyState, InfoCard } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { HealthRow } from '@openova/backstage-plugin-external-dns-common';
import { useMemo } from 'react';
import { countGrades } from '../../elements/healthGrades';
import { useQueryState } from '../../live/useQueryState';
import { useDnsTranslation } from '../../translation';
import { GradeBar } from './GradeBar';
import { HealthFilters } from './HealthFilters';
import { HealthRollUps } from './HealthRollUps';
import { healthSelection, rowsOfAnyGrade, sortedRows } from './healthSelection';
import { HealthTable } from './HealthTable';
import { HealthTrend } from './HealthTrend';

const useStyles = makeStyles(theme => ({
  first: { fontWeight: 600 },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 440px), 1fr))',
    alignItems: 'start',
    gap: theme.spacing(2),
    '& > *': { minWidth: 0 },
  },
}));

/** The answer in a sentence, the month and the teams, then every component. */
export function HealthScorecard(props: { rows: HealthRow[] }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const query = useQueryState();
  const { rows } = props;
  const selection = useMemo(() => healthSelection(query.get), [query.get]);
  const { grade } = selection;
  const anyGrade = useMemo(
    () => rowsOfAnyGrade(rows, selection),
    [rows, selection],
  );
  const shown = useMemo(
    () =>
      sortedRows(
        anyGrade.filter(row => !grade || row.grade === grade),
        selection,
      ),
    [anyGrade, grade, selection],
  );
  if (rows.length === 0) {
    return (
      <EmptyState
        missing="data"
        title={t('health.page.none')}
        description={t('health.page.noneHint')}
      />
    );
  }
  const counts = countGrades(rows);
  const { healthy } = counts;
  const count = rows.length;
  return (
    <>
      <Typography variant="body1" className={classes.first}>
        {healthy === count
          ? t('health.page.allHealthy', { count })
          : t('health.page.someHealthy', {
              count,
              healthy: healthy.toString(),
            })}
      </Typography>
      <GradeBar counts={counts} />
      <div className={classes.cards}>
        <InfoCard title={t('health.trend.title')}>
          <HealthTrend />
        </InfoCard>
        <InfoCard title={t('health.rollUps.title')}>
          <HealthRollUps />
        </InfoCard>
      </div>
      <Paper>
        <HealthFilters
          rows={rows}
          counts={countGrades(anyGrade)}
          selection={selection}
          shown={shown}
        />
        <HealthTable
          rows={shown}
          column={selection.column}
          direction={selection.direction}
          onSort={(sort, order) => query.set({ sort, order })}
        />
      </Paper>
    </>
  );
}
