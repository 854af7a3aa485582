import { setTimeout as wait } from 'node:timers/promises';
import type {
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Client } from './client';
import { ChangeState } from './serviceTypes';

/*
 * A change that Google took is pending until its name servers were told. It will be
 * done, and another one may follow at once; but until then nothing says that what is
 * read includes it. So a zone is read only after its last change is done, and changes
 * are asked for then alone: writing never waits.
 */

/** By then it is done, or exact deletions catch a plan that rests on something old. */
const longestPending = 60_000;

/** Milliseconds after each question whose answer is that it is pending. */
const pauses = [250, 500, 1000, 2000, 4000, 8000];

/** A change whose answer was lost has no id that we know. */
interface OpenChange {
  id?: string;
  since: number;
}

/** The last change of each zone, while it may be pending. @internal */
export class PendingChanges {
  readonly #last = new Map<string, OpenChange>();

  constructor(
    private readonly client: Pick<Client, 'changeState' | 'lastChange'>,
    private readonly options: {
      now(): number;
      pause(milliseconds: number, signal: AbortSignal): Promise<unknown>;
    } = {
      now: () => performance.now(),
      pause: (milliseconds, signal) =>
        wait(milliseconds, undefined, { signal }),
    },
  ) {}

  /** What Google answered to a change. */
  noticed(zone: Pick<Zone, 'id'>, { id, status }: ChangeState): void {
    if (status !== 'pending' || id === undefined) this.#last.delete(zone.id);
    else this.#last.set(zone.id, { id, since: this.options.now() });
  }

  /** There was no answer to a change: it may have been taken. */
  lost(zone: Pick<Zone, 'id'>): void {
    this.#last.set(zone.id, { since: this.options.now() });
  }

  /** Resolves when the zone may be read. */
  async settle(
    zone: Pick<Zone, 'id' | 'name'>,
    context: ProviderContext,
  ): Promise<void> {
    for (const pause of pauses) {
      const last = this.#last.get(zone.id);
      if (!last) return;
      if (this.options.now() - last.since > longestPending) break;
      const state =
        last.id === undefined
          ? await this.client.lastChange(zone, context)
          : await this.client.changeState(zone, last.id, context);
      if (state?.status !== 'pending') break;
      await this.options.pause(pause, context.signal);
    }
    this.#last.delete(zone.id);
  }
}
