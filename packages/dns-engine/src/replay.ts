import { Endpoint } from './endpoint';
import { normaliseName } from './name';
import { Options } from './options/types';
import { distribute, settleVerdicts, zoneFinder } from './pipeline';
import { InstanceWishes, planZone, ZonePlan } from './plan/planZone';
import { anyProvider } from './plan/anyProvider';
import { ProviderSemantics } from './provider';
import { RecordSet } from './recordSet';
import { TxtCipherFactory } from './registry/cipher';
import { inPieces, madeOneByOne } from './replay/pieces';
import { readWorld, World, WorldReader } from './replay/readWorld';
import {
  changeLists,
  ChangeLists,
  endpointJson,
  EndpointJson,
  normaliseEndpoints,
  sortEndpoints,
} from './replay/rendering';
import {
  ReplayVerdict,
  sortVerdicts,
  verdictJson,
} from './replay/verdictRendering';
import { clustersOf, emptiedSources } from './replay/freshness';
import { rememberedWishes } from './replay/remembered';
import { WorldError } from './replay/worldError';
import { collectSource } from './sources/collect';
import { combine } from './sources/combine';
import { SourceFailure } from './sources/strategies';
import { KubeObject, SourceWishes } from './sources/source';
import { sources } from './sources/sources';
import { Finding, Verdict } from './verdict';
import { clusterView } from './view';

/** What the engine has to be given, because it is pure. @public */
export interface ReplayContext {
  cipher?: TxtCipherFactory;
  /** What is known of a provider type, from its package's `./engine`. */
  semanticsOf?(type: string): ProviderSemantics | undefined;
}

/** The answer to one world, in the shape of the replay contract. @public */
export interface ReplayResult {
  id: string;
  endpoints: EndpointJson[];
  changes: ChangeLists;
  verdicts: ReplayVerdict[];
  findings: Finding[];
  holds: never[];
}

/**
 * One world, planned: what `replayWorld` renders, with the parts that people are
 * shown (the objects behind a change, the parameters of a verdict).
 *
 * @public
 */
export interface WorldPlan {
  id: string;
  instances: readonly Options[];
  /** What is wanted, after merge, validation and suppression. */
  desired: readonly Endpoint[];
  /** One for each zone; in compat a single one for all names. */
  plans: readonly ZonePlan[];
  verdicts: readonly Verdict[];
}

/**
 * Plans one world: objects and records in, desired endpoints and changes out.
 *
 * @throws {@link WorldError} where the world or its configuration is broken, and
 * in compat where ExternalDNS would end with an error.
 * @public
 */
export function replayWorld(
  value: unknown,
  context: ReplayContext = {},
): ReplayResult {
  const { id, desired, plans, verdicts } = planWorld(value, context);
  return {
    id,
    endpoints: normaliseEndpoints(desired),
    changes: changeLists(plans),
    verdicts: sortVerdicts(verdicts).map(verdictJson),
    findings: plans.flatMap(plan => plan.findings),
    holds: [],
  };
}

/**
 * What `replayWorld` answers to a world that was read part by part, as JSON in
 * pieces of some 64 KB: large answers are never in memory as a whole.
 *
 * @throws {@link WorldError} before the first piece, as `replayWorld` does.
 * @public
 */
export function replayInPieces(
  reader: WorldReader,
  context: ReplayContext = {},
): Iterable<string> {
  const { id, desired, plans, verdicts } = planOf(reader.world(), context);
  return inPieces({
    id,
    endpoints: madeOneByOne(sortEndpoints(desired), endpointJson),
    changes: changeLists(plans),
    verdicts: madeOneByOne(sortVerdicts(verdicts), verdictJson),
    findings: plans.flatMap(plan => plan.findings),
    holds: [],
  });
}

/**
 * Plans one world, as `replayWorld` does, and answers before it is rendered.
 *
 * @throws {@link WorldError} as `replayWorld` does.
 * @public
 */
export function planWorld(
  value: unknown,
  context: ReplayContext = {},
): WorldPlan {
  return planOf(readWorld(value), context);
}

function planOf(world: World, context: ReplayContext): WorldPlan {
  const [first] = world.instances;
  return first.compat
    ? planAsExternalDnsWould(world, first, context)
    : planOurWay(world, world.instances, context);
}

function planAsExternalDnsWould(
  world: World,
  options: Options,
  context: ReplayContext,
): WorldPlan {
  const clusters = [...world.clusters];
  if (clusters.length > 1) {
    throw new WorldError('compat takes one cluster: leave out all but one.');
  }
  const semantics = semanticsOf(world, context);
  const collected = clusters.map(([cluster, objects]) => {
    if (!objects) {
      throw new WorldError(`The cluster ${cluster} cannot be read.`);
    }
    return collect(cluster, objects, options, semantics);
  });
  const plan = planZone({
    zone: '',
    records: world.records,
    desired: collected,
    claims: new Map(),
    semantics,
    instances: [options],
    cipher: context.cipher,
  });
  const wishes = collected.flatMap(each => each.wishes);
  return {
    id: world.id,
    instances: [options],
    desired: wishes.map(each => each.endpoint),
    plans: [{ ...plan, findings: [] }],
    verdicts: [...collected.flatMap(each => each.verdicts), ...plan.verdicts],
  };
}

