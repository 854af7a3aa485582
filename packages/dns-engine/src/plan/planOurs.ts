import { Endpoint } from '../endpoint';
import { Claim } from '../merge/claims';
import { registryFindings } from '../registry/decodeZone';
import { OwnershipTxt } from '../registry/ownershipTxt';
import { ownerLabel } from '../registry/txtValue';
import { zoneRegistryInSteps } from '../registry/zoneRegistry';
import { isWithin, normaliseName } from '../name';
import { Finding, Verdict } from '../verdict';
import { authority } from './authority';
import { ChangeUnit } from './change';
import { delegations } from './delegations';
import { planDelegations } from '../delegation/planDelegations';
import { untilRead } from '../delegation/untilRead';
import { planDigest } from './digest';
import { removal } from './ownershipChanges';
import { planRow, RowContext } from './planRow';
import type { PlanZoneInput, ZonePlan } from './planZone';
import { buildRows, Row } from './rows';
import { settleVerdictsInSteps } from './settleVerdicts';
import { isPause, Steps } from './steps';
import { compareText } from './targets';

/** Our plan of a zone: every row by itself, then what no row speaks for. @internal */
export function* planOurs(input: PlanZoneInput): Steps<ZonePlan> {
  const instances = input.instances ?? [
    ...new Set(input.desired.map(each => each.options)),
  ];
  const registry = yield* zoneRegistryInSteps(
    input.zone,
    input.records,
    instances,
    input.cipher,
  );
  const allowed = authority(input, instances);
  const wished = untilRead(input.desired);
  const delegated = planDelegations(
    { ...input, desired: wished },
    instances,
    registry,
  );
  const { rows, verdicts } = yield* buildRows(
    registry,
    delegated?.desired ?? wished,
    allowed,
    input.semantics,
  );
  const context: RowContext = {
    zone: input.zone,
    zoneName: input.zone || 'of all names',
    registry,
    authority: allowed,
    allowsApexCname: input.semantics.apexCname ?? false,
    delegationOf: delegations(registry),
    isInUse: key => isUsed(rows.get(key)),
    candidatesOf: key => rows.get(key)?.candidates ?? [],
    isStanding: key => (rows.get(key)?.current.length ?? 0) > 0,
    claims: input.claims,
    isInOtherZone: name =>
      (input.otherZones ?? []).some(
        zone =>
          zone.length > input.zone.length &&
          isWithin(name, normaliseName(zone)),
      ),
    canDelete: input.canDelete ?? true,
    now: input.now ?? '',
    keepsClaims: input.keepsClaims ?? true,
    published: new Map(),
  };
  const units: ChangeUnit[] = [];
  const desired: Endpoint[] = [];
  const claims: Claim[] = [];
  const planned: Verdict[] = [...verdicts];
  const waiting = new Map<string, number>();
  let round = 0;
  for (const row of delegated?.inOrder(rows) ?? rows.values()) {
    round += 1;
    if (isPause(round)) yield;
    if (delegated) planned.push(...delegated.beforeRow(row));
    const plan = planRow(row, context);
    delegated?.afterRow(row, plan);
    if (plan.unit) units.push(plan.unit);
    if (plan.claim) claims.push(plan.claim);
    for (const endpoint of plan.desired) desired.push(endpoint);
    for (const verdict of plan.verdicts) planned.push(verdict);
    for (const cluster of plan.waitsFor) {
      waiting.set(cluster, (waiting.get(cluster) ?? 0) + 1);
    }
  }
  addLeftovers(units, rows, context);
  delegated?.finish(units);
  units.sort(inOrderOfApply);
  const settled = yield* settleVerdictsInSteps(planned);
  const states = delegated?.states();
  const planAgainAt = delegated?.planAgainAt();
  return {
    zone: input.zone,
    units,
    desired,
    verdicts: settled,
    findings: [
      ...registryFindings(registry.recordSets),
      ...[...waiting]
        .sort()
        .map(([cluster, names]) => waitingFinding(cluster, names, input.zone)),
      ...(states ?? []).flatMap(each => each.findings),
    ],
    claims: claims.sort(
      (a, b) =>
        compareText(a.dnsName, b.dnsName) ||
        compareText(a.setIdentifier, b.setIdentifier),
    ),
    digest: planDigest(input.zone, units),
    recordSets: registry.recordSets,
    ...(states ? { delegations: states } : {}),
    ...(planAgainAt === undefined ? {} : { planAgainAt }),
  };
}

/** What waits for others comes last; else by name. @internal */
export function inOrderOfApply(a: ChangeUnit, b: ChangeUnit): number {
  return (
    (a.after ? 1 : 0) - (b.after ? 1 : 0) ||
    compareText(a.dnsName, b.dnsName) ||
    compareText(a.setIdentifier ?? '', b.setIdentifier ?? '')
  );
}

