import { useApi } from '@backstage/core-plugin-api';
import { ExternalDnsApi } from '@openova/backstage-plugin-external-dns-common';
import { ReactNode, useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { TableSkeleton } from '../elements/TableSkeleton';
import { useLive } from '../live/useLive';
import { useDnsTranslation } from '../translation';
import { LiveContent } from './LiveContent';

/** Loads what one table shows in whole, and keeps its place until it is there. */
export function LiveTable<T>(props: {
  /** Has to be stable: a new function loads anew. */
  load: (api: ExternalDnsApi, signal: AbortSignal) => Promise<T>;
  headers: string[];
  children: (value: T, reload: () => void) => ReactNode;
}) {
  const t = useDnsTranslation();
  const api = useApi(externalDnsApiRef);
  const { load, headers, children } = props;
  const live = useLive(
    useCallback((signal: AbortSignal) => load(api, signal), [api, load]),
  );
  return (
    <LiveContent
      live={live}
      placeholder={
        <TableSkeleton label={t('entity.loading')} headers={headers} />
      }
    >
      {value => children(value, live.reload)}
    </LiveContent>
  );
}
