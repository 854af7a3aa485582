import { propertyOf } from '../endpoint';
import { Claim, nameKey } from '../merge/claims';
import { Settled, Wanted } from '../merge/settleRow';
import { isWithin, normaliseName } from '../name';
import { Options } from '../options/types';
import { OwnedRecordSet } from '../recordSet';
import { ownerLabel, resourceLabel } from '../registry/txtValue';
import type { Hold } from './holding';
import { isOurs, isOursForRow } from './ours';
import { labelsFor, ownershipDefect } from './ownershipChanges';
import type { RowContext } from './planRow';
import {
  delegated,
  inTheWay,
  notOurs,
  Refusal,
  refusedByPolicy,
} from './refusals';
import { identityOf } from './rowChanges';
import { resourceOf, Row } from './rows';
import type { Step } from './step';
import { unreadClaimant } from './unreadClaimant';
import { compareText, sameTargets, sortTargets } from './targets';

/*
 * What of a row's steps may be done: ownership, holds, clusters that cannot be
 * read, policy, and what stands beside it. What may not be done becomes a refusal,
 * which is the verdict of its wishes; a deletion that may not be done is left out.
 */

/** Everything that keeps a step from being taken. @internal */
export function restrict(
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
  const claimant = unreadClaimant(row, settled, remembered, context);
  let restricted = steps.map((step): Step => {
    switch (step.action) {
      case 'create':
        return created(
          step,
          row,
          settled,
          hold,
          { guarded, claimant },
          context,
        );
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
    const isSure =
      current.ownership === 'ours' ||
      isRetype ||
      isRemembered(current, remembered, context);
    if (!isSure) return false;
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

/**
 * A record that only an old-form TXT owns may be somebody's under a TXT that was
 * left over; not so where we have published it for the object that the TXT names.
 */
function isRemembered(
  current: OwnedRecordSet,
  remembered: Claim | undefined,
  { registry }: RowContext,
): boolean {
  const resource = current.labels[resourceLabel];
  return (
    remembered !== undefined &&
    resource !== undefined &&
    current.ownership === 'ours-unsure' &&
    registry.isOwnedByOldFormAlone(current) &&
    [resourceOf(remembered.origin), ...remembered.contributors].includes(
      resource,
    )
  );
}

function created(
  step: Extract<Step, { action: 'create' }>,
  row: Row,
  settled: Settled,
  hold: Hold | undefined,
  { guarded, claimant }: { guarded?: string; claimant?: string },
  context: RowContext,
): Step {
  const { wanted } = step;
  const refuse = (refusal: Refusal): Step => ({
    action: 'refuse',
    wanted,
    refusal,
  });
  const { options } = wanted.by;
  const isApex = row.name === context.zone && row.name !== '';
  if (
    isApex &&
    wanted.endpoint.recordType === 'CNAME' &&
    !context.allowsApexCname &&
    propertyOf(wanted.endpoint, 'alias') !== 'true'
  ) {
    return refuse({ reason: 'cname-at-apex', params: {} });
  }
  const delegation = context.delegationOf(row.name);
  if (delegation && !row.current.includes(delegation)) {
    return refuse(delegated(delegation, context));
  }
  if (row.current.some(isOurs)) {
    if (hold?.freezes(wanted.endpoint.recordType)) {
      return refuse(hold.refusal);
    }
  }
  const waitsFor = row.current.some(isOurs) ? guarded ?? claimant : claimant;
  if (waitsFor !== undefined) {
    return refuse({
      reason: 'waits-for-cluster',
      params: { waitsFor, zone: context.zoneName },
    });
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
  if (isApex && isOwnedWithAddress(wanted, row, settled, context)) {
    const txt = context.registry.mapperOf(options.registry).oldName(row.name);
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

/**
 * An apex whose typed TXT names fall outside of the zone has one TXT for all its
 * types. It speaks for the addresses there: an MX or TXT under it could not be told
 * from one that a person made.
 */
function isOwnedWithAddress(
  wanted: Wanted,
  row: Row,
  settled: Settled,
  { registry }: RowContext,
): boolean {
  const { recordType } = wanted.endpoint;
  const { options } = wanted.by;
  if (options.registry.type !== 'txt' || isAddress.has(recordType))
    return false;
  const typed = registry
    .mapperOf(options.registry)
    .typedName(row.name, recordType);
  return (
    !isWithin(normaliseName(typed), registry.zone) &&
    ([...settled.wanted.keys()].some(type => isAddress.has(type)) ||
      row.current.some(
        each => isOurs(each) && isAddress.has(each.record.recordType),
      ))
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
  // The TXT goes on naming the object that holds what stands, or the next plan would
  // not know of it.
  const resource = current.labels[resourceLabel];
  const labels = { ...wanted.endpoint.labels };
  if (resource) labels[resourceLabel] = resource;
  return {
    action: 'update',
    current,
    wanted: { ...wanted, endpoint: { ...wanted.endpoint, targets, labels } },
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
  const isApex = row.name === context.zone && row.name !== '';
  for (const current of row.current) {
    if (going.has(current)) continue;
    const standing = current.record.recordType;
    // What every apex has (NS, SOA) or may have beside an address.
    if (isApex && !isAddress.has(standing)) continue;
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

const isAddress: ReadonlySet<string> = new Set(['A', 'AAAA', 'CNAME']);

/**
 * Types that say that a name is in use by somebody, not merely described; an empty
 * one could not be read.
 */
const namesSomebody: ReadonlySet<string> = new Set([
  '',
  ...isAddress,
  'DNAME',
  'NS',
]);
