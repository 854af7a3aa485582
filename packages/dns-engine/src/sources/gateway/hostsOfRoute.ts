import { annotatedHostnames, Collection } from '../collectObjects';
import { record, texts } from '../json';
import { Subject } from '../subject';
import { templateHostnames } from '../templateNames';

/**
 * The hostnames that a route asks for, as written; the empty text stands for
 * "those of the listeners".
 *
 * @internal
 */
export function hostsOfRoute(
  subject: Subject,
  collection: Collection,
): readonly string[] {
  const { options } = collection;
  const declared = hostnamesOfSpec(subject);
  let hosts = declared;
  if (declared.length === 0 || options.combineFqdnAnnotation) {
    hosts = [...declared, ...templateHostnames(subject, collection)];
  }
  const source = subject.annotations
    .get('gateway-hostname-source')
    ?.toLowerCase();
  if (source === 'defined-hosts-only') return hosts;
  const annotated = annotatedHostnames(subject, options);
  if (source === 'annotation-only') return annotated;
  if (declared.length > 0 && annotated.length === 0) return hosts;
  const listenersOwn = declared.length === 0 ? [''] : [];
  return [...hosts, ...listenersOwn, ...annotated];
}

/** `spec.hostnames`; TCPRoutes and UDPRoutes have none. @internal */
export function hostnamesOfSpec(subject: Subject): readonly string[] {
  const { kind } = subject.origin;
  if (kind === 'TCPRoute' || kind === 'UDPRoute') return [];
  const spec = record(subject.object.spec, 'spec');
  return texts(spec.hostnames, 'spec.hostnames');
}
