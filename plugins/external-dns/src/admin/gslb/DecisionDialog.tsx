import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  DelegationDecision,
  DelegationView,
} from '@openova/backstage-plugin-external-dns-common';
import { useCallback, useId, useState } from 'react';
import { Notice } from '../../elements/Notice';
import { useDnsTranslation } from '../../translation';
import { DecisionPreview } from './DecisionPreview';
import { decisionText } from './decisionText';
import { useDecision } from './useDecision';

const useStyles = makeStyles(theme => ({
  content: {
    ...theme.typography.body2,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
  },
}));

/** Shows what a decision would change, and takes it once that is confirmed. */
export function DecisionDialog(props: {
  delegation: DelegationView;
  decision: DelegationDecision;
  onClose: () => void;
  onDecided: () => void;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const titleId = useId();
  const fieldId = useId();
  const alertApi = useApi(alertApiRef);
  const { delegation, decision, onClose, onDecided } = props;
  const { zone, parent, heldIn } = delegation;
  const [typed, setTyped] = useState('');
  const tell = useCallback(() => {
    alertApi.post({
      message: t('gslb.decisions.decided', { parent: heldIn ?? parent }),
      severity: 'success',
      display: 'transient',
    });
    onDecided();
  }, [alertApi, t, heldIn, parent, onDecided]);
  const state = useDecision(zone, decision, tell);
  // The end of a zone for all its hosts is worth a few keystrokes.
  const isTyped = decision.kind !== 'remove' || typed.trim() === zone;

  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      onClose={state.deciding ? undefined : onClose}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {decisionText(t, decision, 'title', zone)}
      </DialogTitle>
      <DialogContent className={classes.content}>
        {state.hasChanged && (
          <Notice tone="waiting" role="alert">
            {t('gslb.decisions.changed', { zone })}
          </Notice>
        )}
        {state.error && (
          <Notice tone="bad" role="alert">
            {t('gslb.decisions.failed', { message: state.error.message })}
          </Notice>
        )}
        <DecisionPreview state={state} />
        {decision.kind === 'remove' && (
          <TextField
            id={fieldId}
            size="small"
            variant="outlined"
            autoComplete="off"
            label={t('gslb.decisions.typeZone', { zone })}
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={state.deciding}>
          {t('gslb.decisions.cancel')}
        </Button>
        <Button
          variant="contained"
          color={decision.kind === 'adopt' ? 'primary' : 'secondary'}
          disabled={!state.preview || !isTyped || state.deciding}
          onClick={state.decide}
          startIcon={
            state.deciding ? <CircularProgress size={14} /> : undefined
          }
        >
          {decisionText(t, decision, 'confirm', zone)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
