import {
  ChangeResult,
  DnsProvider,
  ProviderCapabilities,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import {
  Change,
  isWithin,
  normaliseName,
  ProviderSemantics,
} from '@openova/dns-engine';
import { Client, RecordSetPlace, ServiceZone } from './client';
import { ChangedMeanwhile } from './errors';
import {
  relativeName,
  standingSet,
  toRecordSet,
  toServiceBody,
} from './mapping/recordSets';
import { AzureService } from './mapping/services';
import { UnusableValue } from './mapping/values';

/**
 * Public zones of Azure DNS, or private zones of Azure Private DNS.
 *
 * Every write is bound to what was read: a record set is created where none is, and
 * changed or deleted where it still has its etag. Where that does not hold, Azure does
 * nothing, and the change is `unknown`.
 *
 * @internal
 */
export function createAzureProvider(options: {
  client: Client;
  service: AzureService;
  semantics: ProviderSemantics;
  capabilities: ProviderCapabilities;
  /** Zones at or below one of these names; empty: all. */
  zoneNames: readonly string[];
}): DnsProvider {
  const { client, service, semantics, capabilities, zoneNames } = options;
  return {
    capabilities,
    semantics,

    async listZones(context) {
      const zones: Zone[] = [];
      for await (const page of client.zones(context)) {
        for (const each of page) {
          const zone = toZone(each, service);
          const isWanted =
            zoneNames.length === 0 ||
            zoneNames.some(name => isWithin(zone?.name ?? '', name));
          if (zone && isWanted) zones.push(zone);
        }
      }
      return zones;
    },

    async *listRecordSets(zone, _filter, context) {
      for await (const page of client.recordSets(zone, context)) {
        yield page.map(set => toRecordSet(set, zone.name, service));
      }
    },

    async writeBatch(zone, changes, context) {
      const results: ChangeResult[] = [];
      for (const change of changes) {
        results.push(await write(change, zone, context));
      }
      return results;
    },
  };

  async function write(
    change: Change,
    zone: Zone,
    context: ProviderContext,
  ): Promise<ChangeResult> {
    const { dnsName, recordType } =
      change.action === 'delete' ? change.old : change.new;
    const place: RecordSetPlace = {
      zone,
      type: recordType,
      name: relativeName(dnsName, zone.name),
    };
    try {
      if (change.action === 'create') {
        const body = toServiceBody(change.new, service);
        await client.put(place, body, 'absent', context);
        return { outcome: 'done' };
      }
      const standing = standingSet(change.old);
      if (!standing) {
        return { outcome: 'unknown', message: 'It was not read before' };
      }
      if (standing.untouchable) throw new UnusableValue(standing.untouchable);
      if (change.action === 'delete') {
        await client.delete(place, standing.etag, context);
      } else {
        const body = toServiceBody(change.new, service, standing);
        await client.put(place, body, { etag: standing.etag }, context);
      }
      return { outcome: 'done' };
    } catch (error) {
      if (error instanceof ChangedMeanwhile) {
        return { outcome: 'unknown', message: error.message };
      }
      if (!(error instanceof UnusableValue)) throw error;
      const message = `${recordType} ${dnsName}: ${error.message}`;
      return { outcome: 'rejected', message };
    }
  }
}

/** Private zones of an older kind are listed with the public ones: they are not looked at. */
function toZone(
  { id, name, properties = {} }: ServiceZone,
  { visibility }: AzureService,
): Zone | undefined {
  if (!id || !name || properties.zoneType === 'Private') return undefined;
  return {
    id,
    name: normaliseName(name),
    visibility,
    nameServers: (properties.nameServers ?? []).map(normaliseName),
  };
}
