import {
  ChangeResult,
  DnsProvider,
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, RecordSet } from '@openova/dns-engine';
import { canonicalName, ResourceRecord } from '@openova/dns-wire';
import { Client } from './client';
import { Hosts } from './connection/hosts';
import { currentKey } from './credential';
import { Rfc2136Entry } from './entry';
import { RefusedChange, StaleChange } from './refusals';
import { nameInZone, RecordSetCollector } from './recordSets';
import {
  isUnmanagedType,
  rfc2136Capabilities,
  rfc2136SemanticsWith,
} from './semantics';
import { updateOf } from './updateOf';

const pageSize = 1000;
/** More names are read sooner by one transfer than by a query for each type. */
const namesPerRead = 50;

/**
 * Zones of a primary server that speaks zone transfer and DNS UPDATE.
 *
 * A batch is one message: the server does all of it or nothing. Where what stands is
 * not what was read, or the server did not do what it confirmed, every change is
 * `unknown`: reading again mends it.
 *
 * @internal
 */
export function createRfc2136Provider(entry: Rfc2136Entry): DnsProvider {
  const { key, batchChangeSize, minTtl } = entry;
  const hosts = new Hosts(entry.hosts, entry.loadBalancingStrategy, entry.tls);
  const client = new Client(hosts, async () => key && currentKey(key));

  return {
    capabilities: {
      ...rfc2136Capabilities,
      batch: { ...rfc2136Capabilities.batch, changes: batchChangeSize },
    },
    semantics: rfc2136SemanticsWith({ minTtl }),

    async listZones(context) {
      // A zone that cannot be asked tells so when it is read; if none can, the
      // account is to blame.
      const failures: unknown[] = [];
      const zones: Zone[] = [];
      for (const name of entry.zones) {
        let nameServers: string[] = [];
        try {
          nameServers = await client.nameServers(name, context);
        } catch (error) {
          context.signal.throwIfAborted();
          failures.push(error);
        }
        const { visibility } = entry;
        zones.push({ id: name, name, visibility, nameServers });
      }
      if (failures.length === zones.length) throw failures[0];
      return zones;
    },

    async *listRecordSets(zone, { names }, context) {
      known(zone);
      if (names && names.length <= namesPerRead) {
        const found = await readByName(zone, names, context);
        if (found) {
          yield found;
          return;
        }
      }
      const collector = await client.transfer(
        zone.name,
        () => new RecordSetCollector(zone.name),
        context,
      );
      yield* collector.pages(pageSize);
    },

    async writeBatch(zone, changes, context) {
      known(zone);
      context.signal.throwIfAborted();
      const all = (result: ChangeResult) => changes.map(() => result);
      try {
        const contents = updateOf(zone.name, changes, minTtl);
        const outcome = await client.update(zone.name, contents, context);
        switch (outcome.status) {
          case 'done':
            return all({ outcome: 'done' });
          case 'stale':
            await refuseOccupied(zone, changes, context);
            return all({
              outcome: 'unknown',
              message: `Somebody else changed ${zone.name} since it was read (${outcome.rcode}); nothing was written`,
            });
          default:
            return all({ outcome: 'unknown', message: outcome.reason });
        }
      } catch (error) {
        if (error instanceof StaleChange) {
          return all({ outcome: 'unknown', message: error.message });
        }
        if (error instanceof RefusedChange) {
          throw new ProviderError('Rejected', error.message);
        }
        throw error;
      }
    },
  };

  /** Undefined where only a transfer can tell. */
  async function readByName(
    zone: Zone,
    names: readonly string[],
    context: ProviderContext,
  ): Promise<RecordSet[] | undefined> {
    const collector = new RecordSetCollector(zone.name);
    const inZone = new Set<string>();
    for (const name of names) {
      try {
        inZone.add(
          nameInZone(zone.name, { recordType: 'Name', dnsName: name }),
        );
      } catch (error) {
        // What no zone can hold is not there.
        if (!(error instanceof RefusedChange)) throw error;
      }
    }
    if (inZone.size === 0) return [];
    const found = await client.recordsAt(zone.name, [...inZone], context);
    if (!found) return undefined;
    for (const record of found) collector.add(record);
    return [...collector.pages(Infinity)].flat();
  }

  /**
   * An alias whose name holds records that are not read here would be tried for
   * ever: that is no change by somebody else.
   */
  async function refuseOccupied(
    zone: Zone,
    changes: readonly Change[],
    context: ProviderContext,
  ): Promise<void> {
    const aliases = new Set(
      changes.flatMap(change =>
        change.action === 'create' && change.new.recordType === 'CNAME'
          ? [nameInZone(zone.name, change.new)]
          : [],
      ),
    );
    if (aliases.size === 0) return;
    const { occupied } = await client.transfer(
      zone.name,
      () => ({
        occupied: new Map<string, string>(),
        add({ name, type }: ResourceRecord) {
          const at = canonicalName(name);
          if (aliases.has(at) && isUnmanagedType(type)) {
            this.occupied.set(at, type);
          }
        },
      }),
      context,
    );
    for (const [name, type] of occupied) {
      throw new RefusedChange(
        `CNAME ${name} cannot stand beside ${type} ${name}, which is not managed here (RFC 1034 section 3.6.2)`,
      );
    }
  }

  function known(zone: Zone): void {
    if (!entry.zones.includes(canonicalName(zone.name))) {
      throw new ProviderError(
        'InvalidConfig',
        `${zone.name} is no zone of ${entry.path}: add it to zone`,
      );
    }
  }
}
