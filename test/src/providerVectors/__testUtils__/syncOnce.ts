import {
  DnsProvider,
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import {
  Change,
  isWithin,
  normaliseName,
  planWorld,
  RecordSet,
} from '@openova/dns-engine';
import { ProviderVector } from './vector';

/** Nothing is throttled here: the fake counts, and nobody waits. */
const context: ProviderContext = {
  signal: new AbortController().signal,
  priority: 'background',
  budget: { take: async () => {}, report: () => {} },
};

/**
 * One sync: the zones, what they hold, the engine's plan, and its changes in
 * batches of whole units, through the provider and nothing else. Of the world it sees
 * the configuration and the clusters; the zones only as the service tells them.
 */
export async function syncOnce(
  { id, config, clusters }: Omit<ProviderVector['world'], 'zones'>,
  provider: DnsProvider,
): Promise<void> {
  const listed = await provider.listZones(context);
  const zones = listed.filter(zone => isChosen(zone, config));
  const standing: RecordSet[] = [];
  for (const zone of zones) {
    for await (const page of provider.listRecordSets(zone, {}, context)) {
      standing.push(...page);
    }
  }
  const { plans } = planWorld(
    {
      id,
      config,
      clusters,
      zones: zones.map(({ name }) => name),
      records: standing.map(({ data: _, ...each }) => each),
    },
    { semanticsOf: () => provider.semantics },
  );
  const byKey = new Map(standing.map(set => [keyOf(set), set]));
  const byZone = new Map<Zone, Change[][]>();
  for (const { changes } of plans.flatMap(plan => plan.units)) {
    for (const [zone, unit] of inZones(changes, zones, byKey)) {
      byZone.set(zone, [...(byZone.get(zone) ?? []), unit]);
    }
  }
  for (const [zone, units] of byZone) {
    for (const batch of batchesOf(units, provider.capabilities.batch.changes)) {
      await write(provider, zone, batch);
    }
  }
}

function isChosen(
  { id, name }: Zone,
  config: ProviderVector['world']['config'],
): boolean {
  const ids = listOf(config.zoneIdFilter);
  if (ids.length > 0) return ids.includes(id);
  const domains = listOf(config.domainFilter).map(normaliseName);
  return (
    domains.length === 0 ||
    domains.some(domain => isWithin(name, domain) || isWithin(domain, name))
  );
}

function listOf(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/**
 * The changes of a unit by their zones. In `compat` TXT are made from what should
 * exist: one that does not stand can be neither changed nor deleted.
 */
function inZones(
  changes: readonly Change[],
  zones: readonly Zone[],
  standing: ReadonlyMap<string, RecordSet>,
): Map<Zone, Change[]> {
  const found = new Map<Zone, Change[]>();
  for (const change of changes) {
    const { dnsName } = change.action === 'delete' ? change.old : change.new;
    const [zone] = zones
      .filter(each => isWithin(normaliseName(dnsName), each.name))
      .sort((left, right) => right.name.length - left.name.length);
    if (!zone) continue;
    const known = withStanding(change, standing);
    if (known) found.set(zone, [...(found.get(zone) ?? []), known]);
  }
  return found;
}

function withStanding(
  change: Change,
  standing: ReadonlyMap<string, RecordSet>,
): Change | undefined {
  if (change.action === 'create') return change;
  const old = standing.get(keyOf(change.old));
  return old && { ...change, old };
}

function keyOf({ dnsName, recordType }: RecordSet): string {
  return `${normaliseName(dnsName)} ${recordType}`;
}

function batchesOf(units: readonly Change[][], most: number): Change[][][] {
  const batches: Change[][][] = [];
  let count = 0;
  for (const unit of units) {
    const last = batches.at(-1);
    if (last && count + unit.length <= most) {
      last.push(unit);
      count += unit.length;
    } else {
      batches.push([unit]);
      count = unit.length;
    }
  }
  return batches;
}

/** A refused batch is halved, until the unit that the service refuses stands alone. */
async function write(
  provider: DnsProvider,
  zone: Zone,
  units: readonly Change[][],
): Promise<void> {
  try {
    await provider.writeBatch(zone, units.flat(), context);
  } catch (error) {
    const isRefused =
      error instanceof ProviderError && error.kind === 'Rejected';
    if (!isRefused) throw error;
    if (units.length === 1) return;
    const middle = Math.ceil(units.length / 2);
    await write(provider, zone, units.slice(0, middle));
    await write(provider, zone, units.slice(middle));
  }
}
