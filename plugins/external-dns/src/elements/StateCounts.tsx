import { makeStyles } from '@material-ui/core/styles';
import {
  HostnameState,
  hostnameStatesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { StateLabel } from './StateLabel';

const useStyles = makeStyles(theme => ({
  counts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '& li': { display: 'inline-flex', gap: theme.spacing(0.75) },
  },
}));

/** How many hostnames are in each state, as words beside the bar. */
export function StateCounts(props: {
  counts: Partial<Record<HostnameState, number>>;
}) {
  const classes = useStyles();
  return (
    <ul className={classes.counts}>
      {hostnameStatesWorstFirst
        .filter(state => (props.counts[state] ?? 0) > 0)
        .map(state => (
          <li key={state}>
            <strong>{props.counts[state]}</strong>
            <StateLabel state={state} />
          </li>
        ))}
    </ul>
  );
}
