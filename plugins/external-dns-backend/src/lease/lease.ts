import { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Clock, sleep } from '../clock/clock';
import { LeaseRow, LeaseStore } from './leaseStore';

/*
 * Which replica is the writer.
 *
 * Terms: the lease is one row of the database with its holder, an epoch that rises
 * with each holder, and a beat that rises with each heartbeat. A term is the time in
 * which one replica holds it.
 *
 * Premise: replicas share nothing but the database, and their clocks may differ. So
 * no replica compares a time that another one wrote with its own clock. The holder
 * counts from the moment *before* it sent its last heartbeat that succeeded: from
 * then on the lease is its own for `duration`. A challenger counts from the moment
 * *after* it saw a beat for the first time: only when the same epoch and beat have
 * stood for `duration` and a margin does it take the row, by an update that names
 * both. The holder's interval therefore ends before the challenger's, whatever their
 * clocks say. The times in the row are for people.
 *
 * What always holds:
 * - two terms never overlap, as each replica sees its own;
 * - `confirm(n)` resolves only if the row still carries this term's epoch and the
 *   term outlives the next n milliseconds, so a request with a timeout of n that
 *   starts now ends within the term, even if the database is gone in between;
 * - the term's signal is aborted when the term is over, which cuts requests that run;
 * - a stopped holder releases the row, and a challenger takes it at its next look.
 *
 * With the defaults a dead holder's successor starts after at most
 * duration + margin + poll = 15 + 2 + 2 seconds.
 */

/** Some milliseconds each. @internal */
export interface LeaseTimes {
  /** How long a heartbeat carries. */
  duration: number;
  /** Between two heartbeats. */
  heartbeat: number;
  /** Between two looks of a challenger. */
  poll: number;
  /** How much longer than `duration` a challenger waits. */
  margin: number;
}

/** @internal */
export const defaultLeaseTimes: LeaseTimes = {
  duration: 15_000,
  heartbeat: 3_000,
  poll: 2_000,
  margin: 2_000,
};

/** The time in which this replica is the writer. @internal */
export interface LeaseTerm {
  epoch: number;
  /** Aborted when the term is over. */
  signal: AbortSignal;
  /**
   * Resolves if the term outlives that many milliseconds, asking the database.
   *
   * @throws {@link LeaseLostError}
   */
  confirm(milliseconds: number): Promise<void>;
}

/** Another replica is the writer, or may become it too soon. @internal */
export class LeaseLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LeaseLostError';
  }
}

/** @internal */
export class Lease {
  readonly #store: LeaseStore;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #times: LeaseTimes;
  readonly #holder: string;
  #stop = new AbortController();
  #running?: Promise<void>;

