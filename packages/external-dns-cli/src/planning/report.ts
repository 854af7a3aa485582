import {
  Change,
  ChangeUnit,
  Finding,
  Origin,
  renderVerdict,
  resourceLabel,
  Verdict,
  WorldPlan,
} from '@openova/dns-engine';

/** One record that would change. @internal */
export interface ReportedChange {
  action: 'create' | 'update' | 'delete';
  /** `ownership` marks the TXT that says who owns a record. */
  role: 'record' | 'ownership';
  zone: string;
  dnsName: string;
  recordType: string;
  setIdentifier?: string;
  before?: Content;
  after?: Content;
  /** Why: the objects that ask for it, or the one that no longer does. */
  cause: string;
}

/** @internal */
export interface Content {
  targets: string[];
  recordTTL?: number;
  properties?: Record<string, string>;
}

/** A name that an object asks for and does not get. @internal */
export interface Unpublished {
  dnsName: string;
  recordType: string;
  object: string;
  state: string;
  reason: string;
  sentence: string;
  fix: string;
}

/** What people are told about a plan. @internal */
export interface Report {
  changes: ReportedChange[];
  unpublished: Unpublished[];
  findings: Finding[];
}

/** @internal */
export function reportOf(world: WorldPlan): Report {
  const changes = world.plans.flatMap(plan =>
    plan.units.flatMap(unit =>
      unit.changes.map(change => reported(change, unit, plan.zone)),
    ),
  );
  return {
    changes: changes.sort(byName),
    unpublished: world.verdicts.flatMap(unpublished),
    findings: world.plans.flatMap(plan => plan.findings),
  };
}

function reported(
  change: Change,
  unit: ChangeUnit,
  zone: string,
): ReportedChange {
  const { action, role } = change;
  const before = action === 'create' ? undefined : change.old;
  const after = action === 'delete' ? undefined : change.new;
  const shown = after ?? before;
  return {
    action,
    role,
    zone,
    dnsName: shown?.dnsName ?? unit.dnsName,
    recordType: shown?.recordType ?? '',
    ...(unit.setIdentifier ? { setIdentifier: unit.setIdentifier } : {}),
    ...(before ? { before: contentOf(before) } : {}),
    ...(after ? { after: contentOf(after) } : {}),
    cause: causeOf(change, unit),
  };
}

function contentOf(record: {
  targets: readonly string[];
  recordTTL?: number;
  providerSpecific?: readonly { name: string; value: string }[];
}): Content {
  const properties = record.providerSpecific ?? [];
  return {
    targets: [...record.targets].sort(),
    ...(record.recordTTL ? { recordTTL: record.recordTTL } : {}),
    ...(properties.length > 0
      ? {
          properties: Object.fromEntries(
            properties.map(({ name, value }) => [name, value]),
          ),
        }
      : {}),
  };
}

function causeOf(change: Change, unit: ChangeUnit): string {
  if (unit.origins.length > 0) {
    return [...new Set(unit.origins.map(objectOf))].join(', ');
  }
  const labels = unit.changes.flatMap(each =>
    each.oldLabels ? [each.oldLabels] : [],
  );
  const resource = (change.oldLabels ? [change.oldLabels, ...labels] : labels)
    .map(each => each[resourceLabel])
    .find(Boolean);
  return resource
    ? `${resource} does not ask for it any more`
    : 'no object asks for it any more';
}

/** `HTTPRoute shop/web in eu-central`. @internal */
export function objectOf(origin: Origin): string {
  const place = origin.namespace ? `${origin.namespace}/` : '';
  return `${origin.kind} ${place}${origin.name} in ${origin.cluster}`;
}

function unpublished(verdict: Verdict): Unpublished[] {
  const { state, sentence, fix } = renderVerdict(verdict);
  if (state === 'works' || state === 'updating' || state === 'filtered') {
    return [];
  }
  return [
    {
      dnsName: verdict.dnsName,
      recordType: verdict.recordType,
      object: objectOf(verdict.origin),
      state,
      reason: verdict.reason,
      sentence,
      fix,
    },
  ];
}

/** A record before the TXT that belongs to it, names in their order. */
function byName(left: ReportedChange, right: ReportedChange): number {
  return (
    compare(left.zone, right.zone) ||
    compare(right.role, left.role) ||
    compare(left.dnsName, right.dnsName) ||
    compare(left.recordType, right.recordType) ||
    compare(left.action, right.action)
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
