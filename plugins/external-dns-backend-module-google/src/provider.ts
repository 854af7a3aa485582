import {
  ChangeResult,
  DnsProvider,
  ProviderCapabilities,
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Client } from './client';
import { RefusedChange, StaleChange } from './errors';
import { toRecordSet, toServiceName } from './mapping/recordSets';
import { PendingChanges } from './pendingChanges';
import { googleCapabilities, googleSemantics } from './semantics';
import { ServiceBatch } from './serviceBatch';
import { Quota, ServiceRecordSet } from './serviceTypes';
import { toZone } from './zones';

/** Names that are asked for one by one, however small the zone is. */
const fewNames = 2;

/**
 * Google Cloud DNS as a provider.
 *
 * A batch is one request that takes effect as a whole. It repeats exactly what was read
 * of all that it changes or deletes: if somebody else was there meanwhile, Google
 * refuses it, and every change is `unknown`. If it refuses what is asked, nothing is
 * written and `Rejected` is thrown, with Google's own words and the changes that they
 * name.
 *
 * @internal
 */
export function createGoogleProvider(options: {
  client: Client;
  /** Zones of this kind only. */
  visibility?: Zone['visibility'];
  /** Smaller batches than the project's quota allows. */
  batchChangeSize?: number;
  pending?: PendingChanges;
}): DnsProvider {
  const { client, visibility, batchChangeSize } = options;
  const pending = options.pending ?? new PendingChanges(client);
  /** Pages that a zone had when it was listed last, by its id. */
  const pagesOf = new Map<string, number>();
  let capabilities = within(googleCapabilities, batchChangeSize);

  return {
    get capabilities() {
      return capabilities;
    },
    semantics: googleSemantics,

    async listZones(context) {
      const zones: Zone[] = [];
      let next: string | undefined;
      do {
        const page = await client.managedZones(next, context);
        zones.push(...page.items.flatMap(toZone));
        next = page.next;
      } while (next !== undefined);
      capabilities = within(
        withQuota(await quotaOf(client, context)),
        batchChangeSize,
      );
      return zones.filter(
        zone => visibility === undefined || zone.visibility === visibility,
      );
    },

    async *listRecordSets(zone, { names }, context) {
      await pending.settle(zone, context);
      const told = (sets: readonly ServiceRecordSet[]) =>
        sets.map(set => toRecordSet(set, zone));
      const wanted = new Set(names?.map(toServiceName));
      const pages = pagesOf.get(zone.id) ?? Infinity;
      if (names && wanted.size <= Math.max(fewNames, pages)) {
        for (const name of wanted) {
          for await (const page of listing(zone, name, context)) {
            if (page.length > 0) yield told(page);
          }
        }
        return;
      }
      let count = 0;
      for await (const page of listing(zone, undefined, context)) {
        count += 1;
        yield told(page);
      }
      pagesOf.set(zone.id, count);
    },

    async writeBatch(zone, changes, context) {
      const batch = new ServiceBatch(changes);
      const { bytes = Infinity } = capabilities.batch;
      if (batch.unusable.size > 0) {
        throw rejected([...batch.unusable.values()], batch.unusable);
      }
      if (batch.bytes > bytes) {
        throw rejected([
          `The values that come and go have ${batch.bytes} bytes, and Google takes ${bytes} at once`,
        ]);
      }
      try {
        const state = await client.change(zone, batch.body, context);
        pending.noticed(zone, state);
      } catch (error) {
        if (error instanceof RefusedChange) {
          const sentences = error.complaints.map(({ sentence }) => sentence);
          throw rejected(sentences, batch.refused(error.complaints));
        }
        if (!(error instanceof StaleChange)) {
          if (isUnclear(error)) pending.lost(zone);
          throw error;
        }
        const { message } = error;
        return changes.map(
          (): ChangeResult => ({ outcome: 'unknown', message }),
        );
      }
      return changes.map((): ChangeResult => ({ outcome: 'done' }));
    },
  };

  async function* listing(
    zone: Zone,
    name: string | undefined,
    context: ProviderContext,
  ): AsyncGenerator<ServiceRecordSet[]> {
    let pageToken: string | undefined;
    do {
      const page = await client.recordSets(zone, { name, pageToken }, context);
      yield page.items;
      pageToken = page.next;
    } while (pageToken !== undefined);
  }
}

/** Whether a change may have been taken although it was not answered. */
function isUnclear(error: unknown): boolean {
  return !(error instanceof ProviderError) || error.kind === 'Unavailable';
}

/** The project's own quotas; Google's usual ones for who may not read them. */
async function quotaOf(
  client: Client,
  context: ProviderContext,
): Promise<Quota> {
  try {
    return await client.quota(context);
  } catch (error) {
    const mayNot =
      error instanceof ProviderError && error.kind === 'InvalidConfig';
    if (mayNot) return {};
    throw error;
  }
}

/** An update is one addition and one deletion, so the smaller quota counts for both. */
function withQuota(quota: Quota): ProviderCapabilities {
  const { batch } = googleCapabilities;
  return {
    ...googleCapabilities,
    batch: {
      ...batch,
      changes: Math.min(
        quota.rrsetAdditionsPerChange ?? batch.changes,
        quota.rrsetDeletionsPerChange ?? batch.changes,
      ),
      bytes: quota.totalRrdataSizePerChange ?? batch.bytes,
    },
  };
}

function within(
  capabilities: ProviderCapabilities,
  most = Infinity,
): ProviderCapabilities {
  const { batch } = capabilities;
  return batch.changes <= most
    ? capabilities
    : { ...capabilities, batch: { ...batch, changes: most } };
}

/** A batch of which nothing is done; without `refusedChanges` nobody says why exactly. */
function rejected(
  sentences: readonly string[],
  refusedChanges?: ReadonlyMap<number, string>,
): ProviderError {
  return new ProviderError('Rejected', sentences.slice(0, 3).join('; '), {
    refusedChanges,
  });
}
