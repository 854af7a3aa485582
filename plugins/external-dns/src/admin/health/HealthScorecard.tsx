import { EmptyState, InfoCard } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { HealthRow } from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../../translation';
import { HealthHead } from './HealthHead';
import { HealthList } from './HealthList';
import { HealthRollUps } from './HealthRollUps';
import { HealthTrend } from './HealthTrend';

const useStyles = makeStyles(theme => ({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 440px), 1fr))',
    alignItems: 'start',
    gap: theme.spacing(2),
    '& > *': { minWidth: 0 },
  },
}));

/** The answer in a sentence, the month and the teams, then every component. */
export function HealthScorecard(props: {
  /** Undefined while they load. */
  rows?: HealthRow[];
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { rows } = props;
  if (rows?.length === 0) {
    return (
      <EmptyState
        missing="data"
        title={t('health.page.none')}
        description={t('health.page.noneHint')}
      />
    );
  }
  return (
    <>
      <HealthHead rows={rows} />
      <div className={classes.cards}>
        <InfoCard title={t('health.trend.title')}>
          <HealthTrend />
        </InfoCard>
        <InfoCard title={t('health.rollUps.title')}>
          <HealthRollUps />
        </InfoCard>
      </div>
      <HealthList rows={rows} />
    </>
  );
}
