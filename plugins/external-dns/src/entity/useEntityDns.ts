import { useApi } from '@backstage/core-plugin-api';
import {
  EntityDnsView,
  EntityHealthView,
} from '@openova/backstage-plugin-external-dns-common';
import { useCallback } from 'react';
import { externalDnsApiRef } from '../api';
import { useLive } from '../live/useLive';

/** The DNS state of an entity, and its grade. */
export interface EntityDns {
  view: EntityDnsView;
  /** Or why it cannot be loaded: the state is worth showing without it. */
  health: EntityHealthView | Error;
}

/** The DNS state of an entity, kept up; both parts arrive at once, so that nothing moves. */
export function useEntityDns(entityRef: string) {
  const api = useApi(externalDnsApiRef);
  const load = useCallback(
    async (signal: AbortSignal): Promise<EntityDns> => {
      const [view, health] = await Promise.all([
        api.getEntity(entityRef, { signal }),
        api
          .getEntityHealth(entityRef, { signal })
          .catch((error: Error) => error),
      ]);
      return { view, health };
    },
    [api, entityRef],
  );
  return useLive(load);
}
