import { Endpoint, Origin, Wish, withoutTrailingDot } from '../endpoint';
import { normaliseName } from '../name';
import { Options } from '../options/types';
import { adjustedEndpoints, ProviderSemantics } from '../provider';
import { reasons, Reason, ReasonId } from '../reasons';
import { OwnedRecordSet } from '../recordSet';
import { standingName } from '../registry/ownershipTxt';
import { resourceLabel } from '../registry/txtValue';
import { ZoneRegistry } from '../registry/zoneRegistry';
import { nothing, withOneMore } from '../shortLists';
import { endpointDefect } from '../validate';
import { Verdict } from '../verdict';
import { Authority } from './authority';
import type { InstanceWishes } from './planZone';
import { isPause, Steps } from './steps';
import { compareText } from './targets';

/** A wish that may be published: normalised, adjusted, valid. @internal */
export interface Candidate {
  endpoint: Endpoint;
  wish: Wish;
  options: Options;
  cluster: string;
}

/** Everything about one (name, set identifier); planned on its own. @internal */
export interface Row {
  key: string;
  name: string;
  setIdentifier: string;
  current: OwnedRecordSet[];
  candidates: Candidate[];
  /** Wishes for this row that are broken and hold what stands. */
  broken: Verdict[];
}

/** @internal */
export interface Rows {
  rows: Map<string, Row>;
  /** Of wishes that never reach a row, and of the sources. */
  verdicts: Verdict[];
}

/** Deals records, wishes and broken wishes out to their rows. @internal */
export function* buildRows(
  registry: ZoneRegistry,
  desired: readonly InstanceWishes[],
  authority: Authority,
  semantics: ProviderSemantics,
): Steps<Rows> {
  let round = 0;
  const rows = new Map<string, Row>();
  const verdicts: Verdict[] = [];
  const rowOf = (name: string, setIdentifier = ''): Row => {
    const key = setIdentifier ? `${name} ${setIdentifier}` : name;
    let row = rows.get(key);
    if (!row) {
      row = {
        key,
        name,
        setIdentifier,
        current: nothing,
        candidates: nothing,
        broken: nothing,
      };
      rows.set(key, row);
    }
    return row;
  };
  for (const current of registry.recordSets) {
    round += 1;
    if (isPause(round)) yield;
    const { record } = current;
    const row = rowOf(standingName(record), record.setIdentifier);
    row.current = withOneMore(row.current, current);
  }
  for (const { current } of rows.values()) {
    if (current.length > 1) current.sort(byRecord);
  }
  const broken: Verdict[] = [];
  for (const { options, cluster, wishes, verdicts: found } of desired) {
    const rules = authority.rulesOf(options);
    for (const verdict of found) {
      verdicts.push(verdict);
      if (holds(verdict)) broken.push(verdict);
    }
    for (const wish of wishes) {
      round += 1;
      if (isPause(round)) yield;
      const refusal = refusalOf(wish, rules, registry.zone, semantics);
      if (refusal) {
        const refused = verdictsFor(wish, refusal.reason, refusal.params);
        verdicts.push(...refused);
        broken.push(...refused.filter(holds));
        continue;
      }
      for (const endpoint of prepared(wish.endpoint, semantics)) {
        const row = rowOf(endpoint.dnsName, endpoint.setIdentifier);
        const candidate = { endpoint, wish, options, cluster };
        row.candidates = withOneMore(row.candidates, candidate);
      }
    }
  }
  attachBroken(rows, broken);
  return { rows, verdicts };
}

function byOrigin(left: Verdict, right: Verdict): number {
  const a = left.origin;
  const b = right.origin;
  return (
    compareText(a.cluster, b.cluster) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name) ||
    compareText(a.kind, b.kind) ||
    compareText(left.recordType, right.recordType)
  );
}

/** Providers list in any order; the plan must not depend on it. */
function byRecord(left: OwnedRecordSet, right: OwnedRecordSet): number {
  const a = left.record;
  const b = right.record;
  return (
    compareText(a.recordType, b.recordType) ||
    compareText(a.dnsName, b.dnsName) ||
    compareText(a.targets.join(), b.targets.join())
  );
}

/** Whether a verdict keeps what stands. @internal */
export function holds(verdict: Verdict): boolean {
  const reason: Reason = reasons[verdict.reason];
  return reason.holds;
}

/**
 * A broken wish holds the row of its name; where its set identifier or its name
 * could not be computed, the rows whose TXT names the object.
 */
