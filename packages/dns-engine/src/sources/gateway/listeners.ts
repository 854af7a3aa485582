import { annotatedTargets } from '../../annotations';
import {
  LabelSelector,
  matchesSelector,
  selectorFromJson,
} from '../../labelSelector';
import { ReasonId } from '../../reasons';
import { Collection } from '../collectObjects';
import {
  integer,
  JsonRecord,
  list,
  record,
  text,
  textMap,
  unlessBroken,
} from '../json';
import { kinds } from '../kinds';
import { KubeObject } from '../source';
import { comparableHost } from './hostname';

export const gatewayGroup = 'gateway.networking.k8s.io';

/** What a route is asked by a listener. @internal */
export interface RouteShape {
  protocol: 'HTTP' | 'TLS' | 'TCP' | 'UDP';
  kind: string;
}

/** @internal */
export interface Listener {
  name: string;
  port: number | undefined;
  /** HTTPS counts as HTTP. */
  protocol: string;
  /** Undefined where it is no hostname: then nothing fits. */
  host: string | undefined;
  allows(kind: string, namespace: string): boolean;
}

/** A Gateway or ListenerSet with what routes need of it. @internal */
export interface ListenerOwner {
  /** For people: `Gateway infra/gw`. */
  title: string;
  /** Sorted, each once. */
  targets: readonly string[];
  listeners: readonly Listener[];
  byName: ReadonlyMap<string, Listener>;
}

/** Why a parent gives no listeners. @internal */
export interface NoListeners {
  reason: ReasonId;
  params: Record<string, string>;
}

/** @internal */
export function isOwner(
  found: ListenerOwner | NoListeners,
): found is ListenerOwner {
  return 'listeners' in found;
}

/** A route protocol fits a listener's; TCP routes take TLS listeners too. @internal */
export function protocolFits(
  route: RouteShape['protocol'],
  listener: string,
): boolean {
  return route === listener || (route === 'TCP' && listener === 'TLS');
}

/**
 * Decides by `from` (None, Same, All, Selector) whether a namespace is let in;
 * anything else lets nobody in. Answers are remembered, because thousands of
 * routes ask the same.
 *
 * @internal
 */
export function namespaceRule(
  collection: Collection,
  rule: JsonRecord,
  fallback: string,
  own: string,
): (namespace: string) => boolean {
  const from = text(rule.from, 'namespaces.from') || fallback;
  if (from === 'All') return () => true;
  if (from === 'Same') return namespace => namespace === own;
  if (from !== 'Selector') return () => false;
  const selector = unlessBroken(() =>
    selectorFromJson(rule.selector, 'namespaces.selector'),
  );
  if (!selector) return () => false;
  const answers = new Map<string, boolean>();
  return namespace => {
    let answer = answers.get(namespace);
    if (answer === undefined) {
      answer = namespaceMatches(collection, selector, namespace);
      answers.set(namespace, answer);
    }
    return answer;
  };
}

function namespaceMatches(
  collection: Collection,
  selector: LabelSelector,
  name: string,
): boolean {
  const namespace = collection.view.get(kinds.namespace, '', name);
  if (!namespace) return false;
  const labels = unlessBroken(() =>
    textMap(namespace.metadata.labels, 'metadata.labels'),
  );
  return labels !== undefined && matchesSelector(selector, labels);
}

/** @internal */
export function readListener(
  collection: Collection,
  value: unknown,
  owner: string,
): Listener {
  const listener = record(value, 'spec.listeners');
  const allowed = record(listener.allowedRoutes, 'allowedRoutes');
  const mayEnter = namespaceRule(
    collection,
    record(allowed.namespaces, 'allowedRoutes.namespaces'),
    'Same',
    owner,
  );
  const kindsAllowed = list(allowed.kinds, 'allowedRoutes.kinds').map(each => {
    const { group, kind } = record(each, 'allowedRoutes.kinds');
    const groupName = text(group, 'allowedRoutes.kinds.group') || gatewayGroup;
    return `${groupName}/${text(kind, 'allowedRoutes.kinds.kind')}`;
  });
  const protocol = text(listener.protocol, 'spec.listeners.protocol');
  return {
    name: text(listener.name, 'spec.listeners.name'),
    port: integer(listener.port, 'spec.listeners.port'),
    protocol: protocol === 'HTTPS' ? 'HTTP' : protocol,
    host: comparableHost(text(listener.hostname, 'spec.listeners.hostname')),
    allows: (kind, namespace) =>
      (kindsAllowed.length === 0 ||
        kindsAllowed.includes(`${gatewayGroup}/${kind}`)) &&
      mayEnter(namespace),
  };
}

/** Targets of the `target` annotation, or undefined where there are none. @internal */
export function targetsOfAnnotation(
  collection: Collection,
  object: KubeObject,
): string[] | undefined {
  const targets = annotatedTargets(
    collection.annotationsOf(object.metadata.annotations),
  );
  return targets.length > 0 ? targets : undefined;
}

/** Whether the first condition of type Accepted is True. @internal */
export function isAccepted(conditions: unknown, path: string): boolean {
  for (const each of list(conditions, path)) {
    const condition = record(each, path);
    if (condition.type === 'Accepted') return condition.status === 'True';
  }
  return false;
}