/**
 * Ownership TXT of ours whose record is gone, as a crash between the two deletes
 * leaves it, or goes with this plan: removed where a deletion would be allowed and
 * nobody names the host.
 */
function addLeftovers(
  units: ChangeUnit[],
  rows: ReadonlyMap<string, Row>,
  context: RowContext,
): void {
  if (!context.canDelete) return;
  const byKey = new Map(units.map(unit => [keyOf(unit), unit]));
  const found = context.registry.leftovers.flatMap(entry => {
    const owned = ownedBy(entry, rows, byKey, context);
    if (!owned) return [];
    const allRules = context.authority.rulesOfOwner(
      entry.labels[ownerLabel] ?? '',
    );
    const unit: ChangeUnit = {
      dnsName: normaliseName(owned.dnsName),
      changes: [removal(entry, owned)],
      origins: [],
      instances: allRules.map(each => each.options.name),
      mode: allRules.every(each => each.options.mode === 'sync')
        ? 'sync'
        : 'observe',
    };
    if (entry.txt.setIdentifier) unit.setIdentifier = entry.txt.setIdentifier;
    return [unit];
  });
  // Who only observes has no part in a unit that is sent.
  const isSent = ({ mode }: ChangeUnit) => mode === 'sync';
  found.sort((a, b) => Number(isSent(b)) - Number(isSent(a)));
  for (const leftover of found) {
    const unit = byKey.get(keyOf(leftover));
    if (!unit) {
      byKey.set(keyOf(leftover), leftover);
      units.push(leftover);
    } else if (unit.mode === leftover.mode) {
      unit.changes.push(...leftover.changes);
      unit.instances = [...new Set([...unit.instances, ...leftover.instances])];
    }
  }
  for (const { instances } of units) instances.sort();
}

function isUsed(row: Row | undefined): boolean {
  return row !== undefined && row.current.length + row.candidates.length > 0;
}

function keyOf({ dnsName, setIdentifier }: ChangeUnit): string {
  return setIdentifier ? `${dnsName} ${setIdentifier}` : dnsName;
}

/** Whether every record of a row goes with this plan. */
function vanishes(row: Row, unit: ChangeUnit | undefined): boolean {
  const gone = new Set(
    unit?.changes.flatMap(change =>
      change.action === 'delete' ? [change.old] : [],
    ),
  );
  return row.current.every(each => gone.has(each.record));
}

/** The name that a leftover may be removed for; undefined where it has to stay. */
function ownedBy(
  entry: OwnershipTxt,
  rows: ReadonlyMap<string, Row>,
  units: ReadonlyMap<string, ChangeUnit>,
  { authority: allowed, registry, isInOtherZone }: RowContext,
): { dnsName: string; recordType: string } | undefined {
  if (entry.owners.size !== 1) return undefined;
  const [owner] = entry.owners;
  const allRules = allowed.rulesOfOwner(owner);
  const readings = allRules.flatMap(({ options }) => {
    const read = registry.mapperOf(options.registry).read(entry.txt.dnsName);
    return read ? [read] : [];
  });
  if (readings.length === 0) return undefined;
  const [{ dnsName, recordType }] = readings;
  // ExternalDNS owns the apex of a zone from the zone above it.
  if (isInOtherZone(dnsName)) return undefined;
  const setIdentifier = entry.txt.setIdentifier ?? '';
  const isInUse = [...entry.names].some(name => {
    const key = normaliseName(name);
    const rowKey = setIdentifier ? `${key} ${setIdentifier}` : key;
    const row = rows.get(rowKey);
    // Records may stand there under a prefix that we do not read, and a name that
    // is delegated is another zone's, whose apex may be owned from up here.
    return (
      row !== undefined &&
      (row.candidates.length > 0 ||
        row.broken.length > 0 ||
        !vanishes(row, units.get(rowKey)))
    );
  });
  const current = {
    record: { ...entry.txt, dnsName, recordType: recordType || 'A' },
    labels: entry.labels,
    txt: [],
  };
  const isAllowed =
    allowed.mayDelete(current, dnsName) &&
    allowed.unreadFor(current) === undefined;
  return isAllowed && !isInUse ? { dnsName, recordType } : undefined;
}

function waitingFinding(cluster: string, names: number, zone: string): Finding {
  const records = names === 1 ? '1 name' : `${names} names`;
  return {
    id: 'deletion-waits',
    subject: cluster,
    severity: 'warning',
    sentence: `${records} in zone ${
      zone || 'of all names'
    } would be deleted, but cluster ${cluster} cannot be read and may want them.`,
    fix: `Make cluster ${cluster} readable again, or forget it if it is gone for good.`,
  };
}
