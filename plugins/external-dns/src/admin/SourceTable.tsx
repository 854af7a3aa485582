import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import {
  ClusterView,
  SourceFreshness,
} from '@openova/backstage-plugin-external-dns-common';
import { RowHeaderCell } from '../elements/RowHeaderCell';
import { RelativeTime } from '../elements/RelativeTime';
import { Tone } from '../elements/stateColor';
import { ToneLabel } from '../elements/ToneLabel';
import { useDnsTranslation } from '../translation';
import { ForgetButton } from './ForgetButton';
import { useListStyles } from './listStyles';

type KindState = SourceFreshness['kinds'][number]['state'];

const sourceTones: Record<SourceFreshness['state'], Tone> = {
  fresh: 'good',
  stale: 'bad',
  unread: 'neutral',
};

const kindTones: Record<KindState, Tone> = {
  live: 'good',
  absent: 'foreign',
  listing: 'busy',
  failed: 'bad',
};

const useStyles = makeStyles(theme => ({
  kinds: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  kind: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
  },
  name: { minWidth: 130 },
  source: { width: '20%' },
  state: { width: '22%', minWidth: 150 },
}));

/** What each source of a cluster reads, and which kind keeps it from being fresh. */
export function SourceTable(props: {
  cluster: ClusterView;
  onForgotten: () => void;
}) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const widths = useStyles();
  const { cluster, onForgotten } = props;
  return (
    <TableContainer>
      <Table size="small" className={classes.table}>
        <caption className={classes.hidden}>
          {t('admin.clusters.caption', { cluster: cluster.name })}
        </caption>
        <TableHead>
          <TableRow>
            <TableCell className={widths.source}>
              {t('admin.clusters.source')}
            </TableCell>
            <TableCell className={widths.state}>
              {t('admin.clusters.state')}
            </TableCell>
            <TableCell>{t('admin.clusters.kinds')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {cluster.sources.map(source => (
            <TableRow key={source.source}>
              <RowHeaderCell>{source.source}</RowHeaderCell>
              <TableCell>
                <ToneLabel tone={sourceTones[source.state]}>
                  {t(`admin.clusters.states.${source.state}`)}
                </ToneLabel>
                <div className={classes.secondary}>
                  {t('admin.clusters.since')} <RelativeTime at={source.since} />
                </div>
                {source.sentence}
              </TableCell>
              <TableCell>
                <Kinds
                  cluster={cluster.name}
                  source={source}
                  onForgotten={onForgotten}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function Kinds(props: {
  cluster: string;
  source: SourceFreshness;
  onForgotten: () => void;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  return (
    <ul className={classes.kinds}>
      {props.source.kinds.map(({ kind, state, objects, sentence }, place) => (
        // Two groups may have a kind of one name, as k8gb's old and new Gslb.
        <li key={`${kind} ${place}`} className={classes.kind}>
          <span className={classes.name}>{kind}</span>
          <ToneLabel tone={kindTones[state]}>
            {t(`admin.clusters.kindStates.${state}`)}
          </ToneLabel>
          <span>{t('admin.clusters.objects', { count: objects })}</span>
          {sentence && <span>{sentence}</span>}
          {state === 'failed' && (
            <ForgetButton
              cluster={props.cluster}
              kind={kind}
              onForgotten={props.onForgotten}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
