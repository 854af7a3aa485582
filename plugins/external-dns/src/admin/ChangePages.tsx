import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { ChangeLine } from '../elements/ChangeLine';
import { useLive } from '../live/useLive';
import { useDnsTranslation } from '../translation';
import { useListStyles } from './listStyles';
import { ListSkeleton } from './ListSkeleton';
import { LiveContent } from './LiveContent';
import { Pager } from './Pager';
import { useCursorPages } from './useCursorPages';

/** The changes of a zone or of a name, the newest first. */
export function ChangePages(props: { zone?: string; dnsName?: string }) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  const api = useApi(externalDnsApiRef);
  const pages = useCursorPages();
  const { zone, dnsName } = props;
  const { cursor, limit } = pages;
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listChanges({ zone, dnsName, cursor, limit }, { signal }),
    [api, zone, dnsName, cursor, limit],
  );
  const live = useLive(load);
  return (
    <LiveContent live={live} placeholder={<ListSkeleton />}>
      {page => (
        <>
          <div className={classes.filters}>
            {page.items.length === 0 && (
              <Typography>{t('admin.activity.noChangesMatch')}</Typography>
            )}
            <div style={{ width: '100%' }}>
              {page.items.map(change => (
                <ChangeLine key={change.id} change={change} />
              ))}
            </div>
          </div>
          <Pager page={page} pages={pages} />
        </>
      )}
    </LiveContent>
  );
}