function planOurWay(
  world: World,
  instances: readonly Options[],
  context: ReplayContext,
): WorldPlan {
  const semantics = semanticsOf(world, context);
  const desired: InstanceWishes[] = [];
  const clusters = clustersOf(world);
  for (const options of instances) {
    for (const [cluster, objects] of clusters) {
      if (options.clusters && !options.clusters.includes(cluster)) continue;
      desired.push(
        objects
          ? collectFresh(world, cluster, objects, options, semantics)
          : remembered(world, cluster, options, semantics),
      );
    }
  }
  const zones = zonesOf(world, instances);
  const { byZone, verdicts } = distribute(desired, zones);
  const recordsByZone = dealRecords(world, zones);
  const claims = new Map(world.claims);
  const plans: ZonePlan[] = zones.map(zone => {
    const plan = planZone({
      zone: zone.name,
      records: recordsByZone.get(zone.key) ?? [],
      desired: byZone.get(zone.key) ?? [],
      claims,
      semantics,
      instances,
      cipher: context.cipher,
      now: world.now,
      otherZones: zones.map(each => each.name),
    });
    // Nobody asks a world for what stands, and it is most of what was read: one
    // zone after the other is let go.
    recordsByZone.delete(zone.key);
    byZone.delete(zone.key);
    return { ...plan, recordSets: [], claims: [] };
  });
  return {
    id: world.id,
    instances,
    desired: plans.flatMap(plan => plan.desired),
    plans,
    verdicts: settleVerdicts([
      ...verdicts,
      ...plans.flatMap(plan => plan.verdicts),
    ]),
  };
}

/** Takes the records out of the world and deals them out to the zones. */
function dealRecords(
  world: World,
  zones: readonly { key: string; name: string }[],
): Map<string, RecordSet[]> {
  const byZone = new Map<string, RecordSet[]>(
    zones.map(zone => [zone.key, []]),
  );
  const zoneOf = zoneFinder(zones);
  for (const record of world.records) {
    const [zone] = zoneOf(record.dnsName);
    if (!zone) continue;
    record.zone = zone.name;
    byZone.get(zone.key)?.push(record);
  }
  world.records = [];
  return byZone;
}

/** A cluster that is read; a source whose list is suddenly empty goes on as stored. */
function collectFresh(
  world: World,
  cluster: string,
  objects: readonly KubeObject[],
  options: Options,
  semantics: ProviderSemantics,
): InstanceWishes {
  const stored = world.last.get(cluster);
  const emptied = emptiedSources(cluster, objects, stored, options);
  const fresh = collect(cluster, objects, options, semantics, emptied);
  if (!stored || emptied.size === 0) return fresh;
  const known = rememberedWishes(cluster, stored, options, semantics, emptied);
  const stale = [...emptied].map(
    source => ({ source, state: 'stale' } as const),
  );
  return {
    ...fresh,
    wishes: [...fresh.wishes, ...known.wishes],
    verdicts: [...fresh.verdicts, ...known.verdicts],
    sources: [...fresh.sources, ...stale],
  };
}

const none: ReadonlySet<string> = new Set();

function collect(
  cluster: string,
  objects: readonly KubeObject[],
  options: Options,
  semantics: ProviderSemantics,
  leftOut: ReadonlySet<string> = none,
): InstanceWishes {
  const view = clusterView(cluster, objects);
  try {
    const found = options.sources.flatMap(name => {
      const source = sources.find(each => each.name === name);
      return source && !leftOut.has(name)
        ? [collectSource(source, view, options)]
        : [];
    });
    return combined(cluster, found, options, semantics);
  } catch (error) {
    if (error instanceof SourceFailure) throw new WorldError(error.message);
    throw error;
  }
}

/** A cluster that cannot be read: its stored wishes, if there are any. */
function remembered(
  world: World,
  cluster: string,
  options: Options,
  semantics: ProviderSemantics,
): InstanceWishes {
  // An empty list is none: who stored nothing cannot say that nothing is wanted.
  const last = world.last.get(cluster) ?? [];
  const known =
    last.length > 0
      ? rememberedWishes(cluster, last, options, semantics)
      : undefined;
  const state = known ? 'stale' : 'unread';
  return {
    options,
    cluster,
    wishes: known?.wishes ?? [],
    verdicts: known?.verdicts ?? [],
    sources: options.sources.map(source => ({ source, state })),
  };
}

function combined(
  cluster: string,
  found: SourceWishes[],
  options: Options,
  semantics: ProviderSemantics,
): InstanceWishes {
  const { wishes, verdicts } = combine(found, options, semantics);
  return {
    options,
    cluster,
    wishes,
    verdicts,
    sources: found.map(({ source, state }) => ({ source, state })),
  };
}

function semanticsOf(world: World, context: ReplayContext): ProviderSemantics {
  const type = world.providerType;
  if (type === undefined) return anyProvider(undefined);
  return context.semanticsOf?.(type) ?? anyProvider(type);
}

/** The zones of the world, else those of the domain filters, else one for all names. */
function zonesOf(world: World, instances: readonly Options[]) {
  const names =
    world.zones ??
    instances.flatMap(options =>
      options.regexDomainFilter || options.domainFilter.length === 0
        ? ['']
        : options.domainFilter,
    );
  const zones = new Set(
    names.map(name => normaliseName(name.trim().replace(/^[*]?[.]/, ''))),
  );
  return [...zones].map(name => ({ key: name, name }));
}
