import { KubeObject } from '@openova/dns-engine';
import { isObject, JsonObject, listAt } from '../importArgs/json';

/**
 * One object for each identity: the last that was given, with the status of an
 * earlier one where it has none. So a manifest from git can be laid over what
 * `kubectl get` says now.
 *
 * @internal
 */
export function laidOver(objects: readonly KubeObject[]): KubeObject[] {
  const byIdentity = new Map<string, KubeObject>();
  for (const object of objects) {
    const { kind, apiVersion, metadata } = object;
    const group = String(apiVersion).split('/').slice(0, -1).join('/');
    const key = [group, kind, metadata.namespace, metadata.name].join('/');
    const before = byIdentity.get(key);
    if (before === undefined) {
      byIdentity.set(key, object);
      continue;
    }
    byIdentity.set(key, {
      ...object,
      metadata: {
        creationTimestamp: before.metadata.creationTimestamp,
        ...object.metadata,
      },
      ...(object.status === undefined ? { status: before.status } : {}),
    });
  }
  return [...byIdentity.values()];
}

/**
 * Gives routes and Gateways without a status the one that they would get if all
 * went well: every parent accepts, and the addresses are those that were asked
 * for. Nothing can be assumed of load balancers: their addresses are not known.
 *
 * @internal
 */
export function assumeAccepted(object: KubeObject): KubeObject {
  if (object.status !== undefined) return object;
  if (!String(object.apiVersion).startsWith('gateway.networking.')) {
    return object;
  }
  const kind = String(object.kind);
  if (kind === 'Gateway') {
    const addresses = listAt(object.spec, 'addresses');
    return { ...object, status: { addresses } };
  }
  if (!kind.endsWith('Route') && kind !== 'ListenerSet') return object;
  const accepted = [{ type: 'Accepted', status: 'True' }];
  const parents = listAt(object.spec, 'parentRefs')
    .filter(isObject)
    .map((parentRef): JsonObject => ({ parentRef, conditions: accepted }));
  return kind === 'ListenerSet'
    ? { ...object, status: { conditions: accepted } }
    : { ...object, status: { parents } };
}
