import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../../api';
import { useLive } from '../../live/useLive';
import { useQueryState } from '../../live/useQueryState';
import { useDnsTranslation } from '../../translation';
import { AdminTab } from '../AdminTab';
import { useListStyles } from '../listStyles';
import { ListSkeleton } from '../ListSkeleton';
import { LiveContent } from '../LiveContent';
import { DelegationItem } from './DelegationItem';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** All delegated zones: what is wrong with each, who takes part, and what was decided. */
export function GslbTab() {
  return (
    <AdminTab>
      <Delegations />
    </AdminTab>
  );
}

function Delegations() {
  const t = useDnsTranslation();
  const classes = useStyles();
  const lists = useListStyles();
  const api = useApi(externalDnsApiRef);
  const query = useQueryState();
  const open = query.get('delegation');
  const live = useLive(
    useCallback(
      (signal: AbortSignal) => api.listDelegations({ signal }),
      [api],
    ),
  );
  return (
    <Paper>
      <LiveContent live={live} placeholder={<ListSkeleton />}>
        {delegations =>
          delegations.length === 0 ? (
            <div className={lists.empty}>
              <Typography>{t('gslb.admin.none')}</Typography>
              <Typography variant="body2" color="textSecondary">
                {t('gslb.admin.noneMeaning')}
              </Typography>
            </div>
          ) : (
            <ul className={classes.list} aria-label={t('gslb.admin.list')}>
              {delegations.map(delegation => (
                <DelegationItem
                  key={delegation.zone}
                  stored={delegation}
                  open={delegation.zone === open}
                  onToggle={() => {
                    const { zone } = delegation;
                    // Another zone's timeline starts at its own first page.
                    query.set({
                      delegation: zone === open ? undefined : zone,
                      cursor: undefined,
                    });
                  }}
                  onChange={live.reload}
                />
              ))}
            </ul>
          )
        }
      </LiveContent>
    </Paper>
  );
}
