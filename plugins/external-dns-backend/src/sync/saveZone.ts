import {
  decodeZone,
  isWithin,
  KeptPlan,
  normaliseName,
  ZonePlan,
} from '@openova/dns-engine';
import { claimsByKey } from '../store/claims';
import { StoredZone } from '../store/recordSets';
import { UnitResult } from './apply';
import { SyncContext, ZoneWork } from './context';
import { Read } from './observe';
import { namesOfUnits, ObservedZone } from './observedZone';

/** Stores what was read, as the plan decoded it. @internal */
export async function saveObserved(
  read: Read,
  kept: KeptPlan,
  work: ZoneWork,
  context: SyncContext,
): Promise<void> {
  const zone = storedZone(work, context);
  const { recordSets } = context.store;
  const at = context.clock.now();
  if (read.kind === 'all') {
    await recordSets.replaceZone(zone, kept.plan.recordSets, at);
  } else if (read.kind === 'names') {
    const names = new Set(read.names);
    for (const name of kept.namesOwnedBy(read.names)) names.add(name);
    await recordSets.replaceNames(zone, names, kept.recordSetsAt(names), at);
  }
}

/**
 * Stores what the service confirmed. A name with an unknown outcome stays as it was
 * until it is read again.
 *
 * @internal
 */
export async function saveWritten(
  results: readonly UnitResult[],
  kept: KeptPlan,
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<void> {
  const touched = results.filter(result =>
    result.fates.some(fate => fate.outcome !== 'not-sent'),
  );
  if (touched.length === 0) return;
  const names = new Set(
    touched.map(result => normaliseName(result.unit.dnsName)),
  );
  // A name's TXT may be untouched: the plan knows which belong to it.
  const read = namesOfUnits(touched.map(result => result.unit));
  for (const name of names) read.add(name);
  for (const { txt } of kept.recordSetsAt(names)) {
    for (const each of txt) read.add(normaliseName(each.dnsName));
  }
  const decoded = decodeZone(work.zone.zone.name, zone.at(read), {
    instances: context.instances,
    cipher: context.cipher,
  });
  await context.store.recordSets.replaceNames(
    storedZone(work, context),
    names,
    decoded.recordSets.filter(({ record }) =>
      names.has(normaliseName(record.dnsName)),
    ),
    context.clock.now(),
  );
}

/** Remembers who holds which name. @internal */
export async function saveClaims(
  plan: ZonePlan,
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<void> {
  const claims = claimsByKey(plan.claims);
  await context.store.claims.change(
    work.zone.key,
    zone.claims ?? new Map(),
    claims,
  );
  zone.claims = claims;
}

/** Remembers k8gb's delegations, and when time alone will change the plan. @internal */
export async function saveDelegations(
  plan: ZonePlan,
  work: ZoneWork,
  zone: ObservedZone,
  context: SyncContext,
): Promise<void> {
  const { key, account } = work.zone;
  const states = plan.delegations ?? [];
  await context.store.delegations.change(
    { key, provider: account.provider.semantics.type },
    zone.delegations ?? [],
    states,
    context.clock.now(),
  );
  zone.delegations = states;
  zone.planAgainAt = plan.planAgainAt;
}

/** Whether a record of a delegation was written, or one that it hides. @internal */
export function touchesDelegation(
  results: readonly UnitResult[],
  { delegations = [] }: ZonePlan,
): boolean {
  const servers = new Set(
    delegations.flatMap(({ members, standing }) => [
      ...members.map(each => each.nsName),
      ...(standing?.nsNames ?? []),
    ]),
  );
  return results.some(({ unit, fates }) => {
    const name = normaliseName(unit.dnsName);
    return (
      fates.some(fate => fate.outcome === 'done') &&
      (servers.has(name) || delegations.some(each => isWithin(name, each.zone)))
    );
  });
}

function storedZone(work: ZoneWork, context: SyncContext): StoredZone {
  return {
    key: work.zone.key,
    name: work.zone.zone.name,
    provider: work.zone.account.provider.semantics.type,
    ourOwners: ownersOf(context),
  };
}

/** Every configured owner id is ours. @internal */
export function ownersOf({
  instances,
}: Pick<SyncContext, 'instances'>): ReadonlySet<string> {
  return new Set(instances.map(each => each.registry.txtOwnerId));
}
