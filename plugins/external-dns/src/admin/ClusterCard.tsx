import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ClusterView } from '@openova/backstage-plugin-external-dns-common';
import { RelativeTime } from '../elements/RelativeTime';
import { Tone } from '../elements/stateColor';
import { ToneLabel } from '../elements/ToneLabel';
import { useDnsTranslation } from '../translation';
import { ForgetButton } from './ForgetButton';
import { SourceTable } from './SourceTable';

const stateTones: Record<ClusterView['state'], Tone> = {
  fresh: 'good',
  stale: 'bad',
  unread: 'neutral',
  unsupported: 'foreign',
  gone: 'waiting',
};

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(2, 2, 0),
  },
  name: { overflowWrap: 'anywhere' },
  forget: { marginLeft: 'auto' },
  sentence: { padding: theme.spacing(0.5, 2, 1), overflowWrap: 'anywhere' },
}));

/** One cluster: fresh or not, since when and why, source by source. */
export function ClusterCard(props: {
  cluster: ClusterView;
  onForgotten: () => void;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { cluster, onForgotten } = props;
  const title = cluster.title ?? cluster.name;
  const kept = cluster.state === 'stale' || cluster.state === 'gone';
  return (
    <Paper component="section" aria-label={title}>
      <div className={classes.head}>
        <Typography variant="h6" component="h2" className={classes.name}>
          {title}
        </Typography>
        <ToneLabel tone={stateTones[cluster.state]}>
          {t(`admin.clusters.states.${cluster.state}`)}
        </ToneLabel>
        <Typography variant="body2" color="textSecondary">
          {t('admin.clusters.since')} <RelativeTime at={cluster.since} />
          {cluster.authProvider && ` · ${cluster.authProvider}`}
        </Typography>
        {kept && (
          <div className={classes.forget}>
            <ForgetButton cluster={cluster.name} onForgotten={onForgotten} />
          </div>
        )}
      </div>
      <Typography variant="body2" className={classes.sentence}>
        {cluster.sentence} {kept && t('admin.clusters.staleMeaning')}
      </Typography>
      {cluster.sources.length > 0 && (
        <SourceTable cluster={cluster} onForgotten={onForgotten} />
      )}
    </Paper>
  );
}
