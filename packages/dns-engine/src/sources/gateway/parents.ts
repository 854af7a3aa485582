import { matchesSelector, parseAnnotationFilter } from '../../labelSelector';
import { Collection } from '../collectObjects';
import { BrokenObject, isRecord, list, record, text, textMap } from '../json';
import { kinds } from '../kinds';
import { shorten } from '../shorten';
import { KubeObject } from '../source';
import {
  gatewayGroup,
  isAccepted,
  isOwner,
  Listener,
  ListenerOwner,
  namespaceRule,
  NoListeners,
  readListener,
  targetsOfAnnotation,
} from './listeners';

/** A parent of a route, its defaults filled in. @internal */
export interface ParentRef {
  group: string;
  kind: string;
  namespace: string;
  name: string;
  sectionName: string;
  port: unknown;
}

function readParentRef(
  value: unknown,
  path: string,
  routeNamespace: string,
): ParentRef {
  const ref = record(value, path);
  return {
    group: text(ref.group, path) || gatewayGroup,
    kind: text(ref.kind, path) || 'Gateway',
    namespace: text(ref.namespace, path) || routeNamespace,
    name: text(ref.name, path),
    sectionName: text(ref.sectionName, path),
    port: ref.port,
  };
}

/** @internal */
export function isSameParent(left: ParentRef, right: ParentRef): boolean {
  if (left === right) return true;
  return (
    left.name === right.name &&
    left.namespace === right.namespace &&
    left.kind === right.kind &&
    left.group === right.group
  );
}

/** References that are remembered: routes share few, see `knownParents.ts`. */
const mostReferences = 4096;

/**
 * The Gateways and ListenerSets of one cluster, each read once however many
 * routes lean on it: listeners and targets are ready to use.
 *
 * @internal
 */
export class Parents {
  private readonly known = new Map<string, ListenerOwner | NoListeners>();
  private readonly references = new Map<unknown, ParentRef>();
  private readonly named = new Map<ParentRef, ListenerOwner | NoListeners>();
  private readonly gatewayLabels;

  constructor(private readonly collection: Collection) {
    const { gatewayLabelFilter } = collection.options;
    this.gatewayLabels = parseAnnotationFilter(gatewayLabelFilter);
  }

  /** A reference of a route or ListenerSet; one object, one answer. */
  reference(value: unknown, path: string, namespace: string): ParentRef {
    const before = this.references.get(value);
    if (before) return before;
    const ref = readParentRef(value, path, namespace);
    const isWhole = isRecord(value) && ref.namespace === value.namespace;
    if (isWhole && this.references.size < mostReferences) {
      this.references.set(value, ref);
    }
    return ref;
  }

  find(ref: ParentRef): ListenerOwner | NoListeners {
    const before = this.named.get(ref);
    if (before) return before;
    const found = this.findByName(ref);
    if (this.named.size < mostReferences) this.named.set(ref, found);
    return found;
  }

  private findByName(ref: ParentRef): ListenerOwner | NoListeners {
    const isGateway = ref.kind === 'Gateway' && ref.group === gatewayGroup;
    const isSet = ref.kind === 'ListenerSet' && ref.group === gatewayGroup;
    const parent = `${ref.kind} ${ref.namespace}/${ref.name}`;
    if (!isGateway && !isSet) {
      return { reason: 'parent-not-a-gateway', params: { parent } };
    }
    let found = this.known.get(parent);
    if (!found) {
      found = this.unlessBroken(parent, () =>
        isGateway
          ? this.gateway(ref.namespace, ref.name)
          : this.listenerSet(ref.namespace, ref.name),
      );
      this.known.set(parent, found);
    }
    return found;
  }

