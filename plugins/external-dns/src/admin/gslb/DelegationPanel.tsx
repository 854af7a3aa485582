import { makeStyles } from '@material-ui/core/styles';
import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { DelegationCheckButton } from '../../gslb/DelegationCheckButton';
import { DelegationDetails } from '../../gslb/DelegationDetails';
import {
  newestDelegation,
  useDelegationCheck,
} from '../../gslb/useDelegationCheck';
import { DecisionButtons } from './DecisionButtons';
import { MemberTimeline } from './MemberTimeline';

const useStyles = makeStyles(theme => ({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    minWidth: 0,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 3),
  },
}));

/** One delegated zone for an admin: its state, what may be decided, what happened. */
export function DelegationPanel(props: {
  stored: DelegationView;
  onChange: () => void;
}) {
  const classes = useStyles();
  const { stored, onChange } = props;
  const check = useDelegationCheck(stored.zone, undefined, onChange);
  const delegation = newestDelegation(stored, check.checked);
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <DecisionButtons delegation={delegation} onDecided={onChange} />
        <DelegationCheckButton
          delegation={delegation}
          check={check}
          by="admin"
        />
      </div>
      <DelegationDetails delegation={delegation} />
      <MemberTimeline zone={delegation.zone} />
    </div>
  );
}
