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
  const backends = backendServices(object);
  if (backends.length === 0) return found;
  const all = new Set(found);
  for (const backend of backends) {
    const service = view.get(kinds.service, backend.namespace, backend.name);
    if (!service) continue;
    const ofService = index.entitiesOf({
      cluster,
      namespace: backend.namespace,
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

/** What entities need of Ingresses beside what the sources keep: their backends. @internal */
export const keepBackends: KeepUse = {
  keep: object => ({
    metadata: {
      name: object.metadata.name,
      namespace: object.metadata.namespace,
      labels: object.metadata.labels,
    },
    spec: isRecord(object.spec)
      ? {
          rules: records(object.spec.rules).map(rule => ({
            http: {
              paths: isRecord(rule.http)
                ? records(rule.http.paths).map(path => ({
                    backend: { service: { name: serviceName(path.backend) } },
                  }))
                : [],
            },
          })),
          defaultBackend: {
            service: { name: serviceName(object.spec.defaultBackend) },
          },
        }
      : undefined,
  }),
};

/** What entities need of Services: their labels. @internal */
export const keepLabels: KeepUse = {
  keep: ({ metadata: { name, namespace, labels } }) => ({
    metadata: { name, namespace, labels },
  }),
};

/** Kinds whose objects name Services. @internal */
export const kindsWithBackends: ReadonlySet<Kind> = new Set([
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
