import { endpointsOf, k8gbMark } from '../delegation/delegationEndpoints';
import { DelegationFact, GslbHostFact } from '../delegation/facts';
import { keepOfK8gb } from '../delegation/keepK8gbObjects';
import {
  kindOf,
  listGslbs,
  readExtraKind,
  readGslb,
} from '../delegation/readGslbs';
import {
  clusterGslb,
  ClusterGslb,
  olderZones,
  readZoneDelegation,
} from '../delegation/readZones';
import { referableKinds } from '../delegation/references';
import { Origin, Wish } from '../endpoint';
import { isWithin } from '../name';
import { Options } from '../options/types';
import { resourceOf } from '../plan/rows';
import { ReasonId } from '../reasons';
import { resourceLabel } from '../registry/txtValue';
import { Verdict } from '../verdict';
import { originOf } from './collectObjects';
import { Found } from './found';
import { BrokenObject, isRecord, unlessBroken } from './json';
import { kinds } from './kinds';
import { shorten } from './shorten';
import { Kind, KubeObject, Source } from './source';

/**
 * The delegations that k8gb needs in the zones above its own. Each cluster wishes its
 * own part: its name in the NS set, and the address of that name. What the clusters
 * together make of it is worked out where they meet, see `delegation/`.
 *
 * The namespace and the filters of an instance do not count here: a member that a
 * filter hides would be taken out of the delegation.
 *
 * @public
 */
export const k8gb: Source = {
  name: 'k8gb',
  reads: options =>
    options.compat
      ? []
      : [
          kinds.zoneDelegation,
          kinds.gslb,
          kinds.legacyGslb,
          kinds.dnsEndpoint,
          ...referableKinds,
          ...options.gslb.extraKinds.map(kindOf),
        ],
  mayRead: options =>
    options.compat
      ? []
      : [kinds.deployment, kinds.configMap].map(kind => ({
          kind,
          namespace: options.gslb.namespace,
        })),
  keep: keepOfK8gb,
  *collect(view, options) {
    if (options.compat) return;
    const cluster = clusterGslb(view, options);
    const zones: DelegationFact[] = [];
    const delegations = [...view.list(kinds.zoneDelegation)];
    for (const object of delegations) {
      const origin = originOf(object, kinds.zoneDelegation, view.cluster);
      const read = attempt(() => readZoneDelegation(object, cluster));
      if ('detail' in read) yield* brokenZone(object, origin, read.detail);
      else zones.push(read.value);
    }
    if (delegations.length === 0) zones.push(...olderZones(cluster));
    for (const zone of zones) yield* zoneWishes(zone, options);
    yield* gslbVerdicts(cluster, zones);
    yield* endpointVerdicts(cluster, zones);
  },
};

/** What one cluster asks for in one zone. */
function* zoneWishes(fact: DelegationFact, options: Options): Iterable<Found> {
  const { origin, zone, geoTag, nsName, addresses } = fact;
  const lost = (reason: ReasonId, dnsName: string): Verdict => ({
    ...verdict(origin, reason, dnsName, { gslbZone: zone, nsName }),
    gslb: fact,
  });
  if (fact.isLeaving) {
    yield lost('gslb-leaving', zone);
    return;
  }
  if (geoTag === '') {
    yield lost('gslb-no-geo-tag', zone);
    return;
  }
  if (addresses.length === 0 || nsName === '') {
    yield lost('gslb-no-address', zone);
    if (nsName !== '') yield lost('gslb-no-address', nsName);
    return;
  }
  const wish = (recordType: string, dnsName: string, targets: string[]) => ({
    endpoint: {
      dnsName,
      targets,
      recordType,
      recordTTL: fact.ttl || options.gslb.nsTtl,
      labels: { [resourceLabel]: resourceOf(origin) },
    },
    origin,
    contributors: [origin],
    gslb: fact,
  });
  yield wish('NS', zone, [nsName]) satisfies Wish;
  yield wish('A', nsName, addresses) satisfies Wish;
}

