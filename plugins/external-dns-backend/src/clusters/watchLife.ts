import { WatchEvent } from '@openova/backstage-plugin-external-dns-node';
import { Pace } from './pace';

/**
 * How long one watch lasts, and what that says. A server need not say anything about
 * a kind that does not change, not even by a bookmark; but it ends a watch when it was
 * asked to. So a watch is silent only where it outlasts its time.
 *
 * @internal
 */
export class WatchLife {
  private readonly beginning: number;
  private lasts: number;
  private events = 0;

  constructor(private readonly pace: Pace) {
    this.beginning = pace.now();
    this.lasts = pace.watch;
  }

  /** Notes an event and says whether it is the first. */
  hear(event: WatchEvent): boolean {
    this.events += 1;
    if (event.type === 'bookmark' && event.timeoutSeconds !== undefined) {
      this.lasts = event.timeoutSeconds * 1000;
    }
    return this.events === 1;
  }

  /**
   * Whether something other than acceptance was heard, or the end came about when it
   * should have, or so late that watches that end like that need no pause in between.
   */
  get isSignOfLife(): boolean {
    const lasted = this.pace.now() - this.beginning;
    return (
      this.events > 1 ||
      lasted >= Math.min(this.lasts * 0.9, this.pace.longestBackoff)
    );
  }

  /** Resolves to true once it is silent, to false when the signal is aborted. */
  async untilSilent(signal: AbortSignal): Promise<boolean> {
    const { pace } = this;
    while (!signal.aborted) {
      const left = this.beginning + this.lasts - pace.now();
      const before = this.events;
      // In steps, because the first event says how long it lasts.
      await pace.sleep(
        left > 0 ? Math.min(left, pace.silence) : pace.silence,
        signal,
      );
      if (left <= 0 && !signal.aborted && this.events === before) return true;
    }
    return false;
  }

  /** For people. */
  get sentence(): string {
    const seconds = Math.round((this.pace.now() - this.beginning) / 1000);
    return `did not end after ${Math.round(
      this.lasts / 1000,
    )} seconds, as it was asked to, and said nothing until ${seconds}`;
  }
}
