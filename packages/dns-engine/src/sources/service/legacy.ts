import { splitList } from '../../annotations';
import {
  Endpoint,
  newEndpoint,
  suitableType,
  withoutTrailingDot,
} from '../../endpoint';
import { Collection } from '../collectObjects';
import { list, record, text, textMap, unlessBroken } from '../json';
import { kinds } from '../kinds';
import { loadBalancerEntries } from '../loadBalancer';
import { KubeObject } from '../source';
import { Subject } from '../subject';

/**
 * Endpoints by the annotations of the tools that ExternalDNS replaced, for
 * services that ask for nothing by its own. They carry neither TTL nor label.
 *
 * @internal
 */
export function legacyEndpoints(
  subject: Subject,
  collection: Collection,
  type: string,
): Endpoint[] {
  const annotations = textMap(
    subject.object.metadata.annotations,
    'metadata.annotations',
  );
  const namesUnder = (key: string): string[] | undefined =>
    Object.hasOwn(annotations, key) ? splitList(annotations[key]) : undefined;

  switch (collection.options.compatibility) {
    case 'mate': {
      const name = annotations['zalando.org/dnsname'];
      return name === undefined ? [] : loadBalanced(subject, [name]);
    }
    case 'molecule': {
      const labels = textMap(subject.object.metadata.labels, 'metadata.labels');
      if (labels.dns !== 'route53') return [];
      return loadBalanced(subject, namesUnder('domainName') ?? []);
    }
    case 'kops-dns-controller': {
      const external = namesUnder('dns.alpha.kubernetes.io/external');
      const internal = namesUnder('dns.alpha.kubernetes.io/internal');
      if (type === 'LoadBalancer') {
        return loadBalanced(subject, [
          ...(external ?? []),
          ...(internal ?? []),
        ]);
      }
      // Both at once means nothing to it.
      if (type !== 'NodePort' || (external && internal)) return [];
      if (external) return onNodes(subject, collection, external, false);
      return internal ? onNodes(subject, collection, internal, true) : [];
    }
    default:
      return [];
  }
}

function loadBalanced(subject: Subject, names: readonly string[]): Endpoint[] {
  const entries = loadBalancerEntries(subject.object);
  return names.flatMap(name => {
    if (entries.length === 0) {
      subject.lost('targets-lost', withoutTrailingDot(name));
    }
    return entries.flatMap(({ ip, hostname }) => [
      ...(ip ? endpoint(subject, name, 'A', ip) : []),
      ...(hostname ? endpoint(subject, name, 'CNAME', hostname) : []),
    ]);
  });
}

function onNodes(
  subject: Subject,
  collection: Collection,
  names: readonly string[],
  isInternal: boolean,
): Endpoint[] {
  const addresses = [...collection.view.list(kinds.node)].flatMap(
    node => unlessBroken(() => workerAddresses(node, isInternal)) ?? [],
  );
  return names.flatMap(name => {
    if (addresses.length === 0) {
      subject.lost('targets-lost', withoutTrailingDot(name));
    }
    return addresses.flatMap(address =>
      endpoint(subject, name, suitableType(address), address),
    );
  });
}

function workerAddresses(node: KubeObject, isInternal: boolean): string[] {
  const metadata = record(node.metadata, 'metadata');
  const labels = textMap(metadata.labels, 'metadata.labels');
  if (!Object.hasOwn(labels, 'node-role.kubernetes.io/node')) return [];
  const status = record(node.status, 'status');
  return list(status.addresses, 'status.addresses').flatMap(value => {
    const entry = record(value, 'status.addresses');
    const address = text(entry.address, 'status.addresses.address');
    const counts = isInternal
      ? entry.type === 'InternalIP'
      : entry.type === 'ExternalIP' ||
        (entry.type === 'InternalIP' && suitableType(address) === 'AAAA');
    return counts ? [address] : [];
  });
}

function endpoint(
  subject: Subject,
  name: string,
  type: string,
  target: string,
): Endpoint[] {
  const made = newEndpoint(name, type, [target]);
  if (made) return [made];
  subject.lost('label-too-long', withoutTrailingDot(name));
  return [];
}
