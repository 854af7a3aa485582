import { matchesSelector, selectorFromJson } from '../labelSelector';
import { normaliseName } from '../name';
import {
  isRecord,
  list,
  record,
  text,
  textMap,
  texts,
  unlessBroken,
} from '../sources/json';
import { kinds } from '../sources/kinds';
import { ClusterView, Kind, KubeObject } from '../sources/source';
import { identityOf } from '../view';
import { GslbReference } from './facts';

/** The kinds that a Gslb may refer to and whose objects are read. */
const referable: Readonly<Record<string, Kind>> = {
  HTTPRoute: kinds.httpRoute,
  GRPCRoute: kinds.grpcRoute,
  TLSRoute: kinds.tlsRoute,
  TCPRoute: kinds.tcpRoute,
  UDPRoute: kinds.udpRoute,
  Ingress: kinds.ingress,
  Service: kinds.service,
};

/** Kinds that the source reads to know whether what a Gslb refers to exists. @internal */
export const referableKinds: readonly Kind[] = Object.values(referable);

/** What a Gslb refers to, with the object where it is there. @internal */
export interface FoundReference {
  reference: GslbReference;
  object?: KubeObject;
}

/** Undefined where the Gslb has an Ingress embedded. @internal */
export function readReference(
  gslb: KubeObject,
  view: ClusterView,
): FoundReference | undefined {
  const spec = record(gslb.spec, 'spec');
  const ref = record(spec.resourceRef, 'spec.resourceRef');
  const kind = text(ref.kind, 'resourceRef.kind');
  if (kind === '') return undefined;
  const own = identityOf(gslb).namespace;
  const namespace = text(ref.namespace, 'resourceRef.namespace') || own;
  const name = text(ref.name, 'resourceRef.name');
  const known = Object.hasOwn(referable, kind) ? referable[kind] : undefined;
  if (!known) {
    return { reference: { kind, namespace, name, exists: null } };
  }
  if (name !== '') {
    const object = view.get(known, namespace, name);
    const exists = object !== undefined;
    return { reference: { kind, namespace, name, exists }, object };
  }
  const { matchLabels, matchExpressions } = ref;
  const selector =
    selectorFromJson({ matchLabels, matchExpressions }, 'resourceRef') ?? [];
  // Labels select in the Gslb's own namespace, and exactly one has to match.
  const matching = [...view.list(known, own)].filter(
    each =>
      selector.length > 0 &&
      unlessBroken(() => matchesSelector(selector, labelsOf(each))),
  );
  const [object] = matching.length === 1 ? matching : [];
  return {
    reference: {
      kind,
      namespace: own,
      name: object ? identityOf(object).name : '',
      exists: object !== undefined,
    },
    object,
  };
}

function labelsOf(object: KubeObject): Readonly<Record<string, string>> {
  const metadata = record(object.metadata, 'metadata');
  return textMap(metadata.labels, 'labels');
}

/** The hosts that k8gb takes from an object; normalised. @internal */
export function hostsOfObject(object: KubeObject): string[] {
  const spec = isRecord(object.spec) ? object.spec : {};
  const found =
    unlessBroken(() => {
      const hostnames = texts(spec.hostnames, 'spec.hostnames');
      if (hostnames.length > 0) return [...hostnames];
      const rules = list(spec.rules, 'spec.rules').flatMap(rule => {
        const host = isRecord(rule) ? rule.host : undefined;
        return typeof host === 'string' ? [host] : [];
      });
      return rules.length > 0 ? rules : annotatedHosts(object);
    }) ?? [];
  return [...new Set(found.map(normaliseName))].filter(each => each !== '');
}

/** Services, TCPRoutes and UDPRoutes have no field for a hostname. */
function annotatedHosts(object: KubeObject): string[] {
  const metadata: unknown = object.metadata;
  const annotations = isRecord(metadata) ? metadata.annotations : undefined;
  const value = isRecord(annotations)
    ? annotations['k8gb.io/hostname']
    : undefined;
  return typeof value === 'string'
    ? value.split(',').map(each => each.trim())
    : [];
}

/** What people call a Gslb: `GslbHttpRoute` where it refers to an HTTPRoute. @public */
export function gslbLabel(referenceKind: string | undefined): string {
  if (referenceKind === 'HTTPRoute') return 'GslbHttpRoute';
  return `Gslb (${referenceKind ?? 'Ingress'})`;
}
