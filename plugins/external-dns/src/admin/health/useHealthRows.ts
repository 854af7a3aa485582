import { useApi } from '@backstage/core-plugin-api';
import {
  ExternalDnsApi,
  HealthRow,
} from '@openova/backstage-plugin-external-dns-common';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../../api';
import { useLive } from '../../live/useLive';

/** The most that the backend gives at once. */
const PAGE = 500;
/** Grades of a whole catalog are many requests; they need not be of this second. */
const REST_MILLISECONDS = 30_000;

/** The health of everything that the viewer can see, kept up. */
export function useHealthRows() {
  const api = useApi(externalDnsApiRef);
  const load = useCallback(
    (signal: AbortSignal) => allHealth(api, signal),
    [api],
  );
  return useLive(load, { restMilliseconds: REST_MILLISECONDS });
}

async function allHealth(
  api: ExternalDnsApi,
  signal: AbortSignal,
): Promise<HealthRow[]> {
  const rows: HealthRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listHealth({ cursor, limit: PAGE }, { signal });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return rows;
}
