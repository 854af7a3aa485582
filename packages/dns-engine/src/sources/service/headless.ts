import { annotatedTargets } from '../../annotations';
import {
  Endpoint,
  newEndpoint,
  suitableType,
  withoutTrailingDot,
} from '../../endpoint';
import { Collection } from '../collectObjects';
import { JsonRecord, list, record, text, texts, unlessBroken } from '../json';
import { kinds } from '../kinds';
import { nodeAddresses, publicAddresses } from '../nodeAddresses';
import { KubeObject } from '../source';
import { Subject } from '../subject';
import { HeadlessPods } from './headlessPods';

/** Whose address stands for a pod of a headless service. */
type AddressOf = 'pod' | 'host' | 'node';

/**
 * Endpoints of one hostname of a headless service: the addresses of its ready
 * pods, and below it one name for each pod that has a hostname.
 *
 * @internal
 */
export function headlessEndpoints(
  host: string,
  subject: Subject,
  collection: Collection,
  pods: HeadlessPods,
): Endpoint[] {
  const spec = record(subject.object.spec, 'spec');
  const { options } = collection;
  const whose = addressOf(subject, collection);
  const withNotReady =
    spec.publishNotReadyAddresses === true ||
    options.alwaysPublishNotReadyAddresses;
  const podsByName = new Map(
    pods.podsOf(subject).map(pod => [pod.metadata.name, pod]),
  );
  const targets = new Map<string, Set<string>>();
  for (const slice of pods.slicesOf(subject)) {
    for (const each of readySliceEndpoints(slice, whose, withNotReady)) {
      const pod = podsByName.get(podName(each));
      if (!pod) continue;
      const found = unlessBroken(() =>
        targetsOfPod(pod, each, whose, collection),
      );
      const own = unlessBroken(() => podHostname(pod));
      const names = own ? [host, `${own}.${host}`] : [host];
      for (const target of found ?? []) {
        for (const name of names) {
          const key = `${suitableType(target)} ${name}`;
          const known = targets.get(key);
          if (known) known.add(target);
          else targets.set(key, new Set([target]));
        }
      }
    }
  }
  if (targets.size === 0) {
    subject.lost('targets-lost', withoutTrailingDot(host));
    // The names below it come from pods that are gone: nobody knows them now.
    subject.lost('targets-lost', '');
  }
  return [...targets].flatMap(([key, found]) => {
    const [type, name] = splitOnce(key);
    return decorated(subject, name, type, [...found].sort());
  });
}

function addressOf(subject: Subject, { options }: Collection): AddressOf {
  const wanted = subject.annotations.get('endpoints-type');
  if (wanted === 'NodeExternalIP') return 'node';
  return wanted === 'HostIP' || options.publishHostIp ? 'host' : 'pod';
}

function decorated(
  subject: Subject,
  name: string,
  type: string,
  targets: readonly string[],
): Endpoint[] {
  const { recordTTL, setIdentifier, providerSpecific, resource } =
    subject.settings();
  const endpoint = newEndpoint(name, type, targets, recordTTL);
  if (!endpoint) {
    subject.lost('label-too-long', withoutTrailingDot(name));
    return [];
  }
  if (setIdentifier) endpoint.setIdentifier = setIdentifier;
  if (resource) endpoint.labels = { resource };
  if (providerSpecific && providerSpecific.length > 0) {
    endpoint.providerSpecific = providerSpecific.map(each => ({ ...each }));
  }
  return [endpoint];
}

function readySliceEndpoints(
  slice: KubeObject,
  whose: AddressOf,
  withNotReady: boolean,
): JsonRecord[] {
  const { addressType } = slice;
  const isIp = addressType === 'IPv4' || addressType === 'IPv6';
  if (whose === 'pod' && !isIp) return [];
  const endpoints = unlessBroken(() =>
    list(slice.endpoints, 'endpoints').map(each => record(each, 'endpoints')),
  );
  return (endpoints ?? []).filter(
    each => withNotReady || unlessBroken(() => isReady(each)) === true,
  );
}

function isReady(endpoint: JsonRecord): boolean {
  const { ready } = record(endpoint.conditions, 'conditions');
  return ready === undefined || ready === null || ready === true;
}

/** The pod that a slice's endpoint names; empty where it names none. */
function podName(endpoint: JsonRecord): string {
  const ref = unlessBroken(() => record(endpoint.targetRef, 'targetRef'));
  if (!ref || ref.kind !== 'Pod' || ref.apiVersion) return '';
  return typeof ref.name === 'string' ? ref.name : '';
}

function podHostname(pod: KubeObject): string {
  return text(record(pod.spec, 'spec').hostname, 'spec.hostname');
}

function targetsOfPod(
  pod: KubeObject,
  endpoint: JsonRecord,
  whose: AddressOf,
  collection: Collection,
): readonly string[] {
  const annotated = annotatedTargets(
    collection.annotationsOf(pod.metadata.annotations),
  );
  if (annotated.length > 0) return annotated;
  if (whose === 'pod') {
    return texts(endpoint.addresses, 'addresses').slice(0, 1);
  }
  if (whose === 'host') {
    return [text(record(pod.status, 'status').hostIP, 'status.hostIP')];
  }
  const name = text(record(pod.spec, 'spec').nodeName, 'spec.nodeName');
  const node = collection.view.get(kinds.node, '', name);
  return node
    ? publicAddresses(
        nodeAddresses(node),
        collection.options.exposeInternalIpv6,
      )
    : [];
}

function splitOnce(key: string): [string, string] {
  const space = key.indexOf(' ');
  return [key.slice(0, space), key.slice(space + 1)];
}
