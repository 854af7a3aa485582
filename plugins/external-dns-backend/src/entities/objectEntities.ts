import { ClusterView, Kind, kinds, KubeObject } from '@openova/dns-engine';
import { KeepUse } from '../clusters/keepForAll';
import { isRecord } from '../clusters/kubernetesAnswers';
import { EntityIndex } from './entityIndex';

/**
 * The entities of an object: those that its own labels lead to, and those of the
 * Services that it sends traffic to. A route rarely carries the label; the Service
 * behind it, which a team owns, does.
 *
 * @internal
 */
export function entitiesOfObject(
  object: KubeObject,
  view: ClusterView,
  index: EntityIndex,
): string[] {
  const { cluster } = view;
  const { namespace = '', labels } = object.metadata;
  const found = index.entitiesOf({ cluster, namespace, labels: texts(labels) });
  const { backends } = object;
  if (typeof backends !== 'string' || backends === '') return found;
  const all = new Set(found);
  for (const backend of backends.split(' ')) {
    const [name, home = namespace] = backend.split('/').reverse();
    const service = view.get(kinds.service, home, name);
    if (!service) continue;
    const ofService = index.entitiesOf({
      cluster,
      namespace: home,
      labels: texts(service.metadata.labels),
    });
    for (const entityRef of ofService) all.add(entityRef);
  }
  return [...all].sort();
}

/** Services that a route or an Ingress names, in any order, none twice. @internal */
export function backendServices(
  object: KubeObject,
): { namespace: string; name: string }[] {
  const { spec } = object;
  if (!isRecord(spec)) return [];
  const found = new Map<string, { namespace: string; name: string }>();
  const home = object.metadata.namespace ?? '';
  const add = (name: unknown, namespace: unknown = home) => {
    if (!isPlainName(name) || !isPlainName(namespace)) return;
    found.set(`${namespace}/${name}`, { namespace, name });
  };
  for (const rule of records(spec.rules)) {
    for (const { group, kind, namespace, name } of records(rule.backendRefs)) {
      const isService = kind === undefined || kind === 'Service';
      if (isService && (group === undefined || group === '')) {
        add(name, namespace);
      }
    }
    if (isRecord(rule.http)) {
      for (const path of records(rule.http.paths)) {
        add(serviceName(path.backend));
      }
    }
  }
  add(serviceName(spec.defaultBackend));
  return [...found.values()];
}

/** No Service has another name; what is made of these is told apart by `/` and space. */
function isPlainName(name: unknown): name is string {
  return typeof name === 'string' && !/[/ ]/.test(name);
}

function serviceName(backend: unknown): unknown {
  return isRecord(backend) && isRecord(backend.service)
    ? backend.service.name
    : undefined;
}

/**
 * Puts the Services that an object names into one text, which is all that entities
 * need of its rules; with `isBare` the rules of a route go, and its type, which is
 * that of the list that it is kept in. A Service in another
 * namespace is `namespace/name`, one beside the object its name alone: most often a
 * text that the object's labels have as well, and that takes no room of its own.
 *
 * @internal
 */
export function withBackends(
  kept: KubeObject,
  original: KubeObject,
  isBare: boolean,
): KubeObject {
  const beside = original.metadata.namespace ?? '';
  const backends = backendServices(original)
    .map(({ namespace, name }) =>
      namespace === beside ? name : `${namespace}/${name}`,
    )
    .join(' ');
  const { metadata, spec, status } = kept;
  if (!isBare || !isRecord(spec)) return { ...kept, backends };
  const { rules: _, ...rest } = spec;
  return { metadata, spec: rest, status, backends };
}

/** What entities need of Services: their labels. @internal */
export const keepLabels: KeepUse = {
  keep: ({ metadata: { name, namespace, labels } }) => ({
    metadata: { name, namespace, labels },
  }),
};

/** Kinds whose objects name Services. @internal */
export const kindsWithBackends: ReadonlySet<Kind> = new Set<Kind>([
  kinds.ingress,
  kinds.httpRoute,
  kinds.grpcRoute,
  kinds.tlsRoute,
  kinds.tcpRoute,
  kinds.udpRoute,
]);

function records(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Labels whose values are texts; others cannot be matched. */
function texts(value: unknown): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (!isRecord(value)) return found;
  for (const [key, text] of Object.entries(value)) {
    if (typeof text === 'string' && key !== '__proto__') found[key] = text;
  }
  return found;
}
