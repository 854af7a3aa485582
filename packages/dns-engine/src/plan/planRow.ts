import { Claim } from '../merge/claims';
import { Settled, settleRow, Wanted } from '../merge/settleRow';
import { Options } from '../options/types';
import { ReasonId } from '../reasons';
import { OwnedRecordSet } from '../recordSet';
import { ownerLabel, resourceLabel } from '../registry/txtValue';
import { OwnershipTxt, ZoneRegistry } from '../registry/zoneRegistry';
import { Verdict } from '../verdict';
import { Authority } from './authority';
import { Change, ChangeUnit, DesiredRecordSet } from './change';
import { heldBy, Hold } from './holding';
import {
  labelsFor,
  ownershipDefect,
  ownershipToDelete,
  ownershipToWrite,
} from './ownershipChanges';
import { differs } from './resolve';
import { Candidate, resourceOf, Row, verdictsFor } from './rows';
import { sameTargets, sortTargets } from './targets';

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

interface Refusal {
  reason: ReasonId;
  params: Record<string, string>;
}

/** What is to become of one type of the row. */
type Step =
  | { action: 'create'; wanted: Wanted }
  | { action: 'update'; wanted: Wanted; current: OwnedRecordSet }
  | { action: 'keep'; wanted: Wanted; current: OwnedRecordSet }
  | { action: 'delete'; current: OwnedRecordSet }
  | { action: 'refuse'; wanted: Wanted; refusal: Refusal };

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
    verdicts: verdictsOf(steps, settled, context),
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
    .filter(each => each.ownership === 'ours')
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
  const leftover = context.registry
    .leftoversFor(row.name, row.setIdentifier)
    .find(entry => !isOurTxt(entry, context));
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
  const defect = ownershipDefect(
    identityOf(wanted, row),
    labelsFor(wanted.endpoint.labels, options.registry.txtOwnerId),
    options,
    context.registry,
  );
  return defect ? refuse(defect) : step;
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

/** Why a record of ours that would have to go stays. */
function inTheWay(
  current: OwnedRecordSet,
  row: Row,
  hold: Hold | undefined,
  context: RowContext,
): Refusal {
  const { zoneName, authority, canDelete } = context;
  const standingType = current.record.recordType;
  const unread = authority.unreadFor(current);
  if (hold) return hold.refusal;
  if (unread !== undefined) {
    return { reason: 'waits-for-cluster', params: { waitsFor: unread } };
  }
  if (!canDelete)
    return { reason: 'waits-for-zone', params: { zone: zoneName } };
  if (authority.mayDelete(current, row.name)) return notOurs(current, context);
  const policies = authority
    .agentsOf(current.labels[ownerLabel] ?? '')
    .map(each => each.options.policy);
  const policy = policies.find(each => each !== 'sync');
  return policy
    ? refusedByPolicy(
        policy,
        `replaced (it is a record of type ${standingType})`,
      )
    : {
        reason: 'type-in-the-way',
        params: {
          standingType,
          detail: `records of type ${standingType} are not managed for this name`,
        },
      };
}

/** Types that say that a name is in use by somebody, not merely described. */
const namesSomebody: ReadonlySet<string> = new Set([
  'A',
  'AAAA',
  'CNAME',
  'DNAME',
  'NS',
]);

function refusedByPolicy(policy: string, change: string): Refusal {
  return { reason: 'policy-forbids', params: { change, policy } };
}

function isOurs(current: OwnedRecordSet): boolean {
  return current.ownership === 'ours' || current.ownership === 'ours-unsure';
}

function isOurTxt(entry: OwnershipTxt, context: RowContext): boolean {
  return [...entry.owners].every(
    owner => context.authority.agentsOf(owner).length > 0,
  );
}

/** Whether a record may be changed for the sake of a wish. */
function isOursFor(current: OwnedRecordSet, wanted: Wanted): boolean {
  switch (current.ownership) {
    case 'ours':
      return true;
    case 'ours-unsure':
      return isNamed(current, wanted);
    case 'old-owner':
      return wanted.satisfied.some(
        ({ options }) =>
          options.registry.migrateFromTxtOwner === current.labels[ownerLabel],
      );
    default:
      return false;
  }
}

