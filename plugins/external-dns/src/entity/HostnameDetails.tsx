import { makeStyles } from '@material-ui/core/styles';
import { ChangeView } from '@openova/backstage-plugin-external-dns-common';
import { objectText } from '../elements/objectText';
import { AnswerPanel } from './AnswerPanel';
import { CopyPanel } from './CopyPanel';
import { HistoryList } from './HistoryList';
import { HostnameChain } from './HostnameChain';
import { HostnameFacts } from './hostnameFacts';
import { RecordList } from './RecordList';
import { VerdictNote } from './VerdictNote';

const useStyles = makeStyles(theme => ({
  details: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    padding: theme.spacing(1.5, 2, 2.5),
  },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 400px), 1fr))',
    gap: theme.spacing(2.5, 4),
    '& > *': { minWidth: 0 },
  },
}));

/** An open row: why, the chain of each object, the answers, values to take, history. */
export function HostnameDetails(props: {
  row: HostnameFacts;
  entityRef: string;
  history: ChangeView[];
}) {
  const classes = useStyles();
  const { hostname } = props.row;
  return (
    <div className={classes.details}>
      <VerdictNote hostname={hostname} />
      {hostname.branches.map(({ origin, links }) => (
        <HostnameChain
          key={`${origin.cluster} ${objectText(origin)} ${links
            .map(link => link.title)
            .join(' ')}`}
          origin={origin}
          links={links}
        />
      ))}
      <div className={classes.columns}>
        <AnswerPanel hostname={hostname} entityRef={props.entityRef} />
        <RecordList records={hostname.records} />
        <CopyPanel row={props.row} />
        <HistoryList changes={props.history} />
      </div>
    </div>
  );
}
