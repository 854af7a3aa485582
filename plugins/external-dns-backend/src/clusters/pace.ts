/** How fast clusters are read, and by whose clock. Durations in milliseconds. @public */
export interface Pace {
  /** Between two syncs; an emptied list is believed no sooner than after one. */
  sync: number;
  /** Between two looks at the list of clusters. */
  clusters: number;
  /** Between two discoveries of a cluster: how soon an installed CRD is read. */
  discovery: number;
  /** How long a watch lasts where its access does not say. */
  watch: number;
  /** A watch that outlasts its time and says nothing for this long is dead. */
  silence: number;
  /** Deletions of a kind that can be uninstalled are gathered for this long. */
  gathering: number;
  /** When all objects of such a kind are gone: until a second look at discovery. */
  secondLook: number;
  /** Wait after the first failure; it doubles with each further one. */
  firstBackoff: number;
  longestBackoff: number;
  now(): number;
  /** Resolves after the time or when the signal is aborted, whichever is first. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** From 0 to 1. */
  random(): number;
}

/**
 * The pace of a backend in service. A server ends a watch after two to four minutes,
 * and need not say anything until then; each request is two lines of audit log.
 *
 * @public
 */
export const defaultPace: Pace = {
  sync: 60_000,
  clusters: 60_000,
  discovery: 120_000,
  watch: 240_000,
  silence: 15_000,
  gathering: 500,
  secondLook: 5_000,
  firstBackoff: 1_000,
  longestBackoff: 60_000,
  now: Date.now,
  sleep,
  random: Math.random,
};

/** The wait after some failures in a row: doubling, with half of it left to chance. @internal */
export function backoff(failures: number, pace: Pace): number {
  const doubled = pace.firstBackoff * 2 ** Math.min(failures - 1, 30);
  const most = Math.min(doubled, pace.longestBackoff);
  return most * (0.5 + 0.5 * pace.random());
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