  private unlessBroken(
    parent: string,
    read: () => ListenerOwner | NoListeners,
  ): ListenerOwner | NoListeners {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof BrokenObject)) throw error;
      const detail = shorten(error.message);
      return { reason: 'gateway-broken', params: { parent, detail } };
    }
  }

  private gateway(
    namespace: string,
    name: string,
  ): ListenerOwner | NoListeners {
    const title = `Gateway ${namespace}/${name}`;
    const gateway = this.collection.view.get(kinds.gateway, namespace, name);
    const refused = this.refusal(title, gateway, namespace, name);
    if (refused || !gateway) return refused ?? notFound(title);
    const spec = record(gateway.spec, 'spec');
    const listeners = list(spec.listeners, 'spec.listeners').map(each =>
      readListener(this.collection, each, namespace),
    );
    return owner(title, this.targetsOf(gateway), listeners);
  }

  private listenerSet(
    namespace: string,
    name: string,
  ): ListenerOwner | NoListeners {
    const { view, options } = this.collection;
    const title = `ListenerSet ${namespace}/${name}`;
    if (!options.gatewayListenerSets)
      return filtered(title, 'gatewayListenerSets');
    const set = view.get(kinds.listenerSet, namespace, name);
    if (!set) return notFound(title);
    const spec = record(set.spec, 'spec');
    const status = record(set.status, 'status');
    const ref = this.reference(spec.parentRef, 'spec.parentRef', namespace);
    const gatewayTitle = `Gateway ${ref.namespace}/${ref.name}`;
    const found = this.find({ ...ref, kind: 'Gateway', group: gatewayGroup });
    const gateway = view.get(kinds.gateway, ref.namespace, ref.name);
    if (!isOwner(found) || !gateway)
      return isOwner(found) ? notFound(title) : found;
    if (
      !this.allowsSet(gateway, ref.namespace, namespace) ||
      !isAccepted(status.conditions, 'status.conditions')
    ) {
      return {
        reason: 'listener-set-not-allowed',
        params: { parent: title, gateway: gatewayTitle },
      };
    }
    const accepted = new Set<string>();
    for (const each of list(status.listeners, 'status.listeners')) {
      const entry = record(each, 'status.listeners');
      if (isAccepted(entry.conditions, 'status.listeners.conditions')) {
        accepted.add(text(entry.name, 'status.listeners.name'));
      }
    }
    const listeners = list(spec.listeners, 'spec.listeners')
      .map(each => readListener(this.collection, each, namespace))
      .filter(listener => accepted.has(listener.name));
    const targets = targetsOfAnnotation(this.collection, set);
    return owner(title, targets ?? found.targets, listeners);
  }

  private refusal(
    title: string,
    gateway: KubeObject | undefined,
    namespace: string,
    name: string,
  ): NoListeners | undefined {
    const { gatewayNamespace, gatewayName } = this.collection.options;
    if (gatewayNamespace && gatewayNamespace !== namespace) {
      return filtered(title, 'gatewayNamespace');
    }
    if (!gateway) return notFound(title);
    const labels = textMap(gateway.metadata.labels, 'metadata.labels');
    if (!matchesSelector(this.gatewayLabels, labels)) {
      return filtered(title, 'gatewayLabelFilter');
    }
    if (gatewayName && gatewayName !== name) {
      return filtered(title, 'gatewayName');
    }
    return undefined;
  }

  private targetsOf(gateway: KubeObject): string[] {
    const annotated = targetsOfAnnotation(this.collection, gateway);
    if (annotated) return annotated;
    const { addresses } = record(gateway.status, 'status');
    return list(addresses, 'status.addresses').map(each =>
      text(record(each, 'status.addresses').value, 'status.addresses.value'),
    );
  }

  private allowsSet(
    gateway: KubeObject,
    gatewayNamespace: string,
    setNamespace: string,
  ): boolean {
    const { allowedListeners } = record(gateway.spec, 'spec');
    const allowed = record(allowedListeners, 'spec.allowedListeners');
    return namespaceRule(
      this.collection,
      record(allowed.namespaces, 'spec.allowedListeners.namespaces'),
      'None',
      gatewayNamespace,
    )(setNamespace);
  }
}

function owner(
  title: string,
  targets: readonly string[],
  listeners: Listener[],
): ListenerOwner {
  // Of two listeners with one name the last is found, as in ExternalDNS.
  const byName = new Map(listeners.map(each => [each.name, each]));
  return { title, targets: [...new Set(targets)].sort(), listeners, byName };
}

function notFound(parent: string): NoListeners {
  return { reason: 'gateway-not-found', params: { parent } };
}

function filtered(parent: string, filter: string): NoListeners {
  return { reason: 'gateway-filtered', params: { parent, filter } };
}
