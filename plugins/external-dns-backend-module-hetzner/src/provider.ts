import {
  ChangeResult,
  DnsProvider,
  ProviderContext,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { normaliseName } from '@openova/dns-engine';
import { usualPauses } from './actions';
import { ListedZone, Page, ServiceRecordSet } from './api';
import { HetznerClient } from './client';
import { relativeName, toRecordSet } from './mapping/recordSets';
import { hetznerCapabilities, hetznerSemantics } from './semantics';
import { writeChanges } from './writeChanges';

/**
 * The zones of one Hetzner project.
 *
 * Each change is a request of its own: Hetzner has neither batches nor etags. A record
 * set is only created where none is, so nobody's is overwritten by a create; values
 * are replaced in place, all at once.
 *
 * @param options - `pauses`: milliseconds before each look at what is under way.
 * @internal
 */
export function createHetznerProvider(
  client: HetznerClient,
  { pauses = usualPauses }: { pauses?: readonly number[] } = {},
): DnsProvider {
  /** Pages of each zone when it was read in full last, by the zone's id. */
  const pagesOfZone = new Map<string, number>();

  return {
    capabilities: hetznerCapabilities,
    semantics: hetznerSemantics,

    async listZones(context) {
      const zones: Zone[] = [];
      const pages = allPages(page => client.listZones(page, context));
      for await (const page of pages) zones.push(...page.map(toZone));
      return zones;
    },

    async *listRecordSets(zone, { names }, context) {
      const most = pagesOfZone.get(zone.id) ?? Number.POSITIVE_INFINITY;
      const labels = names && namesWithin(zone, names);
      if (!labels || labels.size > most) {
        yield* readZone(zone, context);
        return;
      }
      for (const name of labels) yield* readPages(zone, context, name);
    },

    writeBatch: (zone, changes, context): Promise<ChangeResult[]> =>
      writeChanges({ client, zone, context, pauses }, changes),
  };

  async function* readZone(zone: Zone, context: ProviderContext) {
    let count = 0;
    for await (const page of readPages(zone, context)) {
      count += 1;
      yield page;
    }
    pagesOfZone.set(zone.id, count);
  }

  async function* readPages(
    zone: Zone,
    context: ProviderContext,
    name?: string,
  ) {
    const pages = allPages(page =>
      client.listRecordSets(zone, { page, name }, context),
    );
    for await (const page of withoutOverlap(pages)) {
      yield page.map(set => toRecordSet(set, zone.name));
    }
  }
}

/** What was created meanwhile moves the last set of one page to the next: it is told once. */
async function* withoutOverlap(
  pages: AsyncIterable<readonly ServiceRecordSet[]>,
): AsyncGenerator<readonly ServiceRecordSet[]> {
  const last = new Set<string>();
  for await (const page of pages) {
    const fresh = page.filter(({ name, type }) => !last.has(`${name}/${type}`));
    last.clear();
    for (const { name, type } of page) last.add(`${name}/${type}`);
    yield fresh;
  }
}

async function* allPages<Item>(
  read: (page: number) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[]> {
  let next: number | undefined = 1;
  while (next !== undefined) {
    const page: Page<Item> = await read(next);
    yield page.items;
    next = page.next;
  }
}

/** Each name once, as Hetzner has it; one outside of the zone is not there. */
function namesWithin(zone: Zone, names: readonly string[]): Set<string> {
  const isWithin = (name: string) =>
    name === zone.name || name.endsWith(`.${zone.name}`);
  return new Set(
    names
      .map(normaliseName)
      .filter(isWithin)
      .map(name => relativeName(name, zone.name)),
  );
}

function toZone(zone: ListedZone): Zone {
  const { assigned = [] } = zone.authoritative_nameservers ?? {};
  return {
    id: `${zone.id}`,
    name: normaliseName(zone.name),
    visibility: 'public',
    nameServers: assigned.map(normaliseName),
  };
}