function attachBroken(
  rows: ReadonlyMap<string, Row>,
  broken: readonly Verdict[],
): void {
  if (broken.length === 0) return;
  const byResource = new Map<string, Verdict[]>();
  for (const verdict of broken) {
    if (verdict.dnsName !== '') {
      const name = normaliseName(verdict.dnsName);
      const key = verdict.setIdentifier
        ? `${name} ${verdict.setIdentifier}`
        : name;
      const row = rows.get(key);
      if (row) row.broken = withOneMore(row.broken, verdict);
    }
    const resource = resourceOf(verdict.origin);
    byResource.set(resource, [...(byResource.get(resource) ?? []), verdict]);
  }
  for (const row of rows.values()) {
    for (const { labels } of row.current) {
      const resource = labels[resourceLabel];
      if (!resource) continue;
      for (const verdict of byResource.get(resource) ?? []) {
        const isAboutRow =
          verdict.dnsName === '' ||
          (verdict.setIdentifier === '' &&
            normaliseName(verdict.dnsName) === row.name);
        if (isAboutRow && !row.broken.includes(verdict)) {
          row.broken = withOneMore(row.broken, verdict);
        }
      }
    }
    if (row.broken.length > 1) row.broken.sort(byOrigin);
  }
}

interface Refusal {
  reason: ReasonId;
  params: Record<string, string>;
}

function refusalOf(
  { endpoint, gslb }: Wish,
  rules: ReturnType<Authority['rulesOf']>,
  zone: string,
  semantics: ProviderSemantics,
): Refusal | undefined {
  const { dnsName, recordType } = endpoint;
  if (!rules.passes(dnsName)) {
    return {
      reason: 'outside-domain-filter',
      params: { domains: domainsOf(rules.options) },
    };
  }
  // A delegation is whole or not at all, whatever types are managed.
  if (!gslb && !rules.manages(recordType))
    return { reason: 'type-not-managed', params: {} };
  if (!semantics.recordTypes.includes(recordType)) {
    return { reason: 'type-not-supported', params: { zone } };
  }
  const defect = endpointDefect(endpoint);
  if (!defect) return undefined;
  const { reason, ...params } = defect;
  return { reason, params: { ...params, zone } };
}

/** The domains of a filter in words. @internal */
export function domainsOf(options: Options): string {
  if (options.regexDomainFilter) return options.regexDomainFilter;
  return options.domainFilter.join(', ') || 'the configured domains';
}

/** Types whose targets are names, which a source may spell with the root's dot. */
const namesOthers: ReadonlySet<string> = new Set([
  'CNAME',
  'DNAME',
  'NS',
  'PTR',
]);

/**
 * What the provider would store: names in ASCII, without a dot, each target and each
 * property once.
 */
function prepared(wanted: Endpoint, semantics: ProviderSemantics): Endpoint[] {
  const dnsName = normaliseName(wanted.dnsName);
  const isDotted =
    namesOthers.has(wanted.recordType) &&
    wanted.targets.some(each => each.endsWith('.'));
  const properties = oneOfEach(wanted.providerSpecific);
  const isPrepared =
    !isDotted &&
    dnsName === wanted.dnsName &&
    wanted.targets.length === 1 &&
    properties === wanted.providerSpecific;
  const targets = isDotted
    ? wanted.targets.map(withoutTrailingDot)
    : wanted.targets;
  const endpoint: Endpoint = isPrepared
    ? wanted
    : {
        ...wanted,
        dnsName,
        targets: [...new Set(targets)],
        ...(properties && { providerSpecific: properties }),
      };
  const { minTtl = 0 } = semantics;
  return adjustedEndpoints(endpoint, semantics).map(adjusted => {
    const ttl = adjusted.recordTTL ?? 0;
    return ttl > 0 && ttl < minTtl
      ? { ...adjusted, recordTTL: minTtl }
      : adjusted;
  });
}

/** Of properties with one name the last counts: a service keeps one. */
function oneOfEach(
  properties: Endpoint['providerSpecific'],
): Endpoint['providerSpecific'] {
  if (!properties || properties.length < 2) return properties;
  const byName = new Map(properties.map(each => [each.name, each]));
  return byName.size === properties.length ? properties : [...byName.values()];
}

/** A verdict for every object behind a wish. @internal */
export function verdictsFor(
  wish: Wish,
  reason: ReasonId,
  params: Record<string, string>,
): Verdict[] {
  const { recordType, setIdentifier = '' } = wish.endpoint;
  const dnsName = normaliseName(wish.endpoint.dnsName);
  const all = {
    recordType,
    ...params,
    ...(wish.note ? { note: wish.note } : {}),
  };
  return wish.contributors.map(origin => ({
    origin,
    dnsName,
    recordType,
    setIdentifier,
    reason,
    params: all,
  }));
}

/** How a TXT's label `resource` names an object. @internal */
export function resourceOf({ kind, namespace, name }: Origin): string {
  const first = resourceKind(kind);
  return namespace === ''
    ? `${first}/${name}`
    : `${first}/${namespace}/${name}`;
}

function resourceKind(kind: string): string {
  // Said outright for speed: by far the most, and lower case is a new text each time.
  if (kind === 'HTTPRoute') return 'httproute';
  return kind === 'DNSEndpoint' ? 'crd' : kind.toLowerCase();
}
