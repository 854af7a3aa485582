import { ObjectRef } from '@openova/backstage-plugin-external-dns-common';
import { Clock } from '../clock/clock';
import { SyncTrigger } from '../store/syncs';

/** Milliseconds each. @internal */
export interface TriggerTimes {
  /** Changes of objects come in groups: this long after the last one, but ... */
  quiet: number;
  /** ... no longer than this after the first one. */
  longest: number;
}

/** @internal */
export const defaultTriggerTimes: TriggerTimes = { quiet: 300, longest: 900 };

/** What woke the loop. @internal */
export interface Woken {
  trigger: SyncTrigger;
  cause: ObjectRef[];
  sweep: boolean;
  /** Whether a cluster or a kind went stale, came back, or is new. */
  clusterNews: boolean;
}

/** Who speaks louder gives the sync its name. */
const loudness: readonly SyncTrigger[] = [
  'schedule',
  'object-change',
  'start',
  'sweep',
  'resync',
];

/**
 * Gathers what asks for a sync while another one runs, and wakes whoever waits: at
 * once, or after a moment of quiet for changes of objects.
 *
 * @internal
 */
export class Triggers {
  #pending: Woken | undefined;
  #firstChangeAt: number | undefined;
  #ready = false;
  #cancelTimer: (() => void) | undefined;
  #wake: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly times: TriggerTimes = defaultTriggerTimes,
  ) {}

  /** A sync is wanted now. */
  now(trigger: SyncTrigger): void {
    this.#add(trigger);
    this.#becomeReady();
  }

  /** An object, a kind or a cluster changed. */
  changed(ref: ObjectRef): void {
    const pending = this.#add('object-change');
    if (ref.name === '') pending.clusterNews = true;
    else if (pending.cause.length < 100) pending.cause.push(ref);
    if (this.#ready) return;
    const now = this.clock.monotonic();
    this.#firstChangeAt ??= now;
    const wait = Math.min(
      this.times.quiet,
      Math.max(0, this.#firstChangeAt + this.times.longest - now),
    );
    this.#cancelTimer?.();
    this.#cancelTimer = this.clock.after(wait, () => this.#becomeReady());
  }

  /** Waits for the next reason to run; undefined once the signal is aborted. */
  async next(signal: AbortSignal): Promise<Woken | undefined> {
    while (!this.#ready && !signal.aborted) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    if (signal.aborted) return undefined;
    const woken = this.#pending;
    this.#pending = undefined;
    this.#ready = false;
    this.#firstChangeAt = undefined;
    return woken;
  }

  stop(): void {
    this.#cancelTimer?.();
  }

  #add(trigger: SyncTrigger): Woken {
    this.#pending ??= {
      trigger,
      cause: [],
      sweep: false,
      clusterNews: false,
    };
    const pending = this.#pending;
    if (loudness.indexOf(trigger) > loudness.indexOf(pending.trigger)) {
      pending.trigger = trigger;
    }
    pending.sweep ||= trigger === 'sweep';
    return pending;
  }

  #becomeReady(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#ready = true;
    this.#wake?.();
  }
}
