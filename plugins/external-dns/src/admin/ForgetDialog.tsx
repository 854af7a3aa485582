import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useId } from 'react';
import { useDnsTranslation } from '../translation';

/** Says what forgetting does to the records before it is done. */
export function ForgetDialog(props: {
  open: boolean;
  what: string;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const t = useDnsTranslation();
  const titleId = useId();
  return (
    <Dialog open={props.open} onClose={props.onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {t('admin.clusters.forgetTitle', { what: props.what })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText color="textPrimary">
          {t('admin.clusters.forgetMeaning')}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('admin.clusters.cancel')}</Button>
        <Button variant="contained" color="secondary" onClick={props.onConfirm}>
          {t('admin.clusters.forgetConfirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
