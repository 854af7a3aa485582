import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EntityDelegationView } from '@openova/backstage-plugin-external-dns-common';
import { useId } from 'react';
import { DelegationCheckButton } from '../../gslb/DelegationCheckButton';
import { DelegationDetails } from '../../gslb/DelegationDetails';
import { DelegationStanding } from '../../gslb/DelegationStanding';
import {
  newestDelegation,
  useDelegationCheck,
} from '../../gslb/useDelegationCheck';
import { useDnsTranslation } from '../../translation';
import { DigCommands } from './DigCommands';

const useStyles = makeStyles(theme => ({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
    minWidth: 0,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 3),
  },
  title: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    overflowWrap: 'anywhere',
  },
}));

/** A delegated zone that answers for hosts of the entity, from the parent to the targets. */
export function GslbCard(props: {
  stored: EntityDelegationView;
  entityRef: string;
  onChange: () => void;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const titleId = useId();
  const { stored, entityRef, onChange } = props;
  const check = useDelegationCheck(stored.zone, entityRef, onChange);
  const delegation = newestDelegation(stored, check.checked);
  const { zone, parent } = delegation;
  return (
    <Paper component="section" aria-labelledby={titleId}>
      <div className={classes.card}>
        <div className={classes.head}>
          <div className={classes.title}>
            <Typography variant="h6" component="h2" id={titleId}>
              {t('gslb.card', { zone })}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t('gslb.delegatedFrom', { parent })}
            </Typography>
            <DelegationStanding delegation={delegation} />
          </div>
          <DelegationCheckButton
            delegation={delegation}
            check={check}
            by="entity"
          />
        </div>
        <DelegationDetails delegation={delegation} />
        <DigCommands dig={delegation.dig} />
      </div>
    </Paper>
  );
}
