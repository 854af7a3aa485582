import { useSignal } from '@backstage/plugin-signals-react';
import {
  EXTERNAL_DNS_SIGNAL,
  ExternalDnsSignal,
} from '@openova/backstage-plugin-external-dns-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import useInterval from 'react-use/lib/useInterval';

/**
 * Without signals the page asks; with them it asks only in case one got lost, as it
 * does while the page is still connecting or after the network was away.
 */
const POLL_MILLISECONDS = { withSignals: 15_000, withoutSignals: 10_000 };

/** What was loaded last, and how the newest attempt went. */
export interface Live<T> {
  /** The newest value that arrived; kept while the next one loads or fails. */
  value?: T;
  /** When `value` arrived. */
  loadedAt?: Date;
  /** Why the newest attempt failed; undefined once one succeeds. */
  error?: Error;
  /** True until the newest `load` has answered once. */
  loading: boolean;
  reload: () => void;
}

/**
 * Loads, and loads again whenever the backend signals a change, or by polling
 * where signals are not installed.
 *
 * @remarks
 * A burst of signals costs at most one request in flight and one after it.
 *
 * @param load - has to be stable (`useCallback`): a new function loads anew.
 * @param options - `restMilliseconds`: what takes the backend long is not loaded again
 *   within this time, whatever it signals, but by `reload`.
 */
export function useLive<T>(
  load: (signal: AbortSignal) => Promise<T>,
  options: { restMilliseconds?: number } = {},
): Live<T> {
  const { restMilliseconds = 0 } = options;
  const { lastSignal, isSignalsAvailable } =
    useSignal<ExternalDnsSignal>(EXTERNAL_DNS_SIGNAL);
  const [answer, setAnswer] = useState<{
    load?: typeof load;
    value?: T;
    loadedAt?: Date;
    error?: Error;
  }>({});
  const current = useRef<() => void>();
  const startedAt = useRef(0);

  useEffect(() => {
    const controller = new AbortController();
    let running = false;
    let again = false;
    const run = async () => {
      again = true;
      if (running) return;
      running = true;
      while (again && !controller.signal.aborted) {
        again = false;
        startedAt.current = Date.now();
        const next = await load(controller.signal).then(
          value => ({ value, loadedAt: new Date(), error: undefined }),
          (error: Error) => ({ error }),
        );
        if (!controller.signal.aborted) {
          setAnswer(previous => ({ ...previous, ...next, load }));
        }
      }
      running = false;
    };
    current.current = run;
    run();
    return () => controller.abort();
  }, [load]);

  const refresh = useCallback(() => {
    const age = Date.now() - startedAt.current;
    if (age >= restMilliseconds) current.current?.();
  }, [restMilliseconds]);

  useEffect(() => {
    if (lastSignal) refresh();
  }, [lastSignal, refresh]);

  useInterval(
    () => {
      if (document.visibilityState === 'visible') refresh();
    },
    isSignalsAvailable
      ? POLL_MILLISECONDS.withSignals
      : POLL_MILLISECONDS.withoutSignals,
  );

  const reload = useCallback(() => {
    current.current?.();
  }, []);
  return {
    value: answer.value,
    loadedAt: answer.loadedAt,
    error: answer.error,
    loading: answer.load !== load,
    reload,
  };
}
