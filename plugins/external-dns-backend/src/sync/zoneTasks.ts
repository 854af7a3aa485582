import PQueue from 'p-queue';
import { Clock } from '../clock/clock';

/** Zones of one account that are synced at the same time. */
const zonesAtOnce = 4;

/**
 * Work of zones and accounts, each key at most once at a time, and some keys of one
 * account next to each other. Whoever waits does so with patience but not for ever:
 * what takes longer carries on by itself, and `onLate` tells when it ended, so that a
 * slow service delays nobody else.
 *
 * @internal
 */
export class ZoneTasks<T> {
  readonly #queues = new Map<string, PQueue>();
  readonly #running = new Map<string, Promise<T>>();

  constructor(
    private readonly clock: Clock,
    private readonly onLate: (key: string, result: T) => void,
  ) {}

  isRunning(key: string): boolean {
    return this.#running.has(key);
  }

  /** The result, or undefined where it runs already or takes too long. */
  async run(options: {
    key: string;
    account: string;
    task: () => Promise<T>;
    /** Aborted when patience is over. */
    patience: AbortSignal;
  }): Promise<T | undefined> {
    const { key, account, task, patience } = options;
    if (this.#running.has(key)) return undefined;
    const work = this.#queueOf(account).add(task, { throwOnTimeout: true });
    this.#running.set(key, work);
    let late = false;
    const ended = work
      .finally(() => this.#running.delete(key))
      .then(result => {
        if (late) this.onLate(key, result);
        return result;
      });
    const winner = await Promise.race([ended, aborted(patience)]);
    if (winner === undefined) {
      late = true;
      // Its failure, if it is one, is nobody's to await any more.
      ended.catch(() => {});
    }
    return winner;
  }

  /** Waits until everything ended. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#running.values()]);
  }

  /** A signal that is aborted after so many milliseconds; call `end` when done. */
  patience(milliseconds: number): { signal: AbortSignal; end(): void } {
    const over = new AbortController();
    const cancel = this.clock.after(milliseconds, () => over.abort());
    return { signal: over.signal, end: cancel };
  }

  #queueOf(account: string): PQueue {
    let queue = this.#queues.get(account);
    if (!queue) {
      queue = new PQueue({ concurrency: zonesAtOnce });
      this.#queues.set(account, queue);
    }
    return queue;
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
