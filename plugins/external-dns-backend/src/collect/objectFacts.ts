import {
  annotatedTargets,
  annotationReader,
  ClusterView,
  Kind,
  kinds,
  KubeObject,
  Options,
  Wish,
} from '@openova/dns-engine';
import { isRecord, JsonRecord } from '../clusters/kubernetesAnswers';
import { GatewayFact, ObjectFacts } from './collected';

/** The kinds that are attached to Gateways. */
const routeKinds: ReadonlySet<string> = new Set(
  [
    kinds.httpRoute,
    kinds.grpcRoute,
    kinds.tlsRoute,
    kinds.tcpRoute,
    kinds.udpRoute,
  ].map(kind => kind.kind),
);

/**
 * What stands beside the verdicts of an object in the tab's chain. Nothing here
 * judges: whether a route is published, and why not, is the engine's word. These are
 * the values that a person compares it with.
 *
 * @internal
 */
export function objectFacts(
  kind: string,
  object: KubeObject,
  wishes: readonly Wish[],
  view: ClusterView,
  options: Options,
): ObjectFacts {
  const facts: ObjectFacts = {
    asks: wishes.map(({ endpoint }) => ({
      dnsName: endpoint.dnsName,
      recordType: endpoint.recordType,
      ...(endpoint.setIdentifier !== undefined && {
        setIdentifier: endpoint.setIdentifier,
      }),
      targets: endpoint.targets,
    })),
  };
  if (routeKinds.has(kind)) {
    facts.gateways = gatewaysOf(object, view, options);
  }
  return facts;
}

/** The parents in the route's status, then those of its spec that are not there. */
function gatewaysOf(
  route: KubeObject,
  view: ClusterView,
  options: Options,
): GatewayFact[] {
  const found = new Map<string, GatewayFact>();
  const status = recordOf(route.status);
  const spec = recordOf(route.spec);
  const add = (reference: JsonRecord, accepted: string | undefined) => {
    const fact = parentOf(reference, route, view, options);
    if (!fact) return;
    const key = [fact.kind, fact.namespace, fact.name, fact.section].join('\0');
    if (found.has(key)) return;
    if (accepted !== undefined) fact.accepted = accepted;
    found.set(key, fact);
  };
  for (const parent of recordsOf(status.parents)) {
    const accepted = recordsOf(parent.conditions).find(
      condition => condition.type === 'Accepted',
    );
    add(recordOf(parent.parentRef), textOf(accepted?.status));
  }
  for (const reference of recordsOf(spec.parentRefs)) add(reference, undefined);
  return [...found.values()];
}

function parentOf(
  reference: JsonRecord,
  route: KubeObject,
  view: ClusterView,
  options: Options,
): GatewayFact | undefined {
  const name = textOf(reference.name);
  if (name === undefined) return undefined;
  const group = textOf(reference.group) ?? kinds.gateway.group;
  const kind = textOf(reference.kind) ?? kinds.gateway.kind;
  const namespace =
    textOf(reference.namespace) ?? route.metadata.namespace ?? '';
  const section = textOf(reference.sectionName);
  const readable = [kinds.gateway, kinds.listenerSet].find(
    each => each.group === group && each.kind === kind,
  );
  const object = readable && view.get(readable, namespace, name);
  return {
    kind,
    namespace,
    name,
    ...(section !== undefined && { section }),
    exists: object !== undefined,
    addresses:
      object && readable ? addressesOf(readable, object, view, options) : [],
  };
}

/** The addresses that a Gateway or ListenerSet says it has. */
function addressesOf(
  kind: Kind,
  object: KubeObject,
  view: ClusterView,
  options: Options,
): string[] {
  const annotated = annotatedAddresses(object, options);
  if (annotated.length > 0) return annotated;
  if (kind !== kinds.listenerSet) {
    return recordsOf(recordOf(object.status).addresses)
      .map(address => textOf(address.value))
      .filter((value): value is string => value !== undefined);
  }
  const owner = recordOf(recordOf(object.spec).parentRef);
  const gateway = view.get(
    kinds.gateway,
    textOf(owner.namespace) ?? object.metadata.namespace ?? '',
    textOf(owner.name) ?? '',
  );
  return gateway ? addressesOf(kinds.gateway, gateway, view, options) : [];
}

const readers = new WeakMap<Options, ReturnType<typeof annotationReader>>();

function annotatedAddresses(object: KubeObject, options: Options): string[] {
  let reader = readers.get(options);
  if (!reader) {
    reader = annotationReader(options.annotationPrefixes);
    readers.set(options, reader);
  }
  try {
    return annotatedTargets(reader(object.metadata.annotations));
  } catch {
    // Broken annotations are the verdict's matter.
    return [];
  }
}

function recordOf(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

function recordsOf(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
