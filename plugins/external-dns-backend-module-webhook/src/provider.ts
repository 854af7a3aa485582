import {
  ChangeResult,
  DnsProvider,
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';
import { Adjustments } from './adjustments';
import { WebhookClient } from './client';
import { isUntouched } from './effect';
import { WebhookEntry } from './entry';
import { WriteFailed } from './errors';
import { Listing } from './listing';
import { RecordSetCollector, toWebhookChanges } from './mapping';
import { webhookCapabilities, webhookSemantics } from './semantics';
import { WebhookZones } from './zones';

/** Record sets of one page; the webhook itself knows no pages. */
const setsPerPage = 1000;

/**
 * Writes that are refused in a row before it is taken for an outage. Halving a batch
 * down to one refused record takes log2 of its size.
 */
const mostRefusals = 32;

/**
 * The zones behind one webhook.
 *
 * A write is sent once. Where its outcome is not known (no answer, 502 to 504), the
 * backend reads again and plans again. Where the webhook answers 500 or 4xx, its list
 * is read: if nothing of the batch stands, it was refused, and the backend finds out
 * which record it was; if something does, or the list cannot be read either, the
 * outcome is unknown.
 *
 * @param parts - `now` in milliseconds, for tests; and what the semantics learn.
 */
export function createWebhookProvider(
  entry: WebhookEntry,
  parts: {
    now?: () => number;
    adjustments?: Adjustments;
    semantics?: DnsProvider['semantics'];
  } = {},
): DnsProvider {
  const { now = () => performance.now(), adjustments = new Adjustments() } =
    parts;
  const client = new WebhookClient(entry);
  const listing = new Listing(collect, now);
  let zones: WebhookZones | undefined;
  let refusals = 0;

  return {
    capabilities: webhookCapabilities(entry),
    semantics: parts.semantics ?? webhookSemantics(adjustments.of),

    questions: {
      areOpen: zone =>
        adjustments.open(name => isOf(zone, name, zones)).size > 0,
      async ask(zone, context) {
        const known = await knownZones(context);
        const questions = adjustments.open(name => isOf(zone, name, known));
        await adjustments.ask(questions, endpoints =>
          client.adjust(endpoints, context),
        );
      },
    },

    async listZones(context) {
      adjustments.forget();
      const { zones: found } = await negotiate(context);
      return [...found];
    },

    async *listRecordSets(zone, _filter, context) {
      const sets = await recordSetsOf(zone, context);
      for (let start = 0; start < sets.length; start += setsPerPage) {
        yield sets.slice(start, start + setsPerPage);
      }
    },

    async writeBatch(zone, changes, context) {
      const body = toWebhookChanges(changes, await knownZones(context));
      try {
        await client.apply(body, context);
      } catch (error) {
        if (!(error instanceof WriteFailed)) throw error;
        return await outcomeOf(error, zone, changes, context);
      } finally {
        listing.forget();
      }
      refusals = 0;
      return changes.map((): ChangeResult => ({ outcome: 'done' }));
    },
  };

  async function negotiate(context: ProviderContext): Promise<WebhookZones> {
    zones = new WebhookZones(await client.negotiate(context), entry);
    return zones;
  }

  async function knownZones(context: ProviderContext): Promise<WebhookZones> {
    return zones ?? (await negotiate(context));
  }

  async function collect(
    context: ProviderContext,
  ): Promise<RecordSetCollector> {
    const collector = new RecordSetCollector(await knownZones(context));
    for await (const each of client.records(context)) collector.add(each);
    return collector;
  }

  async function recordSetsOf(
    zone: Zone,
    context: ProviderContext,
  ): Promise<RecordSet[]> {
    const sets = (await listing.for(zone.id, context)).of(zone);
    // A zone that the webhook lost looks like one that is empty: ask which it is.
    const asked = await (sets.length > 0 ? knownZones : negotiate)(context);
    if (asked.zones.some(({ id }) => id === zone.id)) return sets;
    throw new ProviderError(
      'Rejected',
      `The webhook at ${entry.url} does not name the zone ${zone.name} any more`,
    );
  }

  /** What became of a write that the webhook says it did not make. */
  async function outcomeOf(
    { message }: WriteFailed,
    zone: Zone,
    changes: readonly Change[],
    context: ProviderContext,
  ): Promise<ChangeResult[]> {
    listing.forget();
    const standing = await recordSetsOf(zone, context);
    if (!isUntouched(changes, standing)) {
      return changes.map(() => ({ outcome: 'unknown', message }));
    }
    refusals += 1;
    if (refusals <= mostRefusals) throw new ProviderError('Rejected', message);
    refusals = 0;
    throw new ProviderError(
      'Unavailable',
      `The webhook at ${entry.url} made none of ${mostRefusals} writes in a row. ${message}`,
    );
  }
}

/** Whether a name belongs to this zone and to none below it. */
function isOf(
  zone: Zone,
  name: string,
  zones: WebhookZones | undefined,
): boolean {
  return !zones || zones.holding(name)?.id === zone.id;
}
