import { Clock } from '../clock';

/** A clock that stands still until a test moves it. */
export class VirtualClock implements Clock {
  #milliseconds = 0;
  #timers = new Set<{ at: number; callback: () => void }>();

  /** Whether something outside of promises is under way: a query of the database. */
  busy: () => boolean = () => false;

  constructor(private readonly start = '2026-11-21T08:00:00.000Z') {}

  now(): Date {
    return new Date(Date.parse(this.start) + this.#milliseconds);
  }

  monotonic(): number {
    return this.#milliseconds;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = {
      at: this.#milliseconds + Math.max(0, milliseconds),
      callback,
    };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Moves on, firing what comes due in order, and lets promises settle between. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#milliseconds + milliseconds;
    await this.settle();
    for (;;) {
      const [next] = [...this.#timers]
        .filter(timer => timer.at <= until)
        .sort((left, right) => left.at - right.at);
      if (!next) break;
      this.#timers.delete(next);
      this.#milliseconds = Math.max(this.#milliseconds, next.at);
      next.callback();
      await this.settle();
    }
    this.#milliseconds = until;
    await this.settle();
  }

  /** Waits until nothing happens any more at this moment. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 12; quiet += 1) {
      await new Promise<void>(resolve => {
        setImmediate(resolve);
      });
      if (this.busy()) quiet = 0;
    }
  }
}