function isOursForRow(current: OwnedRecordSet, settled: Settled): boolean {
  return (
    isOurs(current) &&
    [...settled.wanted.values()].some(wanted => isNamed(current, wanted))
  );
}

function isNamed(current: OwnedRecordSet, { satisfied }: Wanted): boolean {
  const resource = current.labels[resourceLabel];
  return satisfied.some(
    ({ endpoint, wish }) =>
      endpoint.labels?.[resourceLabel] === resource ||
      wish.contributors.some(each => resourceOf(each) === resource),
  );
}

function notOurs(current: OwnedRecordSet, context: RowContext): Refusal {
  const txt = current.txt.map(each => each.dnsName).join(', ');
  const params = {
    zone: context.zoneName,
    standingType: current.record.recordType,
    txt,
  };
  switch (current.ownership) {
    case 'foreign':
    case 'old-owner': {
      const owner = current.labels[ownerLabel] ?? '';
      return {
        reason: 'owned-by-another',
        params: { ...params, owner, txt: `${txt} names the owner ${owner}` },
      };
    }
    case 'unclear':
    case 'ours-unsure':
      return {
        reason: 'ownership-unclear',
        params: { ...params, detail: current.doubt ?? 'it cannot be read' },
      };
    default: {
      const hints = context.registry
        .hintsFor(current.record.dnsName, current.record.setIdentifier)
        .map(each => each.txt.dnsName);
      return {
        reason: 'not-owned',
        params: {
          ...params,
          txt: hints.join(', '),
          txtNote:
            hints.length > 0
              ? ` (${hints.join(', ')} does not count for it)`
              : '',
        },
      };
    }
  }
}

function identityOf({ endpoint }: Wanted, row: Row) {
  return {
    dnsName: row.name,
    recordType: endpoint.recordType,
    ...(row.setIdentifier ? { setIdentifier: row.setIdentifier } : {}),
    ...(endpoint.providerSpecific
      ? { providerSpecific: endpoint.providerSpecific }
      : {}),
  };
}

function changesOf(
  steps: readonly Step[],
  row: Row,
  context: RowContext,
): Change[] {
  const records: Change[] = [];
  const ownership: Change[] = [];
  const kept = new Set<OwnershipTxt>();
  const deleted: OwnedRecordSet[] = [];
  let createsOwnedByOldForm = false;
  for (const step of steps) {
    if (step.action === 'refuse') continue;
    if (step.action === 'delete') {
      const { record: old, labels: oldLabels } = step.current;
      deleted.push(step.current);
      records.push({ role: 'record', action: 'delete', old, oldLabels });
      continue;
    }
    const { wanted } = step;
    const { options } = wanted.by;
    const current = step.action === 'create' ? undefined : step.current;
    const owner = ownerFor(current, options, context);
    const labels = labelsFor(wanted.endpoint.labels, owner);
    if (step.action === 'create' && wanted.endpoint.recordType !== 'AAAA') {
      createsOwnedByOldForm = true;
    }
    if (step.action !== 'keep') {
      records.push(recordChange(step, row, labels, context.zone));
    }
    const isMigrated = current?.ownership === 'old-owner';
    if (step.action === 'keep' && options.policy === 'create-only') continue;
    const writer = current ? writerOf(owner, options, context) : options;
    const written = ownershipToWrite(
      identityOf(wanted, row),
      // What merely stands keeps its TXT, but for the owner that is migrated.
      step.action === 'keep' && current
        ? { ...current.labels, [ownerLabel]: owner }
        : labels,
      writer,
      context.registry,
      current,
      step.action !== 'keep' || isMigrated,
    );
    ownership.push(...written);
    if (step.action === 'create') {
      for (const change of written) {
        if (change.action === 'update') {
          context.registry
            .at(change.old.dnsName, row.setIdentifier)
            .forEach(entry => kept.add(entry));
        }
      }
    }
  }
  ownership.push(
    ...ownershipToDelete(
      deleted,
      kept,
      context.registry,
      createsOwnedByOldForm,
    ),
  );
  return [...distinct(ownership), ...records];
}

