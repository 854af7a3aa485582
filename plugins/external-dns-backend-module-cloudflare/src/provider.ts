import { Change, normaliseName, ProviderSemantics } from '@openova/dns-engine';
import {
  ChangeResult,
  DnsProvider,
  ProviderCapabilities,
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { CloudflareClient, ListedZone } from './client';
import { CloudflareEntry } from './entry';
import { ChangedMeanwhile } from './errors';
import {
  countOf,
  Operations,
  operationsOf,
  UnknownRecords,
} from './operations';
import { HostnameClient } from './hostnameClient';
import { Hostnames } from './hostnames';
import { allPages } from './pages';
import { planDefect } from './plans';
import { RecordSetCollector, ZoneHostnames } from './recordSets';
import { cloudflareCapabilities, cloudflareSemantics } from './semantics';
import { UnwritableRecord } from './targets';

/**
 * Zones of one Cloudflare credential.
 *
 * A batch is one transaction at the service. There is no compare-and-swap, but
 * records are changed and deleted by the ids that were read: one that somebody
 * replaced meanwhile is not found, nothing is written and every change is `unknown`.
 */
export function createCloudflareProvider(
  entry: CloudflareEntry,
  {
    semantics = cloudflareSemantics(entry),
    capabilities = cloudflareCapabilities(entry.batchChangeSize),
  }: {
    semantics?: ProviderSemantics;
    capabilities?: ProviderCapabilities;
  } = {},
): DnsProvider {
  const client = new CloudflareClient(entry);
  const { regionalServices: regional, customHostnames: custom } = entry;
  const hostnames =
    regional || custom
      ? new Hostnames(client, new HostnameClient(client, entry), {
          regional,
          custom,
        })
      : undefined;
  /** Plans by zone id, as the zones were listed last. */
  let plans = new Map<string, string>();
  /** Pages of each zone when it was read in full last. */
  const pagesOfZone = new Map<string, number>();

  return {
    capabilities,
    semantics,

    async listZones(context) {
      const { accountId } = entry;
      const found: ListedZone[] = [];
      const pages = allPages(page =>
        client.listZones({ page, accountId }, context),
      );
      for await (const page of pages) found.push(...page);
      plans = new Map(found.map(({ id, plan }) => [id, plan?.legacy_id ?? '']));
      // A secondary zone is a copy: nobody can write to it.
      return found.filter(({ type }) => type !== 'secondary').map(toZone);
    },

    async *listRecordSets(zone, { names }, context) {
      const known = pagesOfZone.get(zone.id) ?? Number.POSITIVE_INFINITY;
      const some =
        names && names.length <= known
          ? [...new Set(names.map(normaliseName))]
          : undefined;
      const beside = await hostnames?.read(zone, some, context);
      for (const name of some ?? [undefined]) {
        yield* readPages(zone, context, name, beside);
      }
    },

    async writeBatch(zone, changes, context) {
      const sent = operationsFor(zone, changes);
      if (!sent) return unknown(changes, 'The records were not read before');
      const conflicts = hostnames?.conflicts(changes);
      if (conflicts?.size) {
        throw new ProviderError(
          'Rejected',
          [...conflicts.values()].join('; '),
          {
            refusedChanges: conflicts,
          },
        );
      }
      await hostnames?.before(zone, changes, context);
      const calls = withinLimit(sent, capabilities.batch.changes);
      for (const [index, operations] of calls.entries()) {
        try {
          await client.writeBatch(zone, operations, context);
        } catch (error) {
          if (error instanceof ChangedMeanwhile) {
            return unknown(changes, error.message);
          }
          // Some of one large record set stands: only reading tells what.
          if (index > 0 && error instanceof ProviderError) {
            return unknown(changes, error.message);
          }
          throw error;
        }
      }
      const failures = await hostnames?.after(zone, changes, context);
      return changes.map((change, index): ChangeResult => {
        const failure = failures?.get(index);
        if (!failure) return { outcome: 'done' };
        const { kind, message } = failure;
        // What was written beside it has to be read before anything is undone.
        const isAlone = countOf(operationsOf(change)) === 0;
        return isAlone && kind === 'Rejected'
          ? { outcome: 'rejected', message }
          : { outcome: 'unknown', message };
      });
    },
  };

  async function* readPages(
    zone: Zone,
    context: ProviderContext,
    name?: string,
    beside?: ZoneHostnames,
  ) {
    const collector = new RecordSetCollector(zone.name, beside);
    let count = 0;
    const pages = allPages(page =>
      client.listRecords(zone, { page, name }, context),
    );
    for await (const page of pages) {
      count += 1;
      yield collector.add(page);
    }
    yield collector.end();
    if (name === undefined) pagesOfZone.set(zone.id, count);
  }

  /** Undefined where it is not known what would be changed. */
  function operationsFor(
    zone: Zone,
    changes: readonly Change[],
  ): Operations | undefined {
    const all: Operations = { deletes: [], patches: [], posts: [] };
    try {
      for (const change of changes) {
        const defect = planDefect(change, plans.get(zone.id));
        if (defect) throw new UnwritableRecord(defect);
        const { deletes, patches, posts } = operationsOf(change);
        all.deletes.push(...deletes);
        all.patches.push(...patches);
        all.posts.push(...posts);
      }
      return all;
    } catch (error) {
      if (error instanceof UnknownRecords) return undefined;
      if (!(error instanceof UnwritableRecord)) throw error;
      throw new ProviderError('Rejected', error.message);
    }
  }
}

function toZone({ id, name, name_servers: servers, type }: ListedZone): Zone {
  return {
    id,
    name: normaliseName(name),
    visibility: type === 'internal' ? 'private' : 'public',
    nameServers: (servers ?? []).map(normaliseName),
  };
}

/** One call; several only where a single record set is larger than a batch. */
function withinLimit(operations: Operations, most: number): Operations[] {
  if (countOf(operations) === 0) return [];
  if (countOf(operations) <= most) return [operations];
  const parts: Operations[] = [];
  let room = 0;
  const place = (put: (part: Operations) => void) => {
    if (room === 0) {
      parts.push({ deletes: [], patches: [], posts: [] });
      room = most;
    }
    put(parts[parts.length - 1]);
    room -= 1;
  };
  for (const each of operations.patches) place(to => to.patches.push(each));
  for (const each of operations.deletes) place(to => to.deletes.push(each));
  for (const each of operations.posts) place(to => to.posts.push(each));
  return parts;
}

function unknown(changes: readonly Change[], message: string): ChangeResult[] {
  return changes.map(() => ({ outcome: 'unknown', message }));
}
