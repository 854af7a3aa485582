import { Endpoint, newEndpoint, withoutTrailingDot } from '../../endpoint';
import { Collection } from '../collectObjects';
import { integer, list, record, text, unlessBroken } from '../json';
import { kinds } from '../kinds';
import {
  isUnschedulable,
  nodeAddresses,
  publicAddresses,
} from '../nodeAddresses';
import { KubeObject } from '../source';
import { Subject } from '../subject';
import { HeadlessPods } from './headlessPods';

/**
 * SRV endpoints for the ports of a NodePort service (RFC 2782): the service is
 * named by the object, whatever its ports are called, as in ExternalDNS.
 *
 * @internal
 */
export function nodePortEndpoints(host: string, subject: Subject): Endpoint[] {
  const spec = record(subject.object.spec, 'spec');
  const { recordTTL, setIdentifier, providerSpecific, resource } =
    subject.settings();
  return list(spec.ports, 'spec.ports').flatMap(value => {
    const port = record(value, 'spec.ports');
    const number = integer(port.nodePort, 'spec.ports.nodePort') ?? 0;
    if (number <= 0) return [];
    const protocol = text(port.protocol, 'spec.ports.protocol') || 'TCP';
    const owner = `_${subject.origin.name}._${protocol.toLowerCase()}.${host}`;
    const target = `0 50 ${number} ${host}.`;
    const endpoint = newEndpoint(owner, 'SRV', [target], recordTTL);
    if (!endpoint) {
      subject.lost('label-too-long', withoutTrailingDot(owner), {}, 'SRV');
      return [];
    }
    if (setIdentifier) endpoint.setIdentifier = setIdentifier;
    if (resource) endpoint.labels = { resource };
    if (providerSpecific && providerSpecific.length > 0) {
      endpoint.providerSpecific = providerSpecific.map(each => ({ ...each }));
    }
    return [endpoint];
  });
}

/** Addresses of the nodes that answer for a NodePort service. @internal */
export function nodePortTargets(
  subject: Subject,
  collection: Collection,
  pods: HeadlessPods,
): string[] {
  const { options } = collection;
  const spec = record(subject.object.spec, 'spec');
  const nodes =
    spec.externalTrafficPolicy === 'Local'
      ? nodesOfPods(subject, collection, pods)
      : [...collection.view.list(kinds.node)];
  const external: string[] = [];
  const internal: string[] = [];
  const internalIpv6: string[] = [];
  for (const node of nodes) {
    const addresses = unlessBroken(() =>
      options.excludeUnschedulable && isUnschedulable(node)
        ? undefined
        : nodeAddresses(node),
    );
    if (!addresses) continue;
    external.push(...addresses.external);
    internal.push(...addresses.internal);
    internalIpv6.push(...addresses.internalIpv6);
  }
  const reachable = publicAddresses(
    { external, internal, internalIpv6 },
    options.exposeInternalIpv6,
  );
  switch (subject.annotations.get('access')) {
    case 'public':
      return reachable;
    case 'private':
      return internal;
    default:
      return external.length > 0 ? reachable : internal;
  }
}

/**
 * Nodes that run a pod of the service, as far as traffic that stays local would
 * find one: those with a ready pod, else with a ready one that is terminating,
 * else with any that runs. The best pod of a node decides.
 */
function nodesOfPods(
  subject: Subject,
  collection: Collection,
  pods: HeadlessPods,
): KubeObject[] {
  const best = new Map<string, number>();
  for (const pod of pods.podsOf(subject)) {
    const rank = unlessBroken(() => rankOf(pod)) ?? 0;
    const name = unlessBroken(() =>
      text(record(pod.spec, 'spec').nodeName, 'spec.nodeName'),
    );
    if (rank > 0 && name && rank > (best.get(name) ?? 0)) best.set(name, rank);
  }
  const ranked = [...best].flatMap(([name, rank]) => {
    const node = collection.view.get(kinds.node, '', name);
    return node ? [{ node, rank }] : [];
  });
  const highest = Math.max(0, ...ranked.map(each => each.rank));
  return ranked.filter(each => each.rank === highest).map(each => each.node);
}

/** 3 ready, 2 ready and terminating, 1 running, 0 not running. */
function rankOf(pod: KubeObject): number {
  const status = record(pod.status, 'status');
  if (status.phase !== 'Running') return 0;
  const ready = list(status.conditions, 'status.conditions').some(each => {
    const condition = record(each, 'status.conditions');
    return condition.type === 'Ready' && condition.status === 'True';
  });
  if (!ready) return 1;
  const { deletionTimestamp } = record(pod.metadata, 'metadata');
  return deletionTimestamp ? 2 : 3;
}
