import { performance } from 'node:perf_hooks';

/**
 * Time, as everything in this plugin that waits or looks at a clock sees it.
 *
 * @internal
 */
export interface Clock {
  /** The time of day, for what people read. */
  now(): Date;
  /** Milliseconds since some start; never goes back. For all that is measured. */
  monotonic(): number;
  /** Calls back once, unless the answer is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The machine's own clock; its timers keep no process alive. @internal */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/**
 * Resolves after the time, or at once when the signal is aborted: whoever waits
 * looks at the signal afterwards.
 *
 * @internal
 */
export function sleep(
  clock: Clock,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(milliseconds, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** Lets other work of the process run: for long loops without any I/O. @internal */
export function yieldToEventLoop(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
