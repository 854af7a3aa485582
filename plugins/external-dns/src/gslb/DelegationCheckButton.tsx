import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  DelegationView,
  externalDnsAdminResyncPermission,
  externalDnsEntityResyncPermission,
} from '@openova/backstage-plugin-external-dns-common';
import { RelativeTime } from '../elements/RelativeTime';
import { visuallyHidden } from '../elements/visuallyHidden';
import { useDnsTranslation } from '../translation';
import { DelegationCheck } from './useDelegationCheck';

const useStyles = makeStyles(theme => ({
  check: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    color: theme.palette.text.secondary,
  },
  done: visuallyHidden,
}));

/** When the servers were asked last, and a way to ask them again. */
export function DelegationCheckButton(props: {
  delegation: DelegationView;
  check: DelegationCheck;
  /** Whose right decides: of somebody who may check an entity's names, or of an admin. */
  by: 'entity' | 'admin';
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { delegation, check } = props;
  const { zone, observed } = delegation;
  const permission =
    props.by === 'entity'
      ? externalDnsEntityResyncPermission
      : externalDnsAdminResyncPermission;
  const { allowed } = usePermission({ permission });
  const hint = t('gslb.check.forbidden', { permission: permission.name });
  return (
    <div className={classes.check}>
      <span>
        {observed ? (
          <>
            {t('gslb.check.asked')} <RelativeTime at={observed.at} />
          </>
        ) : (
          t('gslb.check.never')
        )}
      </span>
      <Tooltip title={allowed ? '' : hint}>
        <span>
          <Button
            size="small"
            variant="outlined"
            disabled={!allowed || check.checking}
            onClick={check.ask}
            startIcon={
              check.checking ? <CircularProgress size={14} /> : undefined
            }
          >
            {t(check.checking ? 'gslb.check.running' : 'gslb.check.now')}
          </Button>
        </span>
      </Tooltip>
      <div role="status">
        {check.error && (
          <Typography variant="body2" color="error">
            {t('gslb.check.failed', { message: check.error.message })}
          </Typography>
        )}
        {check.checked && !check.checking && !check.error && (
          // Seen by the time beside the button; nothing moves for it.
          <span className={classes.done}>{t('gslb.check.done', { zone })}</span>
        )}
      </div>
    </div>
  );
}
