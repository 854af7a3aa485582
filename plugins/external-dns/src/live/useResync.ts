import { useApi } from '@backstage/core-plugin-api';
import {
  ResyncScope,
  ResyncView,
} from '@openova/backstage-plugin-external-dns-common';
import { useCallback, useState } from 'react';
import useInterval from 'react-use/lib/useInterval';
import { externalDnsApiRef } from '../api';

const POLL_MILLISECONDS = 1_000;

/** A resync that this viewer asked for. */
export interface Resync {
  view?: ResyncView;
  /** Why it was not started. */
  refused?: Error;
  /** Why its progress cannot be read; it may run all the same. */
  lost?: Error;
  /** From the click until it is done, failed, refused or lost. */
  busy: boolean;
  start: (scope: ResyncScope) => Promise<void>;
  dismiss: () => void;
}

/** Asks for a resync, and follows it until it ends. */
export function useResync(onEnd?: () => void): Resync {
  const api = useApi(externalDnsApiRef);
  const [asking, setAsking] = useState(false);
  const [view, setView] = useState<ResyncView>();
  const [refused, setRefused] = useState<Error>();
  const [lost, setLost] = useState<Error>();
  const runs = view?.state === 'queued' || view?.state === 'running';

  const dismiss = useCallback(() => {
    setView(undefined);
    setRefused(undefined);
    setLost(undefined);
  }, []);

  const start = useCallback(
    async (scope: ResyncScope) => {
      dismiss();
      setAsking(true);
      try {
        setView(await api.resync(scope));
      } catch (error) {
        setRefused(error as Error);
      } finally {
        setAsking(false);
      }
    },
    [api, dismiss],
  );

  const follow = async () => {
    if (!view) return;
    try {
      const next = await api.getResync(view.id);
      // The first answer alone knows whether this click joined another one.
      setView({ ...next, joined: next.joined ?? view.joined });
      if (next.state === 'done' || next.state === 'failed') onEnd?.();
    } catch (error) {
      setLost(error as Error);
    }
  };
  useInterval(follow, runs && !lost ? POLL_MILLISECONDS : null);

  return {
    view,
    refused,
    lost,
    busy: asking || (runs && !lost),
    start,
    dismiss,
  };
}
