import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { ChangeLine } from '../elements/ChangeLine';
import { useLive } from '../live/useLive';
import { useDnsTranslation } from '../translation';
import { ListSkeleton } from './ListSkeleton';
import { LiveContent } from './LiveContent';

/** A diff that one reads at a glance; the rest is found by zone or name. */
const LIMIT = 100;

/** The diff of one sync. */
export function SyncChanges(props: { syncId: string }) {
  const t = useDnsTranslation();
  const api = useApi(externalDnsApiRef);
  const { syncId } = props;
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listChanges({ syncId, limit: LIMIT }, { signal }),
    [api, syncId],
  );
  const live = useLive(load);
  return (
    <LiveContent live={live} placeholder={<ListSkeleton />}>
      {page => (
        <>
          {page.items.length === 0 && (
            <Typography variant="body2" color="textSecondary">
              {t('admin.activity.noChanges')}
            </Typography>
          )}
          {page.items.map(change => (
            <ChangeLine key={change.id} change={change} insideSync />
          ))}
          {page.nextCursor !== undefined && (
            <Typography variant="body2" color="textSecondary">
              {t('admin.activity.longDiff', { number: LIMIT.toString() })}
            </Typography>
          )}
        </>
      )}
    </LiveContent>
  );
}
