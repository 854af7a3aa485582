import { AccountBudget } from '@openova/backstage-plugin-external-dns-node';
import { Clock } from '../clock/clock';

/*
 * The pace of one account.
 *
 * Two limits hold at the same time. The pace that is known beforehand (vendor's
 * documentation or configuration): at most `requests` in any `seconds`, counted over
 * a sliding window, so that not even two windows' borders see more. And what the
 * service's rate headers said: so many requests until its own window ends. Answers
 * may overtake each other, so within one window the lower figure counts.
 *
 * A fifth of either (at least one request, where there are two) is kept for people
 * who wait for an answer: background work stops before it, interactive work does not.
 * Interactive work goes first; among equals who came first goes first.
 */

/** At most so many requests in so many seconds. @internal */
export interface Rate {
  requests: number;
  seconds: number;
}

/** What the limiter knows of the service's own window. @internal */
export interface ReportedRate {
  limit?: number;
  remaining: number;
  resetsAt: Date;
}

type Priority = 'background' | 'interactive';

interface Waiting {
  priority: Priority;
  go: () => void;
}

const reservedShare = 0.2;

/** @internal */
export class AccountLimiter {
  readonly #clock: Clock;
  readonly #rate: Rate | undefined;
  /** When the last requests were let go, as far as they are in the window. */
  #sent: number[] = [];
  #window: { limit?: number; remaining: number; endsAt: number } | undefined;
  #restsUntil = 0;
  #waiting: Waiting[] = [];
  #cancelTimer: (() => void) | undefined;

  constructor(options: { clock: Clock; rate?: Rate }) {
    this.#clock = options.clock;
    this.#rate = options.rate;
  }

  /** The budget of one provider call; giving up the call gives up its turn. */
  budget(priority: Priority, signal: AbortSignal): AccountBudget {
    return {
      take: () => this.#take(priority, signal),
      report: state => this.#report(state),
    };
  }

  /** Nothing goes for that long: the service said so. */
  rest(milliseconds: number): void {
    this.#restsUntil = Math.max(
      this.#restsUntil,
      this.#clock.monotonic() + milliseconds,
    );
  }

  /** What is left of the service's own window; undefined where it said nothing. */
  get reported(): ReportedRate | undefined {
    const now = this.#clock.monotonic();
    if (!this.#window || this.#window.endsAt <= now) return undefined;
    return {
      limit: this.#window.limit,
      remaining: this.#window.remaining,
      resetsAt: new Date(
        this.#clock.now().getTime() + this.#window.endsAt - now,
      ),
    };
  }

  #take(priority: Priority, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const waiting: Waiting = {
        priority,
        go: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      const giveUp = () => {
        this.#waiting = this.#waiting.filter(each => each !== waiting);
        reject(signal.reason);
        this.#serve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      const before = this.#waiting.findIndex(
        each => priority === 'interactive' && each.priority === 'background',
      );
      this.#waiting.splice(
        before < 0 ? this.#waiting.length : before,
        0,
        waiting,
      );
      this.#serve();
    });
  }

  #report(state: {
    limit?: number;
    remaining?: number;
    resetSeconds?: number;
  }): void {
    if (state.remaining === undefined) return;
    const now = this.#clock.monotonic();
    const current =
      this.#window && this.#window.endsAt > now ? this.#window : undefined;
    const endsAt = now + (state.resetSeconds ?? 1) * 1000;
    // A second of slack: the service rounds, and it is the same window.
    const sameWindow = current !== undefined && endsAt <= current.endsAt + 1000;
    this.#window = {
      limit: state.limit ?? current?.limit,
      remaining: Math.max(
        0,
        sameWindow
          ? Math.min(current.remaining, state.remaining)
          : state.remaining,
      ),
      endsAt: sameWindow ? current.endsAt : endsAt,
    };
    this.#serve();
  }

  /** Lets go whoever may go now, and wakes itself when the next may. */
  #serve(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    let next = this.#waiting.at(0);
    while (next) {
      const wait = this.#waitOf(next.priority);
      if (wait > 0) {
        this.#cancelTimer = this.#clock.after(wait, () => this.#serve());
        return;
      }
      this.#waiting.shift();
      this.#sent.push(this.#clock.monotonic());
      if (this.#window) this.#window.remaining -= 1;
      next.go();
      next = this.#waiting.at(0);
    }
  }

  /** Milliseconds until one of this priority may go; 0: now. */
  #waitOf(priority: Priority): number {
    const now = this.#clock.monotonic();
    let wait = Math.max(0, this.#restsUntil - now);
    if (this.#rate) {
      const span = this.#rate.seconds * 1000;
      this.#sent = this.#sent.filter(at => at > now - span);
      const allowed = allowedOf(this.#rate.requests, priority);
      if (this.#sent.length >= allowed) {
        const frees = this.#sent[this.#sent.length - allowed];
        wait = Math.max(wait, frees + span - now);
      }
    } else {
      this.#sent = [];
    }
    if (this.#window && this.#window.endsAt > now) {
      const { limit, remaining } = this.#window;
      const reserved =
        limit === undefined ? 0 : limit - allowedOf(limit, priority);
      if (remaining <= reserved)
        wait = Math.max(wait, this.#window.endsAt - now);
    }
    return wait;
  }
}

function allowedOf(requests: number, priority: Priority): number {
  if (priority === 'interactive' || requests < 2) return requests;
  return requests - Math.max(1, Math.floor(requests * reservedShare));
}
