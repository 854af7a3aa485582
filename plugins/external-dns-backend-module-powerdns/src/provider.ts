import {
  ChangeResult,
  DnsProvider,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { normaliseName, RecordSet } from '@openova/dns-engine';
import { ListedZone, PowerDnsClient } from './client';
import { PowerDnsEntry } from './entry';
import { RefusedWrite } from './errors';
import { refusedBy, toRecordSet, toSetChanges } from './mapping';
import { powerDnsCapabilities, powerDnsSemantics } from './semantics';

/** Record sets of one page; the server itself knows no pages. */
const setsPerPage = 1000;

/** Zones that come from another server, under their old and new names. */
const copies: ReadonlySet<string> = new Set([
  'slave',
  'secondary',
  'consumer',
  'producer',
]);

/**
 * The zones of one PowerDNS server. A batch is one transaction there; nobody compares
 * what stands with what was read.
 */
export function createPowerDnsProvider(entry: PowerDnsEntry): DnsProvider {
  const client = new PowerDnsClient(entry);
  /** Name servers of zones as they were at a serial. */
  const serversOf = new Map<string, { serial: number; names: string[] }>();

  return {
    capabilities: powerDnsCapabilities(entry.batchChangeSize),
    semantics: powerDnsSemantics,

    async listZones(context) {
      const zones: Zone[] = [];
      for (const listed of await client.listZones(context)) {
        if (copies.has(listed.kind.toLowerCase())) continue;
        zones.push({
          id: listed.id,
          name: normaliseName(listed.name),
          visibility: entry.visibility,
          nameServers: await nameServers(listed),
        });
      }
      return zones;

      async function nameServers(zone: ListedZone): Promise<string[]> {
        const known = serversOf.get(zone.id);
        if (known?.serial === zone.serial) return known.names;
        const found = await client.nameServers(zone, context);
        const names = found.map(normaliseName).sort();
        serversOf.set(zone.id, { serial: zone.serial, names });
        return names;
      }
    },

    async *listRecordSets(zone, _filter, context) {
      let page: RecordSet[] = [];
      for await (const each of client.listSets(zone, context)) {
        const set = toRecordSet(zone.name, each);
        if (set) page.push(set);
        if (page.length < setsPerPage) continue;
        yield page;
        page = [];
      }
      yield page;
    },

    async writeBatch(zone, changes, context) {
      const elements = toSetChanges(changes);
      try {
        await client.patch(zone, elements, context);
      } catch (error) {
        if (!(error instanceof RefusedWrite)) throw error;
        throw new ProviderError(
          'Rejected',
          `PowerDNS refuses to write to the zone ${zone.name}: ${error.message}`,
          { refusedChanges: refusedBy(error.message, elements) },
        );
      }
      return changes.map((): ChangeResult => ({ outcome: 'done' }));
    },
  };
}
