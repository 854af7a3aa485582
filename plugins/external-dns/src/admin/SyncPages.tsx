import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { useLive } from '../live/useLive';
import { useQueryState } from '../live/useQueryState';
import { useDnsTranslation } from '../translation';
import { ListSkeleton } from './ListSkeleton';
import { LiveContent } from './LiveContent';
import { Pager } from './Pager';
import { SyncItem } from './SyncItem';
import { useCursorPages } from './useCursorPages';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  empty: { padding: theme.spacing(2) },
}));

/** The syncs, the newest first; each opens to its diff. */
export function SyncPages() {
  const t = useDnsTranslation();
  const classes = useStyles();
  const api = useApi(externalDnsApiRef);
  const query = useQueryState();
  const pages = useCursorPages();
  const { cursor, limit } = pages;
  const load = useCallback(
    (signal: AbortSignal) => api.listSyncs({ cursor, limit }, { signal }),
    [api, cursor, limit],
  );
  const live = useLive(load);
  const open = query.get('sync');
  return (
    <LiveContent live={live} placeholder={<ListSkeleton />}>
      {page => (
        <>
          {page.items.length === 0 && (
            <Typography className={classes.empty}>
              {t('admin.activity.none')}
            </Typography>
          )}
          <ul className={classes.list}>
            {page.items.map(sync => (
              <SyncItem
                key={sync.id}
                sync={sync}
                open={sync.id === open}
                onToggle={() =>
                  query.set({ sync: sync.id === open ? undefined : sync.id })
                }
              />
            ))}
          </ul>
          <Pager page={page} pages={pages} />
        </>
      )}
    </LiveContent>
  );
}
