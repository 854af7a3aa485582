import { Endpoint } from './endpoint';
import { normaliseName } from './name';
import { Options } from './options/types';
import { distribute, settleVerdicts, zoneFinder } from './pipeline';
import { planZone, ZonePlan } from './plan/planZone';
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
import { accountsOf, semanticsOfEntry, WorldAccount } from './replay/accounts';
import { delegationMemory } from './replay/delegationMemory';
import { collect, desiredOf } from './replay/desired';
import { StandingRecords } from './replay/standing';
import { WorldError } from './replay/worldError';
import { Finding, Verdict } from './verdict';

/** What the engine has to be given, because it is pure. @public */
export interface ReplayContext {
  cipher?: TxtCipherFactory;
  /**
   * What is known of a provider, from its package's `./engine`: by its type and its
   * entry in the configuration, in which secrets may be missing.
   */
  semanticsOf?(
    type: string,
    entry: Readonly<Record<string, unknown>>,
  ): ProviderSemantics | undefined;
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
  const semantics = semanticsOfEntry(world.providers[0], context.semanticsOf);
  const collected = clusters.map(([cluster, objects]) => {
    if (!objects) {
      throw new WorldError(`The cluster ${cluster} cannot be read.`);
    }
    return collect(cluster, objects, options, semantics);
  });
  const broken = world.records.find(each => each.unreadable !== undefined);
  if (broken) throw new WorldError(`${broken.unreadable}.`);
  const standing = new StandingRecords();
  const plan = planZone({
    zone: '',
    records: world.records.map(each => standing.asTold(each, semantics)),
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
    plans: [{ ...plan, units: standing.asGiven(plan.units), findings: [] }],
    verdicts: [...collected.flatMap(each => each.verdicts), ...plan.verdicts],
  };
}

function planOurWay(
  world: World,
  instances: readonly Options[],
  context: ReplayContext,
): WorldPlan {
  const zones = zonesOf(world, instances);
  const accounts = accountsOf(world.providers, zones, context.semanticsOf);
  const standing = new StandingRecords();
  const nameless = world.records.filter(
    each => each.unreadable !== undefined && each.dnsName === '',
  );
  const recordsByZone = dealRecords(world, accounts, standing);
  const claims = new Map(world.claims);
  const verdicts: Verdict[][] = [];
  const plans: ZonePlan[] = [];
  for (const [index, { semantics, zones: held }] of accounts.entries()) {
    const dealt = distribute(desiredOf(world, instances, semantics), zones);
    // Nobody reads the objects again: their room is for the plans.
    if (index === accounts.length - 1) world.clusters.clear();
    verdicts.push(dealt.verdicts);
    for (const zone of held) {
      const plan = planZone({
        zone: zone.name,
        records: recordsByZone.get(zone.key) ?? [],
        desired: dealt.byZone.get(zone.key) ?? [],
        claims,
        semantics,
        instances,
        cipher: context.cipher,
        now: world.now,
        otherZones: zones.map(each => each.name),
        keepsClaims: false,
        gslb: delegationMemory(world, instances),
      });
      // Nobody asks a world for what stands, and it is most of what was read: one
      // zone after the other is let go.
      recordsByZone.delete(zone.key);
      dealt.byZone.delete(zone.key);
      const findings = plans.length === 0 ? nameless.map(unreadable) : [];
      plans.push({
        ...plan,
        findings: [...findings, ...plan.findings],
        units: standing.asGiven(plan.units),
        recordSets: [],
        claims: [],
      });
      verdicts.push(plan.verdicts);
    }
  }
  return {
    id: world.id,
    instances,
    desired: plans.flatMap(plan => plan.desired),
    plans,
    verdicts: settleVerdicts(verdicts.flat()),
  };
}

/** Takes the records out of the world and deals them out to the zones. */
function dealRecords(
  world: World,
  accounts: readonly WorldAccount<WorldZone>[],
  standing: StandingRecords,
): Map<string, RecordSet[]> {
  const zones = accounts.flatMap(({ zones: held, semantics }) =>
    held.map(zone => ({ ...zone, semantics, records: [] as RecordSet[] })),
  );
  const zoneOf = zoneFinder(zones);
  for (const record of world.records) {
    const [zone] = zoneOf(record.dnsName);
    if (!zone) continue;
    record.zone = zone.name;
    zone.records.push(standing.asTold(record, zone.semantics));
  }
  world.records = [];
  return new Map(zones.map(zone => [zone.key, zone.records]));
}

/** Of a record of which not even the name can be read. */
function unreadable(record: RecordSet): Finding {
  const sentence = `A record cannot be read: ${record.unreadable}.`;
  return {
    id: 'record-unreadable',
    subject: '',
    severity: 'warning',
    sentence,
    fix: 'Correct the record, or what it was read with; all others are planned without it.',
  };
}

interface WorldZone {
  key: string;
  name: string;
}

/** The zones of the world, else those of the domain filters, else one for all names. */
function zonesOf(world: World, instances: readonly Options[]): WorldZone[] {
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
