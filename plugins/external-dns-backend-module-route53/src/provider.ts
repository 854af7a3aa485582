import type {
  Change as ServiceChange,
  ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import {
  ChangeResult,
  DnsProvider,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, ProviderSemantics } from '@openova/dns-engine';
import { Client, largestPage, ListingStart } from './client';
import { RefusedBatch, StaleBatch } from './errors';
import { bareZoneId } from './mapping/aliasTarget';
import { fromServiceName } from './mapping/recordNames';
import { standingSet, toRecordSet, toServiceSet } from './mapping/recordSets';
import { UnusableProperty } from './mapping/routingPolicy';
import { readNames } from './readNames';
import { refusedChanges } from './refusedChanges';
import { route53Capabilities } from './semantics';
import { withTags, ZoneSelection } from './zoneSelection';

/**
 * Route 53 as a provider.
 *
 * A batch is one request that takes effect as a whole. An update is the deletion of
 * exactly what was read and the creation of what is wanted, in one batch: if somebody
 * else changed it meanwhile, Route 53 refuses the batch, and every change is
 * `unknown`. If it refuses what is asked, nothing is written and `Rejected` is
 * thrown, with its own words.
 *
 * @internal
 */
export function createRoute53Provider(options: {
  client: Client;
  semantics: ProviderSemantics;
  selection: ZoneSelection;
  /** Filled with the ids of the account's zones, for the semantics. */
  heldZones?: Set<string>;
  /** Smaller batches than Route 53 takes. */
  batch?: { changes?: number; bytes?: number; values?: number };
}): DnsProvider {
  const { client, selection } = options;
  const largest = route53Capabilities.batch;
  /** As the NS set of each zone says, once it was read; by zone id. */
  const nameServers = new Map<string, string[]>();
  /** Pages of each zone when it was read in full last. */
  const pagesOfZone = new Map<string, number>();

  return {
    capabilities: options.batch
      ? { ...route53Capabilities, batch: { ...largest, ...options.batch } }
      : route53Capabilities,
    semantics: options.semantics,

    async listZones(context) {
      const all = await client.hostedZones(context);
      for (const { Id = '' } of all) options.heldZones?.add(bareZoneId(Id));
      const held = all.filter(
        zone => !selection.type || selection.type === visibilityOf(zone),
      );
      const ids = held.map(zone => zone.Id ?? '');
      const kept =
        selection.tags.length > 0
          ? withTags(ids, await client.tags(ids, context), selection.tags)
          : new Set(ids);
      return held.flatMap((zone): Zone[] => {
        const { Id: id = '', Name: name = '' } = zone;
        if (!kept.has(id)) return [];
        return [
          {
            id,
            name: fromServiceName(name).toLowerCase(),
            visibility: visibilityOf(zone),
            get nameServers() {
              return nameServers.get(id) ?? [];
            },
          },
        ];
      });
    },

    async *listRecordSets(zone, { names }, context) {
      const list = (start: ListingStart, pageSize: number) =>
        client.recordSets(zone, start, pageSize, context);
      const known = pagesOfZone.get(zone.id) ?? Number.POSITIVE_INFINITY;
      // A page may hold several of the names, and one request each is the most.
      if (names && names.length <= known) {
        for await (const sets of readNames(names, list)) {
          yield sets.map(set => toRecordSet(set, zone));
        }
        return;
      }
      let start: ListingStart | undefined = {};
      let pages = 0;
      while (start) {
        const { sets, next } = await list(start, largestPage);
        pages += 1;
        noticeNameServers(zone, sets);
        yield sets.map(set => toRecordSet(set, zone));
        start = next;
      }
      pagesOfZone.set(zone.id, pages);
    },

    async writeBatch(zone, changes, context) {
      const batch = toServiceChanges(changes, zone);
      try {
        await client.change(
          zone,
          batch.map(({ sent }) => sent),
          context,
        );
      } catch (error) {
        const sentences = sentencesOf(error);
        if (sentences) {
          throw new ProviderError(
            'Rejected',
            sentences.slice(0, 3).join('; '),
            {
              refusedChanges: refusedChanges(
                sentences,
                changes,
                batch.map(({ index }) => index),
              ),
            },
          );
        }
        if (!(error instanceof StaleBatch)) throw error;
        const { message } = error;
        return changes.map(
          (): ChangeResult => ({ outcome: 'unknown', message }),
        );
      }
      return changes.map((): ChangeResult => ({ outcome: 'done' }));
    },

    async close() {
      client.close();
    },
  };

  function noticeNameServers(zone: Zone, sets: readonly ResourceRecordSet[]) {
    for (const { Name = '', Type, ResourceRecords = [] } of sets) {
      if (Type !== 'NS' || fromServiceName(Name) !== zone.name) continue;
      nameServers.set(
        zone.id,
        ResourceRecords.map(({ Value = '' }) => fromServiceName(Value)),
      );
    }
  }
}

/** What Route 53 says of a batch that it refuses as a whole; undefined: it does not. */
function sentencesOf(error: unknown): readonly string[] | undefined {
  if (error instanceof RefusedBatch) return error.sentences;
  return error instanceof ProviderError && error.kind === 'Rejected'
    ? [error.message]
    : undefined;
}

/** A half of a change, and the index of the change. */
interface SentChange {
  sent: ServiceChange;
  index: number;
}

/** What goes first and what comes after: nothing is ever there twice. */
function toServiceChanges(
  changes: readonly Change[],
  zone: Zone,
): SentChange[] {
  const deletions: SentChange[] = [];
  const creations: SentChange[] = [];
  for (const [index, change] of changes.entries()) {
    try {
      if (change.action !== 'create') {
        const ResourceRecordSet = standingSet(change.old, zone);
        const sent: ServiceChange = { Action: 'DELETE', ResourceRecordSet };
        deletions.push({ sent, index });
      }
      if (change.action !== 'delete') {
        const ResourceRecordSet = toServiceSet(change.new, zone);
        const sent: ServiceChange = { Action: 'CREATE', ResourceRecordSet };
        creations.push({ sent, index });
      }
    } catch (error) {
      if (!(error instanceof UnusableProperty)) throw error;
      const { dnsName, recordType } =
        change.action === 'delete' ? change.old : change.new;
      const sentence = `${recordType} ${dnsName}: ${error.message}`;
      throw new ProviderError('Rejected', sentence, {
        refusedChanges: new Map([[index, sentence]]),
        cause: error,
      });
    }
  }
  return [...deletions, ...creations];
}

function visibilityOf(zone: {
  Config?: { PrivateZone?: boolean };
}): Zone['visibility'] {
  return zone.Config?.PrivateZone ? 'private' : 'public';
}
