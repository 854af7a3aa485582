import { ProviderContext } from '@openova/backstage-plugin-external-dns-node';
import { RecordSetCollector } from './mapping';

/** How long an answer may serve zones that it did not serve yet, in milliseconds. */
const longestUse = 5_000;

interface Reading {
  records: Promise<RecordSetCollector>;
  startedAt: number;
  served: Set<string>;
}

/**
 * The webhook's one list, read for several zones. One sync reads all zones side by
 * side; each answer serves each zone once, for a few seconds, and none that was
 * written since. So a zone that is read twice is read anew.
 *
 * @internal
 */
export class Listing {
  #last: Reading | undefined;

  constructor(
    private readonly read: (
      context: ProviderContext,
    ) => Promise<RecordSetCollector>,
    private readonly now: () => number,
  ) {}

  /** Something was written, or may have been. */
  forget(): void {
    this.#last = undefined;
  }

  async for(
    zoneId: string,
    context: ProviderContext,
  ): Promise<RecordSetCollector> {
    const last = this.#last;
    if (
      last &&
      !last.served.has(zoneId) &&
      this.now() - last.startedAt < longestUse
    ) {
      last.served.add(zoneId);
      try {
        return await last.records;
      } catch {
        // Somebody else gave up, or was refused: find out for ourselves.
        context.signal.throwIfAborted();
      }
    }
    const reading: Reading = {
      records: this.read(context),
      startedAt: this.now(),
      served: new Set([zoneId]),
    };
    this.#last = reading;
    try {
      return await reading.records;
    } catch (error) {
      if (this.#last === reading) this.forget();
      throw error;
    }
  }
}