  constructor(options: {
    store: LeaseStore;
    clock: Clock;
    logger: LoggerService;
    times?: LeaseTimes;
    /** Who this is; unique for each start of each replica. */
    holder?: string;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#times = options.times ?? defaultLeaseTimes;
    this.#holder = options.holder ?? `${hostname()}/${randomUUID()}`;
  }

  /** Tries for the lease, again and again, and runs `work` during each term. */
  start(work: (term: LeaseTerm) => Promise<void>): void {
    if (this.#running) return;
    this.#stop = new AbortController();
    this.#running = this.#run(work, this.#stop.signal);
  }

  /** Ends the term, waits for its work to end, and releases the lease. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.#running = undefined;
  }

  async #run(
    work: (term: LeaseTerm) => Promise<void>,
    stop: AbortSignal,
  ): Promise<void> {
    let seen: { row: LeaseRow; at: number } | undefined;
    while (!stop.aborted) {
      try {
        const before = this.#clock.monotonic();
        const row = await this.#store.read();
        const known =
          seen && row?.epoch === seen.row.epoch && row.beat === seen.row.beat;
        if (row && !known) seen = { row, at: this.#clock.monotonic() };
        const { duration, margin } = this.#times;
        const free =
          !row ||
          row.holder === '' ||
          (known && seen && before - seen.at > duration + margin);
        if (free) {
          const taken = this.#clock.monotonic();
          const epoch = await this.#store.take(row, {
            holder: this.#holder,
            at: this.#clock.now(),
            duration,
          });
          if (epoch !== undefined) {
            seen = undefined;
            await this.#hold(epoch, taken, work, stop);
            continue;
          }
        }
      } catch (error) {
        this.#logger.warn('the lease cannot be read', { reason: `${error}` });
      }
      await sleep(this.#clock, this.#times.poll, stop);
    }
  }

  async #hold(
    epoch: number,
    takenAt: number,
    work: (term: LeaseTerm) => Promise<void>,
    stop: AbortSignal,
  ): Promise<void> {
    this.#logger.info('this replica is the writer now', { epoch });
    const term = new Term(epoch, takenAt, {
      holder: this.#holder,
      store: this.#store,
      clock: this.#clock,
      times: this.#times,
    });
    const end = () => term.end();
    stop.addEventListener('abort', end, { once: true });
    if (stop.aborted) end();
    const heart = term.beatUntilOver();
    try {
      await work(term);
    } catch (error) {
      this.#logger.error('the work of the writer failed', {
        epoch,
        reason: `${error}`,
      });
      // A work that fails at once must not spin through the epochs.
      if (!stop.aborted) await sleep(this.#clock, this.#times.poll, stop);
    } finally {
      stop.removeEventListener('abort', end);
      term.end();
      await heart;
    }
    await this.#store.release(epoch, this.#holder).catch((error: unknown) =>
      this.#logger.warn('the lease cannot be released; it runs out', {
        reason: `${error}`,
      }),
    );
    this.#logger.info('this replica is the writer no more', { epoch });
  }
}

class Term implements LeaseTerm {
  readonly #over = new AbortController();
  #carriedFrom: number;
  #beating?: Promise<void>;

  constructor(
    readonly epoch: number,
    takenAt: number,
    private readonly lease: {
      holder: string;
      store: LeaseStore;
      clock: Clock;
      times: LeaseTimes;
    },
  ) {
    this.#carriedFrom = takenAt;
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  end(): void {
    this.#over.abort();
  }

  async confirm(milliseconds: number): Promise<void> {
    if (this.#remaining() <= milliseconds) await this.#beat();
    else await this.#look();
    if (this.signal.aborted || this.#remaining() <= milliseconds) {
      throw new LeaseLostError(
        'This replica may not write any more: its lease is over or ends too soon.',
      );
    }
  }

  async beatUntilOver(): Promise<void> {
    const { clock, times } = this.lease;
    while (!this.signal.aborted) {
      await sleep(
        clock,
        Math.min(times.heartbeat, this.#remaining()),
        this.signal,
      );
      if (this.signal.aborted) return;
      if (this.#remaining() <= 0) {
        this.end();
        return;
      }
      // The database may be away for a moment; the lease carries until it is over.
      const over = sleep(clock, this.#remaining(), this.signal);
      await Promise.race([
        this.#beat().catch(() => sleep(clock, 500, this.signal)),
        over,
      ]);
    }
  }

  #remaining(): number {
    const { clock, times } = this.lease;
    return this.#carriedFrom + times.duration - clock.monotonic();
  }

  /** Whether the row is still this term's. */
  async #look(): Promise<void> {
    const row = await this.lease.store.read();
    if (row?.epoch !== this.epoch || row.holder !== this.lease.holder) {
      this.end();
    }
  }

  #beat(): Promise<void> {
    this.#beating ??= this.#beatOnce().finally(() => {
      this.#beating = undefined;
    });
    return this.#beating;
  }

  async #beatOnce(): Promise<void> {
    const { clock, holder, store, times } = this.lease;
    const before = clock.monotonic();
    const carried = await store.beat(this.epoch, holder, {
      at: clock.now(),
      duration: times.duration,
    });
    if (carried) this.#carriedFrom = Math.max(this.#carriedFrom, before);
    else this.end();
  }
}
