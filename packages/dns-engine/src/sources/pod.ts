import { annotatedTargets, annotatedTtl, splitList } from '../annotations';
import {
  Endpoint,
  newEndpoint,
  suitableType,
  withoutTrailingDot,
} from '../endpoint';
import { mergeEndpoints } from '../wrappers/mergeEndpoints';
import { Collection, collectObjects, startCollection } from './collectObjects';
import { isRecord, list, record, text, unlessBroken } from './json';
import { keepAll, keepMetadata, keepParts, only } from './keep';
import { kinds } from './kinds';
import { nodeAddresses } from './nodeAddresses';
import { Source } from './source';
import { Subject } from './subject';
import { pairEndpoints, templateHostnames } from './templateNames';

/**
 * Pods: `internal-hostname` gives their own address, `hostname` those of their
 * node, `podSourceDomain` a name for each. Their endpoints carry no resource
 * label, no set identifier and no properties, as in ExternalDNS.
 *
 * @public
 */
export const pod: Source = {
  name: 'pod',
  reads: () => [kinds.pod, kinds.node],
  keep(kind, object, options) {
    if (kind === kinds.pod && keepAll(options)) {
      return keepMetadata(object, options);
    }
    return kind === kinds.pod
      ? keepParts(object, options, {
          spec: only(object.spec, 'hostNetwork', 'nodeName'),
          status: only(object.status, 'podIP', 'podIPs'),
        })
      : keepParts(object, options, {
          status: only(object.status, 'addresses'),
        });
  },
  *collect(view, options) {
    const collection = startCollection(view, options, 'pod');
    const found = yield* collectObjects(collection, {
      kind: kinds.pod,
      resourceKind: 'pod',
      namesOf: subject => [
        ...namesUnder(subject, 'internal-hostname'),
        ...namesUnder(subject, 'hostname'),
      ],
      read: subject => readPod(subject, collection),
    });
    yield* mergeEndpoints(found);
  },
};

function readPod(subject: Subject, collection: Collection): void {
  const names = new PodNames(subject);
  if (
    !collection.options.ignoreNonHostNetworkPods ||
    record(subject.object.spec, 'spec').hostNetwork === true
  ) {
    addAnnotated(subject, collection, names);
  }
  const { combineFqdnAnnotation } = collection.options;
  let endpoints = names.endpoints();
  if (endpoints.length === 0 || combineFqdnAnnotation) {
    endpoints = [...endpoints, ...pairEndpoints(subject, collection)];
  }
  if (endpoints.length === 0 || combineFqdnAnnotation) {
    const templated = new PodNames(subject);
    for (const host of templateHostnames(subject, collection)) {
      templated.add(host, podIps(subject));
    }
    endpoints = [...endpoints, ...templated.endpoints()];
  }
  for (const endpoint of endpoints) subject.wish(endpoint);
}

function addAnnotated(
  subject: Subject,
  collection: Collection,
  names: PodNames,
): void {
  const { compatibility, podSourceDomain } = collection.options;
  const annotated = annotatedTargets(subject.annotations);
  const orElse = (targets: () => string[]) =>
    annotated.length > 0 ? annotated : targets();
  const ownAddress = () => [podIp(subject)];
  const nodesAddresses = () => addressesOfNode(subject, collection);

  for (const host of namesUnder(subject, 'internal-hostname')) {
    names.add(host, orElse(ownAddress));
  }
  for (const host of namesUnder(subject, 'hostname')) {
    names.add(host, orElse(nodesAddresses));
  }
  if (compatibility === 'kops-dns-controller') {
    for (const host of foreignNames(
      subject,
      'dns.alpha.kubernetes.io/internal',
    )) {
      names.add(host, ownAddress());
    }
    for (const host of foreignNames(
      subject,
      'dns.alpha.kubernetes.io/external',
    )) {
      names.add(host, nodesAddresses());
    }
  }
  if (podSourceDomain) {
    const host = `${subject.origin.name}.${podSourceDomain}`;
    names.add(host, orElse(ownAddress));
  }
}

/** Targets of one pod by name and type, in the order in which they came. */
class PodNames {
  private readonly targets = new Map<string, Map<string, string[]>>();

  constructor(private readonly subject: Subject) {}

  add(host: string, targets: readonly string[]): void {
    const byType = this.targets.get(host) ?? new Map<string, string[]>();
    this.targets.set(host, byType);
    for (const target of targets) {
      const type = suitableType(target);
      byType.set(type, [...(byType.get(type) ?? []), target]);
    }
  }

  endpoints(): Endpoint[] {
    const ttl = annotatedTtl(this.subject.annotations);
    const recordTTL = ttl === 'invalid' ? undefined : ttl;
    return [...this.targets].flatMap(([host, byType]) => {
      if (byType.size === 0) this.subject.lost('targets-lost', host);
      return [...byType].flatMap(([type, targets]) => {
        const endpoint = newEndpoint(host, type, targets, recordTTL);
        if (endpoint) return [endpoint];
        this.subject.lost('label-too-long', withoutTrailingDot(host));
        return [];
      });
    });
  }
}

function namesUnder(
  subject: Subject,
  name: 'hostname' | 'internal-hostname',
): string[] {
  const value = subject.annotations.get(name);
  return value === undefined ? [] : splitList(value);
}

function foreignNames(subject: Subject, key: string): string[] {
  const { annotations } = subject.object.metadata;
  if (!isRecord(annotations) || !Object.hasOwn(annotations, key)) return [];
  return splitList(text(annotations[key], key));
}

function podIp(subject: Subject): string {
  return text(record(subject.object.status, 'status').podIP, 'status.podIP');
}

function podIps(subject: Subject): string[] {
  const status = record(subject.object.status, 'status');
  return list(status.podIPs, 'status.podIPs')
    .map(each => text(record(each, 'status.podIPs').ip, 'status.podIPs.ip'))
    .filter(ip => ip !== '');
}

function addressesOfNode(subject: Subject, collection: Collection): string[] {
  const spec = record(subject.object.spec, 'spec');
  const name = text(spec.nodeName, 'spec.nodeName');
  const node = collection.view.get(kinds.node, '', name);
  const addresses = node && unlessBroken(() => nodeAddresses(node));
  return addresses ? [...addresses.external, ...addresses.internalIpv6] : [];
}
