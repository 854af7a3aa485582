import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { OverviewView } from '@openova/backstage-plugin-external-dns-common';
import { Tone } from '../elements/stateColor';
import { ToneLabel } from '../elements/ToneLabel';
import { dnsPageRouteRef } from '../routes';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    alignItems: 'center',
    gap: theme.spacing(1, 3),
    margin: 0,
    '& dt': { fontWeight: 600 },
    '& dd': {
      margin: 0,
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 3),
    },
  },
}));

/** The first lines of the page: which clusters and zones are in order, and which not. */
export function OverviewCounts(props: { overview: OverviewView }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const page = useRouteRef(dnsPageRouteRef)();
  const { clusters, zones } = props.overview;
  return (
    <dl className={classes.list}>
      <dt>
        <Link to={`${page}/clusters`}>{t('admin.overview.clusters')}</Link>
      </dt>
      <dd>
        <Count
          tone="good"
          count={clusters.fresh}
          text={t('admin.overview.fresh', { count: clusters.fresh })}
        />
        <Count
          tone="bad"
          count={clusters.stale}
          text={t('admin.overview.stale', { count: clusters.stale })}
        />
        <Count
          tone="foreign"
          count={clusters.unsupported}
          text={t('admin.overview.unsupported', {
            count: clusters.unsupported,
          })}
        />
      </dd>
      <dt>
        <Link to={`${page}/zones`}>{t('admin.overview.zones')}</Link>
      </dt>
      <dd>
        <Count
          tone="good"
          count={zones.inSync}
          text={t('admin.overview.inSync', { count: zones.inSync })}
        />
        <Count
          tone="busy"
          count={zones.pending}
          text={t('admin.overview.pending', { count: zones.pending })}
        />
        <Count
          tone="bad"
          count={zones.failed}
          text={t('admin.overview.failed', { count: zones.failed })}
        />
      </dd>
    </dl>
  );
}

/** What there is none of is not worth a word. */
function Count(props: { tone: Tone; count: number; text: string }) {
  if (props.count === 0) return null;
  return <ToneLabel tone={props.tone}>{props.text}</ToneLabel>;
}
