import { Claim, nameKey } from '../merge/claims';
import { Settled, settleRow, Wanted } from '../merge/settleRow';
import { Options } from '../options/types';
import { OwnedRecordSet } from '../recordSet';
import { ownerLabel } from '../registry/txtValue';
import { ZoneRegistry } from '../registry/zoneRegistry';
import { Verdict } from '../verdict';
import { Authority } from './authority';
import { Change, ChangeUnit } from './change';
import { heldBy, Hold } from './holding';
import { isOurs, isOursFor, isOursForRow } from './ours';
import { labelsFor, ownershipDefect } from './ownershipChanges';
import { inTheWay, notOurs, Refusal, refusedByPolicy } from './refusals';
import { differs } from './resolve';
import { changesOf, identityOf } from './rowChanges';
import { resourceOf, Row } from './rows';
import { verdictsOf } from './rowVerdicts';
import type { Step } from './step';
import { compareText, sameTargets, sortTargets } from './targets';

/*
 * One row: all records of one (name, set identifier), what is wanted of them, and
 * the one unit of changes that leads there.
 *
 * In order: who gets the row (settleRow); whether something holds it (holding);
 * for each type whether to create, change, or take away; whether each of these may
 * be done. Taking away is never done for its own sake alone where something else in
 * the row is refused: then the row keeps what it has.
 *
 * Always: nothing of what is not ours is changed; a record and its TXT are in one
 * unit; every candidate gets one verdict for each object behind it.
 */

/** What the rows of a zone have in common. @internal */
export interface RowContext {
  zone: string;
  /** The zone as people read it. */
  zoneName: string;
  registry: ZoneRegistry;
  /** Whether anything stands or is wanted under a row's key. */
  isInUse(key: string): boolean;
  isStanding(key: string): boolean;
  authority: Authority;
  claims: ReadonlyMap<string, Claim>;
  canDelete: boolean;
  now: string;
}

/** @internal */
export interface RowPlan {
  settled: Settled;
  unit?: ChangeUnit;
  verdicts: Verdict[];
  claim?: Claim;
  /** Clusters that keep a record from being deleted because they cannot be read. */
  waitsFor: string[];
}

/** @internal */
export function planRow(row: Row, context: RowContext): RowPlan {
  const remembered = context.claims.get(row.key);
  const settled = settleRow(row, remembered);
  const hold = heldBy(row, settled, remembered);
  const waitsFor = new Set<string>();
  const steps = decide(row, settled, hold, remembered, context, waitsFor);
  const changes = changesOf(steps, row, context);
  const plan: RowPlan = {
    settled,
    verdicts: verdictsOf(steps, settled, context.zoneName),
    waitsFor: [...waitsFor],
  };
  if (changes.length > 0) plan.unit = unitOf(row, changes, steps, context);
  const claim = claimOf(row, settled, remembered, waitsFor.size > 0, context);
  if (claim) plan.claim = claim;
  return plan;
}

function decide(
  row: Row,
  settled: Settled,
  hold: Hold | undefined,
  remembered: Claim | undefined,
  context: RowContext,
  waitsFor: Set<string>,
): Step[] {
  const types = new Set([
    ...settled.wanted.keys(),
    ...row.current.map(each => each.record.recordType),
  ]);
  const steps: Step[] = [];
  for (const type of [...types].sort()) {
    const wanted = settled.wanted.get(type);
    const current = row.current.filter(each => each.record.recordType === type);
    if (!wanted) {
      steps.push(
        ...current.map((each): Step => ({ action: 'delete', current: each })),
      );
    } else if (current.length === 0) {
      steps.push({ action: 'create', wanted });
    } else {
      steps.push(stepFor(wanted, current, context));
    }
  }
  return restrict(steps, row, settled, hold, remembered, context, waitsFor);
}

function stepFor(
  wanted: Wanted,
  standing: readonly OwnedRecordSet[],
  context: RowContext,
): Step {
  const [current] = standing;
  const foreign = standing.find(each => !isOursFor(each, wanted));
  if (foreign) {
    return { action: 'refuse', wanted, refusal: notOurs(foreign, context) };
  }
  if (standing.length > 1) {
    return {
      action: 'refuse',
      wanted,
      refusal: {
        reason: 'ownership-unclear',
        params: {
          detail: `zone ${context.zoneName} lists the ${current.record.recordType} record twice`,
          txt: current.txt[0]?.dnsName ?? current.record.dnsName,
          zone: context.zoneName,
        },
      },
    };
  }
  return differs(current.record, wanted.endpoint)
    ? { action: 'update', wanted, current }
    : { action: 'keep', wanted, current };
}