/** An owned record keeps the owner it was read with, unless that one is migrated. */
function ownerFor(
  current: OwnedRecordSet | undefined,
  options: Options,
  context: RowContext,
): string {
  const read = current?.labels[ownerLabel];
  if (read !== undefined && context.authority.agentsOf(read).length > 0) {
    return read;
  }
  return options.registry.type === 'noop' ? '' : options.registry.txtOwnerId;
}

/** The instance whose prefix a record of this owner is written under. */
function writerOf(
  owner: string,
  options: Options,
  context: RowContext,
): Options {
  if (options.registry.txtOwnerId === owner) return options;
  return context.authority.agentsOf(owner)[0]?.options ?? options;
}

function recordChange(
  step: Extract<Step, { action: 'create' | 'update' }>,
  row: Row,
  labels: Record<string, string>,
  zone: string,
): Change {
  const { endpoint } = step.wanted;
  const next: DesiredRecordSet = {
    zone,
    dnsName: row.name,
    recordType: endpoint.recordType,
    targets: endpoint.targets,
    labels,
  };
  if (row.setIdentifier) next.setIdentifier = row.setIdentifier;
  if (endpoint.providerSpecific?.length) {
    next.providerSpecific = endpoint.providerSpecific;
  }
  if (step.action === 'create') {
    if (endpoint.recordTTL) next.recordTTL = endpoint.recordTTL;
    return { role: 'record', action: 'create', new: next };
  }
  const { record: old, labels: oldLabels } = step.current;
  // In place: the service knows the record under the spelling that it answered.
  next.dnsName = old.dnsName;
  // No TTL wanted: the one that stands is as good as any.
  const ttl = endpoint.recordTTL || old.recordTTL;
  if (ttl) next.recordTTL = ttl;
  return { role: 'record', action: 'update', old, oldLabels, new: next };
}

/** Two records of a row may share one TXT (the apex, the old form). */
function distinct(changes: readonly Change[]): Change[] {
  const seen = new Set<string>();
  return changes.filter(change => {
    const set = change.action === 'create' ? change.new : change.old;
    const key = JSON.stringify([
      set.dnsName,
      set.setIdentifier ?? '',
      change.action === 'create' ? '' : set.targets,
    ]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

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

function verdictsOf(
  steps: readonly Step[],
  settled: Settled,
  context: RowContext,
): Verdict[] {
  const zone = context.zoneName;
  const verdicts: Verdict[] = [];
  for (const step of steps) {
    if (step.action === 'delete') continue;
    const { reason, params } = outcomeOf(step, zone);
    for (const { wish } of step.wanted.satisfied) {
      verdicts.push(...verdictsFor(wish, reason, params));
    }
  }
  for (const { candidate, winner } of settled.lost) {
    const params = { zone, ...winnerParams(winner) };
    verdicts.push(...verdictsFor(candidate.wish, 'conflict', params));
  }
  return verdicts;
}

function outcomeOf(
  step: Exclude<Step, { action: 'delete' }>,
  zone: string,
): Refusal {
  switch (step.action) {
    case 'create':
      return { reason: 'creating', params: { zone } };
    case 'update':
      return { reason: 'updating', params: { zone } };
    case 'keep':
      return { reason: 'published', params: { zone } };
    default:
      return {
        reason: step.refusal.reason,
        params: { zone, ...step.refusal.params },
      };
  }
}

function winnerParams({ wish, cluster }: Candidate): Record<string, string> {
  const { kind, namespace, name } = wish.origin;
  return {
    winnerKind: kind,
    winnerNamespace: namespace,
    winnerName: name,
    winnerCluster: cluster,
  };
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
