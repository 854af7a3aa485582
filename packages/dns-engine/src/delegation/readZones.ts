import { addressFamily } from '../address';
import { normaliseName } from '../name';
import { GslbClusterOptions } from '../options/gslbOptions';
import { Options } from '../options/types';
import { originOf } from '../sources/collectObjects';
import {
  BrokenObject,
  flag,
  isRecord,
  list,
  record,
  text,
} from '../sources/json';
import { kinds } from '../sources/kinds';
import { ClusterView, KubeObject } from '../sources/source';
import { identityOf } from '../view';
import {
  DelegationEndpoint,
  geoTagOfEndpoint,
  readDelegationEndpoints,
} from './delegationEndpoints';
import { DelegationFact } from './facts';
import { Installation, isServed, readInstallation } from './installation';
import { configuredKind, defaultNsPrefix, nsName } from './nsName';

/*
 * The delegated zones of one cluster. Since k8gb 0.19 a ZoneDelegation says which
 * they are; where a cluster has none, its delegation DNSEndpoints do, or the
 * configuration. What the objects leave open (tag, addresses, TTL) is looked for in
 * the order: configuration, a Gslb's status, k8gb's Deployment, the DNSEndpoint.
 */

/** What all zones of a cluster have in common. @internal */
export interface ClusterGslb {
  view: ClusterView;
  options: Options;
  configured: GslbClusterOptions | undefined;
  installation: Installation | undefined;
  endpoints: DelegationEndpoint[];
  geoTag: string;
  hasGslbs: boolean;
}

/** @internal */
export function clusterGslb(view: ClusterView, options: Options): ClusterGslb {
  const configured = Object.hasOwn(options.gslb.clusters, view.cluster)
    ? options.gslb.clusters[view.cluster]
    : undefined;
  const installation = readInstallation(view, options);
  const endpoints = readDelegationEndpoints(view);
  const gslbs = [...view.list(kinds.gslb), ...view.list(kinds.legacyGslb)];
  const ofStatus = gslbs
    .map(each => (isRecord(each.status) ? each.status.geoTag : undefined))
    .find(each => typeof each === 'string' && each !== '');
  const ofEndpoint = endpoints
    .map(each => geoTagOfEndpoint(each, installation?.prefix))
    .find(each => each !== '');
  const geoTag = [
    configured?.geoTag,
    typeof ofStatus === 'string' ? ofStatus : undefined,
    installation?.geoTag,
    ofEndpoint,
  ].find(each => each);
  return {
    view,
    options,
    configured,
    installation,
    endpoints,
    geoTag: geoTag ?? '',
    hasGslbs: gslbs.length > 0,
  };
}

/** @throws BrokenObject for a ZoneDelegation that cannot be read. @internal */
export function readZoneDelegation(
  object: KubeObject,
  cluster: ClusterGslb,
): DelegationFact {
  const { view, endpoints } = cluster;
  const spec = record(object.spec, 'spec');
  requireName(object);
  const zone = normaliseName(text(spec.loadBalancedZone, 'loadBalancedZone'));
  if (zone === '') throw new BrokenObject('loadBalancedZone', 'a zone');
  const fact = factOf(cluster, {
    zone,
    parent: normaliseName(text(spec.parentZone, 'parentZone')),
    servers: serversOf(object),
    endpoint: endpoints.find(each => each.zone === zone),
  });
  const leavingSince = deletionOf(object);
  return {
    ...fact,
    origin: originOf(object, kinds.zoneDelegation, view.cluster),
    isLeaving: leavingSince !== '',
    leavingSince,
    doFinalize: flag(spec.doFinalize, 'doFinalize') ?? false,
  };
}

/** Zones that a cluster without ZoneDelegations serves. @internal */
export function olderZones(cluster: ClusterGslb): DelegationFact[] {
  const { view, options, endpoints, installation, configured } = cluster;
  const facts: DelegationFact[] = [];
  for (const endpoint of endpoints) {
    const { zone } = endpoint;
    const named = options.gslb.zones.find(each => each.zone === zone);
    const parent = named?.parent || endpoint.parent;
    const fact = factOf(cluster, { zone, parent, endpoint });
    const leavingSince = deletionOf(endpoint.object);
    const isLeaving = leavingSince !== '';
    facts.push({ ...fact, origin: endpoint.origin, isLeaving, leavingSince });
  }
  const hasK8gb =
    installation !== undefined ||
    cluster.hasGslbs ||
    endpoints.length > 0 ||
    (configured !== undefined && configured.geoTag !== '');
  if (!hasK8gb) return facts;
  for (const { zone, parent, tags } of options.gslb.zones) {
    if (parent === '' || facts.some(each => each.zone === zone)) continue;
    if (tags.length > 0 && !tags.includes(cluster.geoTag)) continue;
    const origin = {
      cluster: view.cluster,
      kind: configuredKind,
      namespace: '',
      name: zone,
    };
    facts.push({ ...factOf(cluster, { zone, parent }), origin });
  }
  return facts;
}

