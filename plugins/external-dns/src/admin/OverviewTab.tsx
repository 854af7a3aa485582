import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { useLive } from '../live/useLive';
import { AdminTab } from './AdminTab';
import { ListSkeleton } from './ListSkeleton';
import { LiveContent } from './LiveContent';
import { OverviewCards } from './OverviewCards';

/** Syncs that the picture of changes shows. */
const SYNCS = 40;

/** The admin's duty at a glance: is anything broken, and what. */
export function OverviewTab() {
  return (
    <AdminTab>
      <Overview />
    </AdminTab>
  );
}

function Overview() {
  const api = useApi(externalDnsApiRef);
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [overview, syncs] = await Promise.all([
        api.getOverview({ signal }),
        api.listSyncs({ limit: SYNCS }, { signal }),
      ]);
      return { overview, syncs: syncs.items };
    },
    [api],
  );
  const live = useLive(load);
  return (
    <LiveContent live={live} placeholder={<ListSkeleton />}>
      {value => <OverviewCards {...value} />}
    </LiveContent>
  );
}
