import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { useLive } from '../live/useLive';

/** The DNS state of an entity, kept up. */
export function useEntityDns(entityRef: string) {
  const api = useApi(externalDnsApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getEntity(entityRef, { signal }),
    [api, entityRef],
  );
  return useLive(load);
}
