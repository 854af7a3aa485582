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
    const [home, name] = backend.split('/');
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
    if (typeof name !== 'string' || typeof namespace !== 'string') return;
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

function serviceName(backend: unknown): unknown {
  return isRecord(backend) && isRecord(backend.service)
    ? backend.service.name
    : undefined;
}

/**
 * Puts the Services that an object names into one text, `namespace/name` each, which
 * is all that entities need of its rules; with `withoutRules` those of a route go.
 *
 * @internal
 */
export function withBackends(
  kept: KubeObject,
  original: KubeObject,
  withoutRules: boolean,
): KubeObject {
  const backends = backendServices(original)
    .map(({ namespace, name }) => `${namespace}/${name}`)
    .join(' ');
  const { spec } = kept;
  if (!withoutRules || !isRecord(spec)) return { ...kept, backends };
  const { rules: _, ...rest } = spec;
  return { ...kept, spec: rest, backends };
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