/** Everything that keeps a step from being taken. */
function restrict(
  steps: Step[],
  row: Row,
  settled: Settled,
  hold: Hold | undefined,
  remembered: Claim | undefined,
  context: RowContext,
  waitsFor: Set<string>,
): Step[] {
  const guarded = row.current
    .filter(each => isOurs(each) || each.ownership === 'old-owner')
    .map(each => context.authority.unreadFor(each))
    .find(each => each !== undefined);
  // The remembered holder's own wish is known, whatever an unread cluster wants.
  const isHolder =
    remembered !== undefined &&
    settled.winner?.cluster === remembered.cluster &&
    !settled.isShared;
  let restricted = steps.map((step): Step => {
    switch (step.action) {
      case 'create':
        return created(step, row, hold, guarded, context);
      case 'update':
        return updated(
          step,
          settled,
          hold,
          isHolder ? undefined : guarded,
          context,
        );
      default:
        return step;
    }
  });
  const mayGo = (current: OwnedRecordSet): boolean => {
    const decided = settled.wanted.size > 0;
    const isRetype = decided && isOursForRow(current, settled);
    if (!(current.ownership === 'ours' || isRetype)) return false;
    if (current.ownership === 'old-owner') return false;
    if (!context.authority.mayDelete(current, row.name)) return false;
    if (!context.canDelete || hold) return false;
    const unread = context.authority.unreadFor(current);
    if (unread !== undefined) waitsFor.add(unread);
    return unread === undefined;
  };
  const going = new Set(
    restricted.flatMap(step =>
      step.action === 'delete' && mayGo(step.current) ? [step.current] : [],
    ),
  );
  restricted = restricted.map(step =>
    step.action === 'create' ? besides(step, row, going, hold, context) : step,
  );
  const isRefused = restricted.some(step => step.action === 'refuse');
  return restricted.filter(
    step => step.action !== 'delete' || (!isRefused && going.has(step.current)),
  );
}

function created(
  step: Extract<Step, { action: 'create' }>,
  row: Row,
  hold: Hold | undefined,
  guarded: string | undefined,
  context: RowContext,
): Step {
  const { wanted } = step;
  const refuse = (refusal: Refusal): Step => ({
    action: 'refuse',
    wanted,
    refusal,
  });
  const { options } = wanted.by;
  if (row.current.some(isOurs)) {
    if (hold?.freezes(wanted.endpoint.recordType)) {
      return refuse(hold.refusal);
    }
    if (guarded !== undefined) {
      return refuse({
        reason: 'waits-for-cluster',
        params: { waitsFor: guarded, zone: context.zoneName },
      });
    }
  }
  const [leftover] = context.registry
    .leftoversFor(row.name, row.setIdentifier)
    .filter(entry => !context.registry.isOurs(entry))
    .sort((a, b) => compareText(a.txt.dnsName, b.txt.dnsName));
  if (leftover && options.registry.type === 'txt') {
    return refuse({
      reason: 'leftover-ownership',
      params: {
        txt: leftover.txt.dnsName,
        owner: [...leftover.owners].sort().join(', ') || 'nobody',
        zone: context.zoneName,
      },
    });
  }
  if (sharesItsTxt(row, options, context)) {
    const txt = context.registry
      .mapperOf(options.registry)
      .typedName(row.name, wanted.endpoint.recordType);
    return refuse({
      reason: 'ownership-name-taken',
      params: { txt, zone: context.zoneName },
    });
  }
  const defect = ownershipDefect(
    identityOf(wanted, row),
    labelsFor(wanted.endpoint.labels, options.registry.txtOwnerId),
    options,
    context.registry,
  );
  return defect ? refuse(defect) : step;
}

/** `*` written as `any` would share its TXT with a host that is called so. */
function sharesItsTxt(
  row: Row,
  options: Options,
  { registry, isInUse, isStanding }: RowContext,
): boolean {
  const mapper = registry.mapperOf(options.registry);
  const host = mapper.lookupName(row.name);
  const wildcard = mapper.wildcardOf(row.name);
  return (
    (host !== row.name && isInUse(nameKey(host, row.setIdentifier))) ||
    (wildcard !== undefined && isStanding(nameKey(wildcard, row.setIdentifier)))
  );
}

