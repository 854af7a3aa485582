import { Account } from '@openova/backstage-plugin-external-dns-backend/src/accounts/account';
import { instanceZoneFilter } from '@openova/backstage-plugin-external-dns-backend/src/accounts/zoneFilter';
import { applyUnits } from '@openova/backstage-plugin-external-dns-backend/src/sync/apply';
import {
  SyncContext,
  ZoneWork,
} from '@openova/backstage-plugin-external-dns-backend/src/sync/context';
import { ObservedZone } from '@openova/backstage-plugin-external-dns-backend/src/sync/observedZone';
import { providerCall } from '@openova/backstage-plugin-external-dns-backend/src/sync/providerCall';
import {
  DnsProvider,
  ProviderError,
} from '@openova/backstage-plugin-external-dns-node';
import {
  clusterView,
  collectSource,
  combine,
  distribute,
  InstanceWishes,
  KubeObject,
  Options,
  parseOptions,
  planZone,
  RecordSet,
  sources,
} from '@openova/dns-engine';
import { hastyClock } from './hastyClock';
import { syncContext } from './syncContext';
import { ProviderVector } from './vector';
import { writableUnits } from './writableUnits';

/** How often a service that fails is asked before a sync ends. */
const mostTries = 5;

/** Why the service refused what was asked, by the name of its row. */
export type Refusals = Map<string, string>;

/**
 * One sync: the zones, what they hold, the engine's plan, and the backend's own way
 * of writing it, without clusters to watch and without a database. Where the service
 * fails, the zone is read and planned again, as the backend's next sync does. Of the
 * world it sees the configuration and the clusters; the zones only as the service
 * tells them.
 */
export async function syncOnce(
  world: Omit<ProviderVector['world'], 'zones' | 'faults'>,
  provider: DnsProvider,
): Promise<Refusals> {
  const options = optionsOf(world);
  const account = new Account({
    key: 'account',
    path: 'externalDns.providers[0]',
    provider,
    clock: hastyClock,
    filter: instanceZoneFilter(options),
  });
  const context = syncContext(options);
  await untilItWorks(() =>
    providerCall(account, context, { writes: false }, surroundings =>
      account.listZones(surroundings),
    ),
  );
  const desired = Object.entries(world.clusters).map(([cluster, objects]) =>
    wishesOf(cluster, objects, options, provider),
  );
  const { byZone } = distribute(
    desired,
    account.zones.map(({ key, zone: { id, name, visibility } }) => ({
      key,
      id,
      name,
      visibility,
    })),
    provider.semantics,
  );
  const refusals: Refusals = new Map();
  for (const zone of account.zones) {
    const work: ZoneWork = {
      zone,
      desired: byZone.get(zone.key) ?? [],
      digest: '',
    };
    try {
      await untilItWorks(() => syncZone(work, options, context, refusals));
    } catch (error) {
      // What one zone refuses stops no other.
      if (!(error instanceof ProviderError)) throw error;
      refusals.set(zone.zone.name, error.message);
    }
  }
  return refusals;
}

async function syncZone(
  work: ZoneWork,
  options: Options,
  context: SyncContext,
  refusals: Refusals,
): Promise<void> {
  const { account, zone } = work.zone;
  const { provider } = account;
  const standing = await providerCall(
    account,
    context,
    { writes: false },
    async surroundings => {
      const found: RecordSet[] = [];
      const pages = provider.listRecordSets(zone, {}, surroundings);
      for await (const page of pages) found.push(...page);
      return found;
    },
  );
  const observed = new ObservedZone();
  observed.replaceAll(standing, hastyClock.now());
  const plan = planZone({
    // ExternalDNS has one plan for all names, and asks no name where it belongs.
    zone: options.compat ? '' : zone.name,
    records: standing,
    desired: work.desired,
    claims: new Map(),
    semantics: provider.semantics,
    instances: [options],
  });
  if (options.mode === 'observe') return;
  const units = options.compat
    ? writableUnits(plan.units, zone, standing)
    : plan.units;
  const { results, stopped } = await applyUnits(units, work, observed, context);
  for (const { unit, refusal } of results) {
    if (refusal !== undefined) refusals.set(unit.dnsName, refusal);
  }
  if (stopped) throw stopped;
  if (observed.uncertain.size > 0) {
    throw new ProviderError('Unavailable', 'Somebody else was there');
  }
}

/** As long as the failure is one that passes. */
async function untilItWorks(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const passes =
        error instanceof ProviderError &&
        (error.kind === 'Throttled' || error.kind === 'Unavailable');
      if (!passes || tries === mostTries) throw error;
    }
  }
}

function optionsOf({ config }: Pick<ProviderVector['world'], 'config'>) {
  const { options, problems } = parseOptions(config);
  if (problems.length > 0) {
    throw new Error(
      problems.map(({ path, message }) => `${path} ${message}`).join('; '),
    );
  }
  return options[0];
}

function wishesOf(
  cluster: string,
  objects: readonly KubeObject[],
  options: Options,
  { semantics }: DnsProvider,
): InstanceWishes {
  const view = clusterView(cluster, objects);
  const found = sources
    .filter(({ name }) => options.sources.includes(name))
    .map(source => collectSource(source, view, options));
  return {
    options,
    cluster,
    ...combine(found, options, semantics),
    sources: found.map(({ source, state }) => ({ source, state })),
  };
}
