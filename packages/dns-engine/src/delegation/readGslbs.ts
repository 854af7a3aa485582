import { Origin } from '../endpoint';
import { normaliseName } from '../name';
import { GslbExtraKind } from '../options/gslbOptions';
import { originOf } from '../sources/collectObjects';
import { integer, isRecord, list, record, text } from '../sources/json';
import { kinds } from '../sources/kinds';
import { ClusterView, Kind, KubeObject } from '../sources/source';
import { identityOf } from '../view';
import { GslbHealth, GslbHostFact, GslbStrategy } from './facts';
import { requireName } from './readZones';
import { gslbLabel, hostsOfObject, readReference } from './references';

/*
 * What the Gslbs of a cluster say of their hosts. Both API groups hold objects of
 * their own: a legacy one that was migrated is hidden behind the one that it became.
 * On an error k8gb leaves the old status standing, so what a Gslb refers to is looked
 * up instead of believed.
 */

const migrated = 'k8gb.io/migrated-to-k8gb-io';
const migrating = 'k8gb.io/migration-requested';

/** A Gslb to be read, or one that another stands for. @internal */
export interface ListedGslb {
  object: KubeObject;
  kind: Kind;
  isHidden: boolean;
}

/** @internal */
export function listGslbs(view: ClusterView): ListedGslb[] {
  const canonical = [...view.list(kinds.gslb)];
  const known = new Set(canonical.map(keyOf));
  return [
    ...canonical.map(object => ({
      object,
      kind: kinds.gslb,
      isHidden: false,
    })),
    ...[...view.list(kinds.legacyGslb)].map(object => ({
      object,
      kind: kinds.legacyGslb,
      isHidden:
        isAnnotated(object, migrated) ||
        (isAnnotated(object, migrating) && known.has(keyOf(object))),
    })),
  ];
}

function keyOf(object: KubeObject): string {
  const { namespace, name } = identityOf(object);
  return `${namespace}/${name}`;
}

function isAnnotated(object: KubeObject, key: string): boolean {
  const metadata: unknown = object.metadata;
  const annotations = isRecord(metadata) ? metadata.annotations : undefined;
  return isRecord(annotations) && annotations[key] === 'true';
}

/**
 * A fact for each host of a Gslb.
 *
 * @throws BrokenObject for one that cannot be read.
 * @internal
 */
export function readGslb(
  { object, kind }: ListedGslb,
  view: ClusterView,
  geoTag: string,
): GslbHostFact[] {
  requireName(object);
  const origin = originOf(object, kind, view.cluster);
  const found = readReference(object, view);
  const status = record(object.status, 'status');
  const health = record(status.serviceHealth, 'status.serviceHealth');
  const strategy = strategyOf(object);
  const balancer = record(status.loadBalancer, 'status.loadBalancer');
  const exposed = addressesOf(balancer.exposedIps).sort();
  const records = isRecord(status.healthyRecords)
    ? status.healthyRecords
    : undefined;
  // Hosts that are not well have no entry; before its first pass k8gb has none at all.
  const isSaid = records !== undefined && Object.keys(records).length > 0;
  const byHost = new Map<string, string>();
  for (const key of [...Object.keys(health), ...Object.keys(records ?? {})]) {
    byHost.set(normaliseName(key), key);
  }
  const hosts = new Set([...byHost.keys(), ...hostsOf(object, found?.object)]);
  return [...hosts].sort().map(host => {
    const key = byHost.get(host) ?? host;
    const fact: GslbHostFact = {
      type: 'host',
      origin,
      host,
      geoTag: text(status.geoTag, 'status.geoTag') || geoTag,
      label: gslbLabel(found?.reference.kind),
      strategy,
      health: healthOf(health[key]),
      exposed,
      answers: isSaid ? addressesOf(records?.[key]).sort() : null,
    };
    if (found) fact.reference = found.reference;
    return fact;
  });
}

/** Where the status names none yet: what the Gslb is made from. */
function hostsOf(gslb: KubeObject, object: KubeObject | undefined): string[] {
  const { servers } = record(gslb.status, 'status');
  const served = list(servers, 'status.servers').flatMap(each =>
    isRecord(each) && typeof each.host === 'string'
      ? [normaliseName(each.host)]
      : [],
  );
  if (object) return [...served, ...hostsOfObject(object)];
  const { ingress } = record(gslb.spec, 'spec');
  return isRecord(ingress)
    ? [...served, ...hostsOfObject({ metadata: { name: '' }, spec: ingress })]
    : served;
}

function strategyOf(object: KubeObject): GslbStrategy {
  const spec = record(object.spec, 'spec');
  const strategy = record(spec.strategy, 'spec.strategy');
  const type = text(strategy.type, 'strategy.type').toLowerCase();
  const weights: Record<string, number> = {};
  const given = record(strategy.weight, 'strategy.weight');
  for (const tag of Object.keys(given).sort()) {
    const weight = given[tag];
    if (tag !== '__proto__' && typeof weight === 'number') {
      weights[tag] = weight;
    }
  }
  return {
    type:
      (['roundRobin', 'failover', 'geoip'] as const).find(
        each => each.toLowerCase() === type,
      ) ?? 'unknown',
    primaryGeoTag: text(strategy.primaryGeoTag, 'strategy.primaryGeoTag'),
    weights,
    ttl: integer(strategy.dnsTtlSeconds, 'strategy.dnsTtlSeconds') || 30,
  };
}

function healthOf(value: unknown): GslbHealth {
  const known = ['Healthy', 'Unhealthy', 'NotFound'] as const;
  return known.find(each => each === value) ?? 'unknown';
}

/** k8gb leaves an empty target behind where a host has no address. */
function addressesOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(
        (each): each is string => typeof each === 'string' && each !== '',
      )
    : [];
}

/** The hosts of a platform's own objects that stand for a Gslb. @internal */
export function readExtraKind(
  object: KubeObject,
  origin: Origin,
  extra: GslbExtraKind,
  geoTag: string,
): GslbHostFact[] {
  let value: unknown = object;
  for (const key of extra.hosts.split('.')) {
    value = isRecord(value) ? value[key] : undefined;
  }
  const hosts = (Array.isArray(value) ? value : [value]).filter(
    (each): each is string => typeof each === 'string' && each !== '',
  );
  return [...new Set(hosts.map(normaliseName))].sort().map(host => ({
    type: 'host',
    origin,
    host,
    geoTag,
    label: extra.kind,
    strategy: { type: 'unknown', primaryGeoTag: '', weights: {}, ttl: 30 },
    health: 'unknown',
    exposed: [],
    answers: null,
    isBare: true,
  }));
}

/** The kind of the configuration as the view lists it. @internal */
export function kindOf(extra: GslbExtraKind): Kind {
  return {
    group: extra.group,
    kind: extra.kind,
    plural: extra.plural,
    versions: [extra.version],
    namespaced: true,
  };
}
