import { InfoCard, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  OverviewView,
  SyncView,
} from '@openova/backstage-plugin-external-dns-common';
import { Notice } from '../elements/Notice';
import { StateBar } from '../elements/StateBar';
import { StateCounts } from '../elements/StateCounts';
import { dnsPageRouteRef } from '../routes';
import { useDnsTranslation } from '../translation';
import { LastSync } from './LastSync';
import { OverviewCounts } from './OverviewCounts';
import { ProblemList } from './ProblemList';
import { SyncBars } from './SyncBars';

const useStyles = makeStyles(theme => ({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))',
    gap: theme.spacing(2),
    '& > *': { minWidth: 0 },
  },
  stack: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
  },
}));

/** What needs a look first, then clusters and zones, hostnames, and changes. */
export function OverviewCards(props: {
  overview: OverviewView;
  syncs: SyncView[];
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const page = useRouteRef(dnsPageRouteRef)();
  const { overview, syncs } = props;
  const hostnames = Object.values(overview.hostnames).reduce(
    (sum, count) => sum + count,
    0,
  );
  return (
    <>
      {overview.mode === 'observe' && (
        <Notice tone="busy" role="status">
          {t('admin.overview.observe')}
        </Notice>
      )}
      <OverviewCounts overview={overview} />
      <div className={classes.cards}>
        <InfoCard title={t('admin.overview.problems')} variant="gridItem">
          <div className={classes.stack}>
            <ProblemList problems={overview.problems} />
          </div>
        </InfoCard>
        <InfoCard title={t('admin.overview.hostnames')} variant="gridItem">
          <div className={classes.stack}>
            <Typography>
              {t('admin.overview.hostnamesCount', { count: hostnames })}
            </Typography>
            <StateBar counts={overview.hostnames} />
            <StateCounts counts={overview.hostnames} />
            <Link to={`${page}/findings`}>{t('admin.findings.verdicts')}</Link>
          </div>
        </InfoCard>
        <InfoCard title={t('admin.overview.recentSyncs')} variant="gridItem">
          <div className={classes.stack}>
            <SyncBars syncs={syncs} />
            <LastSync sync={overview.lastSync} />
            <Link to={`${page}/activity`}>{t('admin.tabs.activity')}</Link>
          </div>
        </InfoCard>
      </div>
    </>
  );
}