function updated(
  step: Extract<Step, { action: 'update' }>,
  settled: Settled,
  hold: Hold | undefined,
  guarded: string | undefined,
  context: RowContext,
): Step {
  const { wanted, current } = step;
  const { recordType } = current.record;
  const isGrowth = current.record.targets.every(target =>
    wanted.endpoint.targets.some(each => sameTargets([each], [target])),
  );
  const refuse = (refusal: Refusal): Step =>
    settled.isShared && !isGrowth
      ? grown(step, refusal)
      : { action: 'refuse', wanted, refusal };
  if (hold?.freezes(recordType))
    return { action: 'refuse', wanted, refusal: hold.refusal };
  if (hold?.keepsTargets(recordType) && !isGrowth) {
    return refuse(hold.refusal);
  }
  if (guarded !== undefined && !(settled.isShared && isGrowth)) {
    return refuse({
      reason: 'waits-for-cluster',
      params: { waitsFor: guarded, zone: context.zoneName },
    });
  }
  if (wanted.by.options.policy === 'create-only') {
    return {
      action: 'refuse',
      wanted,
      refusal: refusedByPolicy('create-only', 'changed'),
    };
  }
  const defect = ownershipDefect(
    { ...current.record, dnsName: wanted.endpoint.dnsName },
    labelsFor(wanted.endpoint.labels, current.labels[ownerLabel] ?? ''),
    wanted.by.options,
    context.registry,
  );
  return defect?.reason === 'labels-unwritable'
    ? { action: 'refuse', wanted, refusal: defect }
    : step;
}

/** A shared name may always gain targets; what stands stays beside them. */
function grown(
  step: Extract<Step, { action: 'update' }>,
  refusal: Refusal,
): Step {
  const { wanted, current } = step;
  const targets = sortTargets([
    ...new Set([...current.record.targets, ...wanted.endpoint.targets]),
  ]);
  if (targets.length === current.record.targets.length) {
    return { action: 'refuse', wanted, refusal };
  }
  return {
    action: 'update',
    current,
    wanted: { ...wanted, endpoint: { ...wanted.endpoint, targets } },
  };
}

/** What stands beside a record that is to be created. */
function besides(
  step: Extract<Step, { action: 'create' }>,
  row: Row,
  going: ReadonlySet<OwnedRecordSet>,
  hold: Hold | undefined,
  context: RowContext,
): Step {
  const { wanted } = step;
  const { recordType } = wanted.endpoint;
  for (const current of row.current) {
    if (going.has(current)) continue;
    const standing = current.record.recordType;
    const excludes = recordType === 'CNAME' || standing === 'CNAME';
    if (!isOurs(current) && (excludes || namesSomebody.has(standing))) {
      return { action: 'refuse', wanted, refusal: notOurs(current, context) };
    }
    if (!excludes) continue;
    return {
      action: 'refuse',
      wanted,
      refusal: inTheWay(current, row, hold, context),
    };
  }
  return step;
}

/** Types that say that a name is in use by somebody, not merely described. */
const namesSomebody: ReadonlySet<string> = new Set([
  'A',
  'AAAA',
  'CNAME',
  'DNAME',
  'NS',
]);

function unitOf(
  row: Row,
  changes: Change[],
  steps: readonly Step[],
  context: RowContext,
): ChangeUnit {
  const satisfied = steps.flatMap(step =>
    step.action === 'delete' ? [] : step.wanted.satisfied,
  );
  const owners = steps.flatMap(step =>
    step.action === 'delete'
      ? context.authority.agentsOf(step.current.labels[ownerLabel] ?? '')
      : [],
  );
  const involved = new Set<Options>([
    ...satisfied.map(each => each.options),
    ...owners.map(each => each.options),
  ]);
  const unit: ChangeUnit = {
    dnsName: row.name,
    changes,
    origins: satisfied.flatMap(each => each.wish.contributors),
    instances: [...involved].map(each => each.name).sort(),
    mode: [...involved].every(each => each.mode === 'sync')
      ? 'sync'
      : 'observe',
  };
  if (row.setIdentifier) unit.setIdentifier = row.setIdentifier;
  return unit;
}

/** The claim as it is after this plan; a held or guarded row keeps what it had. */
function claimOf(
  row: Row,
  settled: Settled,
  remembered: Claim | undefined,
  isGuarded: boolean,
  context: RowContext,
): Claim | undefined {
  const { winner } = settled;
  if (!winner) {
    return isGuarded || row.broken.length > 0 ? remembered : undefined;
  }
  const [first] = winner.chosen.values();
  const isSame =
    remembered?.cluster === winner.cluster &&
    (remembered.instance === '' || remembered.instance === winner.options.name);
  const satisfied = [...settled.wanted.values()].flatMap(
    each => each.satisfied,
  );
  const current = satisfied
    .filter(each => each.cluster === winner.cluster)
    .flatMap(each => each.wish.contributors.map(resourceOf));
  // Whoever is broken now, but contributed, goes on holding its targets.
  const held = row.broken
    .map(each => resourceOf(each.origin))
    .filter(each => isSame && remembered.contributors.includes(each));
  return {
    dnsName: row.name,
    setIdentifier: row.setIdentifier,
    cluster: winner.cluster,
    instance: winner.options.name,
    origin: first.wish.origin,
    contributors: [...new Set([...current, ...held])].sort(),
    since: isSame ? remembered.since : context.now,
  };
}
