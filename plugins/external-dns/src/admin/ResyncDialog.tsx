import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { ResyncScope } from '@openova/backstage-plugin-external-dns-common';
import { FormEvent, useId, useState } from 'react';
import { ResyncProgress } from '../elements/ResyncProgress';
import { useResync } from '../live/useResync';
import { useDnsTranslation } from '../translation';
import { ResyncScopeFields } from './ResyncScopeFields';

const useStyles = makeStyles(theme => ({
  progress: { marginTop: theme.spacing(2) },
}));

/** Chooses a scope, starts a resync, and shows how it goes. It runs on when closed. */
export function ResyncDialog(props: { open: boolean; onClose: () => void }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const titleId = useId();
  const resync = useResync();
  const [kind, setKind] = useState<ResyncScope['kind']>('all');
  const [value, setValue] = useState('');
  const scope = scopeOf(kind, value.trim());

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (scope) resync.start(scope);
  };

  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      aria-labelledby={titleId}
      maxWidth="sm"
      fullWidth
    >
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>{t('admin.resync.title')}</DialogTitle>
        <DialogContent>
          <DialogContentText color="textPrimary" variant="body2">
            {t('admin.resync.meaning')}
          </DialogContentText>
          <ResyncScopeFields
            kind={kind}
            value={value}
            onKind={next => {
              setKind(next);
              setValue('');
            }}
            onValue={setValue}
          />
          <div className={classes.progress}>
            <ResyncProgress resync={resync} />
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>{t('admin.resync.close')}</Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={!scope || resync.busy}
          >
            {t('admin.resync.start')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The scope as the API takes it; undefined while its value is missing. */
function scopeOf(
  kind: ResyncScope['kind'],
  value: string,
): ResyncScope | undefined {
  if (kind === 'all') return { kind };
  if (value === '') return undefined;
  switch (kind) {
    case 'zone':
      return { kind, zone: value };
    case 'cluster':
      return { kind, cluster: value };
    case 'entity':
      return { kind, entityRef: value };
    default:
      return { kind, dnsName: value };
  }
}
