import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  DelegationDecision,
  DelegationView,
  externalDnsAdminManagePermission,
} from '@openova/backstage-plugin-external-dns-common';
import { useState } from 'react';
import { useDnsTranslation } from '../../translation';
import { DecisionDialog } from './DecisionDialog';
import { decisionText } from './decisionText';
import { possibleDecisions } from './possibleDecisions';

const useStyles = makeStyles(theme => ({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** What may be decided of a zone now, for whom may decide. */
export function DecisionButtons(props: {
  delegation: DelegationView;
  onDecided: () => void;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const permission = externalDnsAdminManagePermission;
  const { allowed, loading } = usePermission({ permission });
  const [asked, setAsked] = useState<DelegationDecision>();
  const { delegation, onDecided } = props;
  const decisions = possibleDecisions(delegation);
  // Keeps the head's layout, with the check on the right.
  if (loading || (decisions.length === 0 && !asked)) return <span />;
  if (!allowed) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('gslb.admin.actionsNeed', { permission: permission.name })}
      </Typography>
    );
  }
  return (
    <div
      className={classes.buttons}
      role="group"
      aria-label={t('gslb.admin.actions')}
    >
      {decisions.map(decision => (
        <Button
          key={JSON.stringify(decision)}
          size="small"
          variant="outlined"
          onClick={() => setAsked(decision)}
        >
          {decisionText(t, decision, 'button', delegation.zone)}
        </Button>
      ))}
      {asked && (
        <DecisionDialog
          delegation={delegation}
          decision={asked}
          onClose={() => setAsked(undefined)}
          onDecided={() => {
            setAsked(undefined);
            onDecided();
          }}
        />
      )}
    </div>
  );
}
