import { Options } from '../../options/types';
import { isRecord } from '../json';
import {
  keepEach,
  keepAll,
  keepMetadata,
  keepParts,
  known,
  only,
} from '../keep';
import { kinds } from '../kinds';
import { Kind, KubeObject } from '../source';

/**
 * What the service source reads of Services, EndpointSlices, Pods and Nodes.
 *
 * @internal
 */
export function keepServiceObject(
  kind: Kind,
  object: KubeObject,
  options: Options,
): KubeObject {
  const { metadata, spec, status } = object;
  if (kind === kinds.service) {
    if (keepAll(options)) return keepMetadata(object, options);
    return keepParts(object, options, {
      spec: only(
        spec,
        'type',
        'clusterIP',
        'externalIPs',
        'externalName',
        'externalTrafficPolicy',
        'ports',
        'publishNotReadyAddresses',
        'selector',
      ),
      status: only(status, 'loadBalancer'),
    });
  }
  if (kind === kinds.endpointSlice) {
    return keepParts(object, options, {
      addressType: object.addressType,
      endpoints: keepEach(object.endpoints, entry =>
        only(entry, 'addresses', 'conditions', 'targetRef'),
      ),
    });
  }
  if (kind === kinds.node) {
    return keepParts(object, options, {
      spec: only(spec, 'unschedulable'),
      status: only(status, 'addresses'),
    });
  }
  const kept = keepParts(object, options, {
    spec: only(spec, 'hostname', 'nodeName'),
    status: isRecord(status)
      ? known({
          phase: status.phase,
          hostIP: status.hostIP,
          conditions: readiness(status.conditions),
        })
      : status,
  });
  return withDeletion(kept, metadata);
}

function readiness(conditions: unknown): unknown {
  if (!Array.isArray(conditions)) return conditions;
  return conditions
    .filter(condition => !isRecord(condition) || condition.type === 'Ready')
    .map(condition => only(condition, 'type', 'status'));
}

/** Pods that are terminating rank below those that stay. */
function withDeletion(kept: KubeObject, metadata: unknown): KubeObject {
  if (!isRecord(metadata) || metadata.deletionTimestamp === undefined) {
    return kept;
  }
  const { deletionTimestamp } = metadata;
  return {
    ...kept,
    metadata: Object.assign(kept.metadata, { deletionTimestamp }),
  };
}
