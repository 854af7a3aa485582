import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What the address bar says, and how to change it. */
export interface QueryState {
  get: (name: string) => string | undefined;
  /** `undefined` and the empty text take the parameter away. */
  set: (changes: Record<string, string | undefined>) => void;
}

/** Filters, order and open rows live in the URL, so that a link shows the same. */
export function useQueryState(): QueryState {
  const [parameters, setParameters] = useSearchParams();
  const get = useCallback(
    (name: string) => parameters.get(name) ?? undefined,
    [parameters],
  );
  const set = useCallback(
    (changes: Record<string, string | undefined>) =>
      setParameters(
        previous => {
          const next = new URLSearchParams(previous);
          for (const [name, value] of Object.entries(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return { get, set };
}