interface ZoneParts {
  zone: string;
  parent: string;
  /** Addresses by name server, as a status has them. */
  servers?: ReadonlyMap<string, string[]>;
  endpoint?: DelegationEndpoint;
}

function factOf(
  cluster: ClusterGslb,
  { zone, parent, servers = new Map<string, string[]>(), endpoint }: ZoneParts,
): DelegationFact {
  const { view, options, installation, configured, geoTag } = cluster;
  const name = ownName(cluster, zone, parent, servers, endpoint);
  const addresses =
    [
      configured?.addresses,
      installation?.exposed,
      servers.get(name),
      endpoint?.nsName === name ? endpoint.addresses : undefined,
      servers.size === 0 && !endpoint ? exposedByCoreDns(cluster) : undefined,
    ].find(each => each && each.length > 0) ?? [];
  const peers = [...servers]
    .filter(([each]) => each !== name)
    .map(([each, of]) => ({ nsName: each, addresses: [...of].sort() }));
  return {
    type: 'delegation',
    origin: { cluster: view.cluster, kind: '', namespace: '', name: '' },
    zone,
    parent,
    geoTag,
    nsName: name,
    addresses: [...new Set(addresses)].sort(),
    ttl: endpoint?.ttl || installation?.ttl || 0,
    manager: installation?.manager ?? (endpoint ? 'external-dns' : 'unknown'),
    peerTags: installation?.peerTags ?? [],
    peers,
    requested: endpoint ? endpoint.nsNames : null,
    isServed: isServed(view, options, zone),
    isLeaving: false,
    leavingSince: '',
    doFinalize: false,
  };
}

/**
 * The formula, with the prefix that k8gb was told. Without its Deployment the names
 * that its objects have tell the prefix.
 */
function ownName(
  { geoTag, installation }: ClusterGslb,
  zone: string,
  parent: string,
  servers: ReadonlyMap<string, string[]>,
  endpoint: DelegationEndpoint | undefined,
): string {
  if (geoTag === '') return '';
  const byFormula = nsName(geoTag, zone, parent, installation?.prefix);
  if (installation?.prefix !== undefined || servers.has(byFormula)) {
    return byFormula;
  }
  const ending = nsName(geoTag, zone, parent, '');
  const known = [...servers.keys(), endpoint?.nsName ?? ''].filter(
    each =>
      ending !== '' &&
      each.endsWith(ending) &&
      !each.startsWith(defaultNsPrefix),
  );
  return new Set(known).size === 1 ? known[0] : byFormula;
}

/** The status of a ZoneDelegation: one entry for each address, names repeat. */
function serversOf(object: KubeObject): Map<string, string[]> {
  const servers = new Map<string, string[]>();
  const { dnsServers } = record(object.status, 'status');
  for (const each of list(dnsServers, 'status.dnsServers')) {
    const entry = record(each, 'status.dnsServers');
    const name = normaliseName(text(entry.name, 'name'));
    const address = text(entry.address, 'address');
    if (name === '' || addressFamily(address) !== 4) continue;
    servers.set(name, [...(servers.get(name) ?? []), address]);
  }
  return servers;
}

/** Where no object of k8gb tells: the Service of its CoreDNS, or the marked Ingress. */
function exposedByCoreDns({ view, options }: ClusterGslb): string[] {
  const { namespace } = options.gslb;
  for (const service of view.list(kinds.service, namespace)) {
    if (labelOf(service, 'app.kubernetes.io/name') !== 'coredns') continue;
    if (!isRecord(service.spec) || service.spec.type !== 'LoadBalancer') {
      continue;
    }
    const addresses = balancerAddresses(service);
    if (addresses.length > 0) return addresses;
  }
  for (const ingress of view.list(kinds.ingress)) {
    if (labelOf(ingress, 'k8gb.io/ip-source') !== 'true') continue;
    const addresses = balancerAddresses(ingress);
    if (addresses.length > 0) return addresses;
  }
  return [];
}

function labelOf(object: KubeObject, key: string): unknown {
  const metadata: unknown = object.metadata;
  const labels = isRecord(metadata) ? metadata.labels : undefined;
  return isRecord(labels) ? labels[key] : undefined;
}

function balancerAddresses({ status }: KubeObject): string[] {
  const balancer = isRecord(status) ? status.loadBalancer : undefined;
  const ingress = isRecord(balancer) ? balancer.ingress : undefined;
  if (!Array.isArray(ingress)) return [];
  return ingress.flatMap((each: unknown) =>
    isRecord(each) &&
    typeof each.ip === 'string' &&
    addressFamily(each.ip) === 4
      ? [each.ip]
      : [],
  );
}

/** @throws BrokenObject for an object without a name. @internal */
export function requireName(object: KubeObject): void {
  if (identityOf(object).name === '') {
    throw new BrokenObject('metadata', 'an object with a name');
  }
}

/** RFC 3339; empty where the object is not being deleted. */
function deletionOf(object: KubeObject): string {
  const metadata = record(object.metadata, 'metadata');
  return text(metadata.deletionTimestamp, 'metadata.deletionTimestamp');
}
