import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { Change } from '@openova/dns-engine';
import { LeaseLostError } from '../lease/lease';
import { SyncContext, ZoneWork } from './context';
import { ObservedZone } from './observedZone';
import { providerCall } from './providerCall';

/**
 * What became of one change. `not-sent`: the service never saw it.
 *
 * @internal
 */
export type ChangeFate =
  | { outcome: 'done' }
  | { outcome: 'rejected'; message: string }
  | { outcome: 'unknown'; message: string }
  | { outcome: 'not-sent' };

/**
 * Sends batches to one zone, one after the other, and keeps what is known of the
 * zone true. After a failure of the whole service, or without the lease, it sends
 * nothing more: what is left is for a later sync, which reads before it writes.
 *
 * @internal
 */
export class ZoneWriter {
  #stopped: ProviderError | LeaseLostError | undefined;

  constructor(
    private readonly work: ZoneWork,
    private readonly zone: ObservedZone,
    private readonly context: SyncContext,
  ) {}

  /** Why nothing more is sent, if so. */
  get stopped(): ProviderError | LeaseLostError | undefined {
    return this.#stopped;
  }

  /** One batch, within the limits. */
  async send(changes: readonly Change[]): Promise<ChangeFate[]> {
    const fates = await this.#fates(changes);
    for (const [index, change] of changes.entries()) {
      if (fates[index].outcome === 'done') this.zone.applied(change);
      if (fates[index].outcome === 'unknown') {
        this.zone.becameUncertain(change);
      }
    }
    return fates;
  }

  async #fates(changes: readonly Change[]): Promise<ChangeFate[]> {
    if (this.#stopped) return changes.map(() => ({ outcome: 'not-sent' }));
    const { account, zone } = this.work.zone;
    try {
      await this.context.term.confirm(this.context.requestTimeout);
    } catch (error) {
      // Without the database nobody knows whose the lease is.
      this.#stopped =
        error instanceof LeaseLostError
          ? error
          : new LeaseLostError(`The lease cannot be confirmed: ${error}`);
      return changes.map(() => ({ outcome: 'not-sent' }));
    }
    try {
      const results = await providerCall(
        account,
        this.context,
        { writes: true },
        surroundings =>
          account.provider.writeBatch(zone, changes, surroundings),
      );
      return changes.map(
        (_, index) =>
          results.at(index) ?? {
            outcome: 'unknown',
            message: 'The service said nothing of this change.',
          },
      );
    } catch (error) {
      if (error instanceof ProviderError && error.kind === 'Rejected') {
        return rejectedFates(changes, error);
      }
      if (error instanceof ProviderError || error instanceof LeaseLostError) {
        this.#stopped = error;
        return changes.map(() => ({
          outcome: 'unknown',
          message: error.message,
        }));
      }
      throw error;
    }
  }
}

/** Where the service named the changes that it refuses, the others were not done either. */
function rejectedFates(
  changes: readonly Change[],
  { message, refusedChanges }: ProviderError,
): ChangeFate[] {
  if (!refusedChanges?.size) {
    return changes.map(() => ({ outcome: 'rejected', message }));
  }
  return changes.map((_, index) => {
    const sentence = refusedChanges.get(index);
    return sentence === undefined
      ? { outcome: 'not-sent' }
      : { outcome: 'rejected', message: sentence };
  });
}
