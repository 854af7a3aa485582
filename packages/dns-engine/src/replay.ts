import { Endpoint } from './endpoint';
import { normaliseName } from './name';
import { parseOptions } from './options/parseOptions';
import { Options } from './options/types';
import { distribute, settleVerdicts, zonesFor } from './pipeline';
import { InstanceWishes, planZone, ZonePlan } from './plan/planZone';
import { anyProvider } from './plan/anyProvider';
import { compareText } from './plan/targets';
import { ProviderSemantics } from './provider';
import { RecordSet } from './recordSet';
import { TxtCipherFactory } from './registry/cipher';
import { renderVerdict } from './renderVerdict';
import { readWorld, World } from './replay/readWorld';
import {
  changeLists,
  ChangeLists,
  EndpointJson,
  normaliseEndpoints,
} from './replay/rendering';
import { rememberedWishes } from './replay/remembered';
import { WorldError } from './replay/worldError';
import { collectSource } from './sources/collect';
import { combine } from './sources/combine';
import { SourceFailure } from './sources/strategies';
import { SourceWishes } from './sources/source';
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

/** @public */
export interface ReplayVerdict {
  dnsName: string;
  recordType: string;
  setIdentifier: string;
  origin: { cluster: string; kind: string; namespace: string; name: string };
  reason: string;
  /** The reason's sentence, placeholders filled. */
  detail: string;
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
    verdicts: renderVerdicts(verdicts),
    findings: plans.flatMap(plan => plan.findings),
    holds: [],
  };
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
  const world = readWorld(value);
  const { options, problems } = parseOptions(world.config);
  if (problems.length > 0) {
    const { path, message } = problems[0];
    throw new WorldError(`${path} ${message}.`);
  }
  return options[0].compat
    ? planAsExternalDnsWould(world, options[0], context)
    : planOurWay(world, options, context);
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
    records: world.records.map(record => ({ ...record, zone: '' })),
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
  for (const options of instances) {
    for (const [cluster, objects] of world.clusters) {
      if (options.clusters && !options.clusters.includes(cluster)) continue;
      desired.push(
        objects
          ? collect(cluster, objects, options, semantics)
          : remembered(world, cluster, options, semantics),
      );
    }
  }
  const zones = zonesOf(world, instances);
  const { byZone, verdicts } = distribute(desired, zones);
  const recordsByZone = new Map<string, RecordSet[]>(
    zones.map(zone => [zone.key, []]),
  );
  for (const record of world.records) {
    for (const zone of zonesFor(record.dnsName, zones).slice(0, 1)) {
      recordsByZone.get(zone.key)?.push({ ...record, zone: zone.name });
    }
  }
  const claims = new Map(world.claims);
  const plans: ZonePlan[] = zones.map(zone =>
    planZone({
      zone: zone.name,
      records: recordsByZone.get(zone.key) ?? [],
      desired: byZone.get(zone.key) ?? [],
      claims,
      semantics,
      instances,
      cipher: context.cipher,
      now: world.now,
    }),
  );
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

function collect(
  cluster: string,
  objects: NonNullable<ReturnType<World['clusters']['get']>>,
  options: Options,
  semantics: ProviderSemantics,
): InstanceWishes {
  const view = clusterView(cluster, objects);
  try {
    const found = options.sources.flatMap(name => {
      const source = sources.find(each => each.name === name);
      return source ? [collectSource(source, view, options)] : [];
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
  const last = world.last.get(cluster);
  const known = last && rememberedWishes(cluster, last, options, semantics);
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

function renderVerdicts(verdicts: readonly Verdict[]): ReplayVerdict[] {
  return verdicts
    .map(verdict => ({
      dnsName: verdict.dnsName,
      recordType: verdict.recordType,
      setIdentifier: verdict.setIdentifier,
      origin: {
        cluster: verdict.origin.cluster,
        kind: verdict.origin.kind,
        namespace: verdict.origin.namespace,
        name: verdict.origin.name,
      },
      reason: verdict.reason,
      detail: renderVerdict(verdict).sentence,
    }))
    .map(verdict => ({ verdict, key: JSON.stringify(verdict) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(each => each.verdict);
}
