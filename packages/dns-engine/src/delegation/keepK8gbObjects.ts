import { Options } from '../options/types';
import { isRecord } from '../sources/json';
import { keepParts, only, pick } from '../sources/keep';
import { kinds } from '../sources/kinds';
import { Kind, KubeObject } from '../sources/source';
import { keptDeployment, keptZoneNames } from './installation';

/** Trims an object to what the source k8gb reads. @internal */
export function keepOfK8gb(
  kind: Kind,
  object: KubeObject,
  options: Options,
): KubeObject {
  const kept = keepParts(object, options, partsOf(kind, object));
  const metadata: unknown = object.metadata;
  if (!isRecord(metadata)) return kept;
  const { deletionTimestamp, annotations } = metadata;
  const more: Record<string, unknown> = { ...kept.metadata };
  if (deletionTimestamp !== undefined) {
    more.deletionTimestamp = deletionTimestamp;
  }
  if (isRecord(annotations)) {
    const ours = pick(annotations, isOfK8gb);
    if (Object.keys(ours).length > 0) {
      const others = isRecord(more.annotations) ? more.annotations : {};
      more.annotations = { ...others, ...ours };
    }
  }
  // As unchecked as the object that it was made from.
  return { ...kept, metadata: more as KubeObject['metadata'] };
}

function isOfK8gb(key: string): boolean {
  return key.startsWith('k8gb.io/') || key.startsWith('k8gb.absa.oss/');
}

function partsOf(kind: Kind, object: KubeObject): Record<string, unknown> {
  const { spec, status } = object;
  switch (kind.kind) {
    case kinds.deployment.kind:
      return { spec: keptDeployment(object) };
    case kinds.configMap.kind:
      return { data: keptZoneNames(object) };
    case kinds.dnsEndpoint.kind:
      return { spec, status: only(status, 'observedGeneration') };
    case kinds.service.kind:
      return {
        spec: only(spec, 'type'),
        status: only(status, 'loadBalancer'),
      };
    case kinds.ingress.kind:
      return {
        spec: only(spec, 'rules'),
        status: only(status, 'loadBalancer'),
      };
    default:
      return isRouteOfGateway(kind)
        ? { spec: only(spec, 'hostnames') }
        : { spec, status };
  }
}

function isRouteOfGateway(kind: Kind): boolean {
  return kind.group === kinds.httpRoute.group;
}