/** A ZoneDelegation that cannot be read holds what may be its zone's. */
function* brokenZone(
  object: KubeObject,
  origin: Origin,
  detail: string,
): Iterable<Verdict> {
  yield verdict(origin, 'broken-object', '', { detail });
  const spec: unknown = object.spec;
  const zone = isRecord(spec) ? spec.loadBalancedZone : undefined;
  if (typeof zone === 'string' && zone !== '') {
    yield verdict(origin, 'broken-object', zone, { detail });
  }
}

/** One verdict for each host of each Gslb. */
function* gslbVerdicts(
  cluster: ClusterGslb,
  zones: readonly DelegationFact[],
): Iterable<Verdict> {
  const { view, options, geoTag } = cluster;
  for (const listed of listGslbs(view)) {
    const origin = originOf(listed.object, listed.kind, view.cluster);
    if (listed.isHidden) {
      yield verdict(origin, 'managed-by-k8gb', '', {});
      continue;
    }
    const read = attempt(() => readGslb(listed, view, geoTag));
    if ('detail' in read) {
      yield verdict(origin, 'broken-object', '', { detail: read.detail });
    } else {
      if (read.value.length === 0) yield verdict(origin, 'no-hostname', '', {});
      for (const fact of read.value) yield hostVerdict(fact, zones);
    }
  }
  for (const extra of options.gslb.extraKinds) {
    const kind: Kind = kindOf(extra);
    for (const object of view.list(kind)) {
      const origin = originOf(object, kind, view.cluster);
      const facts = readExtraKind(object, origin, extra, geoTag);
      if (facts.length === 0) yield verdict(origin, 'no-hostname', '', {});
      for (const fact of facts) yield hostVerdict(fact, zones);
    }
  }
}

function hostVerdict(
  fact: GslbHostFact,
  zones: readonly DelegationFact[],
): Verdict {
  const { origin, host, health, strategy } = fact;
  const isInside = zones.some(({ zone }) => isWithin(host, zone));
  const isIll = health === 'Unhealthy' || health === 'NotFound';
  const inside: ReasonId = isIll ? 'gslb-host-unhealthy' : 'gslb-host';
  return {
    ...verdict(origin, isInside ? inside : 'gslb-host-outside', host, {
      health,
      strategy: strategy.type === 'unknown' ? fact.label : strategy.type,
      gslbZones: zones.map(({ zone }) => zone).join(', ') || 'a delegated zone',
    }),
    gslb: fact,
  };
}

/** k8gb's own DNSEndpoints: delegations that a zone stands for, and private data. */
function* endpointVerdicts(
  { view }: ClusterGslb,
  zones: readonly DelegationFact[],
): Iterable<Verdict> {
  const wished = new Set(zones.map(({ origin }) => identity(origin)));
  for (const object of view.list(kinds.dnsEndpoint)) {
    const mark = k8gbMark(object);
    const origin = originOf(object, kinds.dnsEndpoint, view.cluster);
    if (mark === undefined || wished.has(identity(origin))) continue;
    const entries = unlessBroken(() => endpointsOf(object)) ?? [];
    const isLeaked = mark === 'local' && wasConsumed(object);
    const names = [...new Set(entries.map(({ dnsName }) => dnsName))].sort();
    for (const { dnsName, recordType, setIdentifier } of entries) {
      const found: Verdict = {
        ...verdict(origin, 'managed-by-k8gb', dnsName, {}),
        recordType,
        setIdentifier,
      };
      if (isLeaked) found.gslb = { type: 'leak', origin, names };
      yield found;
    }
    if (entries.length === 0) yield verdict(origin, 'managed-by-k8gb', '', {});
  }
}

/** ExternalDNS notes in the status that it has read a DNSEndpoint. */
function wasConsumed({ status }: KubeObject): boolean {
  return isRecord(status) && typeof status.observedGeneration === 'number';
}

function identity({ kind, namespace, name }: Origin): string {
  return `${kind}/${namespace}/${name}`;
}

function verdict(
  origin: Origin,
  reason: ReasonId,
  dnsName: string,
  params: Record<string, string>,
): Verdict {
  return { origin, dnsName, recordType: '', setIdentifier: '', reason, params };
}

function attempt<T>(read: () => T): { value: T } | { detail: string } {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof BrokenObject)) throw error;
    return { detail: shorten(error.message) };
  }
}
