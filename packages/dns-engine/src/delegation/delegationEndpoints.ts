import { addressFamily } from '../address';
import { Origin } from '../endpoint';
import { normaliseName } from '../name';
import {
  integer,
  isRecord,
  list,
  record,
  text,
  texts,
  unlessBroken,
} from '../sources/json';
import { kinds } from '../sources/kinds';
import { originOf } from '../sources/collectObjects';
import { ClusterView, KubeObject } from '../sources/source';
import { geoTagOf, parentOf } from './nsName';

/*
 * DNSEndpoints of k8gb. `extdns` ones ask for a delegation: the whole NS set, and the
 * glue of one cluster. `local` ones are CoreDNS's private data. Which one it is says
 * a label of either group, or, up to 0.14, an annotation.
 */

/** @internal */
export interface DelegationEndpoint {
  origin: Origin;
  object: KubeObject;
  zone: string;
  /** Empty where the names of the name servers do not tell it. */
  parent: string;
  nsNames: string[];
  /** Seconds; 0 where it says none. */
  ttl: number;
  /** Name of this cluster's own server; empty where there is none. */
  nsName: string;
  addresses: string[];
}

const marks = ['k8gb.io/dnstype', 'k8gb.absa.oss/dnstype'];

/** What k8gb marked a DNSEndpoint as; undefined for one of somebody else. @internal */
export function k8gbMark(object: KubeObject): string | undefined {
  const metadata: unknown = object.metadata;
  if (!isRecord(metadata)) return undefined;
  for (const from of [metadata.labels, metadata.annotations]) {
    if (!isRecord(from)) continue;
    for (const key of marks) {
      if (Object.hasOwn(from, key)) return String(from[key]);
    }
  }
  return undefined;
}

/** The delegations that k8gb's DNSEndpoints of a cluster ask for. @internal */
export function readDelegationEndpoints(
  view: ClusterView,
): DelegationEndpoint[] {
  const found: DelegationEndpoint[] = [];
  for (const object of view.list(kinds.dnsEndpoint)) {
    if (!k8gbMark(object)?.startsWith('extdns')) continue;
    const read = unlessBroken(() => readOne(object, view.cluster));
    if (read) found.push(read);
  }
  return found;
}

function readOne(
  object: KubeObject,
  cluster: string,
): DelegationEndpoint | undefined {
  const entries = endpointsOf(object);
  const ns = entries.find(each => each.recordType === 'NS');
  if (!ns || ns.dnsName === '') return undefined;
  const glue = entries.find(each => each.recordType === 'A');
  const nsNames = ns.targets.map(normaliseName).sort();
  const [parent] = nsNames.flatMap(each => parentOf(ns.dnsName, each) ?? []);
  return {
    origin: originOf(object, kinds.dnsEndpoint, cluster),
    object,
    zone: ns.dnsName,
    parent: parent ?? '',
    nsNames,
    ttl: ns.recordTTL,
    nsName: glue?.dnsName ?? '',
    addresses: (glue?.targets ?? [])
      .filter(each => addressFamily(each) === 4)
      .sort(),
  };
}

/** The endpoints of a DNSEndpoint, names normalised. @internal */
export function endpointsOf(object: KubeObject) {
  const { endpoints } = record(object.spec, 'spec');
  return list(endpoints, 'spec.endpoints').map(each => {
    const entry = record(each, 'spec.endpoints');
    return {
      dnsName: normaliseName(text(entry.dnsName, 'dnsName')),
      recordType: text(entry.recordType, 'recordType'),
      setIdentifier: text(entry.setIdentifier, 'setIdentifier'),
      recordTTL: integer(entry.recordTTL, 'recordTTL') ?? 0,
      targets: [...texts(entry.targets, 'targets')],
    };
  });
}

/** The geo tag in the name of the only A record. @internal */
export function geoTagOfEndpoint(
  { nsName, zone, parent }: DelegationEndpoint,
  prefix: string | undefined,
): string {
  return geoTagOf(nsName, zone, parent, prefix) ?? '';
}
