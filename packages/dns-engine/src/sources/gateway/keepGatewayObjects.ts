import { Options } from '../../options/types';
import { isRecord, JsonRecord } from '../json';
import {
  keepEach,
  keepParts,
  keepSpecAndStatus,
  known,
  only,
  share,
} from '../keep';
import { kinds } from '../kinds';
import { KeptFor, Kind, KubeObject } from '../source';
import { KnownParent, knownParent, statusOf } from './knownParents';

/**
 * What the route sources read of routes, Gateways, ListenerSets and Namespaces.
 * Of a route's rules only the backends stay: they lead to the catalog entities.
 *
 * @internal
 */
export function keepGatewayObject(
  kind: Kind,
  object: KubeObject,
  options: Options,
  keptFor?: KeptFor,
): KubeObject {
  if (kind === kinds.namespace) return keepParts(object, options, {});
  const { spec, status } = object;
  if (kind === kinds.gateway) {
    return keepParts(object, options, {
      spec: only(spec, 'listeners', 'allowedListeners'),
      status: isRecord(status)
        ? known({
            addresses: keepEach(status.addresses, it =>
              only(it, 'type', 'value'),
            ),
          })
        : status,
    });
  }
  if (kind === kinds.listenerSet) {
    return keepParts(object, options, {
      spec: only(spec, 'listeners', 'parentRef'),
      status: isRecord(status)
        ? known({
            conditions: acceptedOnly(status.conditions),
            listeners: keepEach(status.listeners, it =>
              isRecord(it)
                ? known({
                    name: it.name,
                    conditions: acceptedOnly(it.conditions),
                  })
                : it,
            ),
          })
        : status,
    });
  }
  return keepSpecAndStatus(
    object,
    options,
    isRecord(spec) ? routeSpec(spec, keptFor) : spec,
    isRecord(status) ? routeStatus(status.parents) : status,
    keptFor,
  );
}

function routeSpec(spec: JsonRecord, keptFor: KeptFor | undefined): JsonRecord {
  const parentRefs = routeParents(spec.parentRefs);
  const { hostnames } = spec;
  return keptFor === 'wishes'
    ? { parentRefs, hostnames }
    : { parentRefs, hostnames, rules: share(keepEach(spec.rules, routeRule)) };
}

function routeRule(rule: unknown): unknown {
  return isRecord(rule)
    ? known({ backendRefs: keepEach(rule.backendRefs, backendRef) })
    : rule;
}

function routeParents(parentRefs: unknown): unknown {
  const alone = onlyParent(parentRefs, each => each);
  return alone ? alone.refs : share(keepEach(parentRefs, parentRef));
}

function routeStatus(parents: unknown): unknown {
  const alone = onlyParent(parents, each =>
    isRecord(each) ? each.parentRef : undefined,
  );
  if (alone && Array.isArray(parents) && isRecord(parents[0])) {
    return statusOf(alone, acceptedOnly(parents[0].conditions));
  }
  return share({
    parents: keepEach(parents, parent =>
      isRecord(parent)
        ? known({
            parentRef: parentRef(parent.parentRef),
            conditions: acceptedOnly(parent.conditions),
          })
        : parent,
    ),
  });
}

/** Nearly all routes have one parent, which many others have too. */
function onlyParent(
  parents: unknown,
  refOf: (parent: unknown) => unknown,
): KnownParent | undefined {
  return Array.isArray(parents) && parents.length === 1
    ? knownParent(refOf(parents[0]))
    : undefined;
}

function parentRef(value: unknown): unknown {
  return (
    knownParent(value)?.ref ??
    only(value, 'group', 'kind', 'namespace', 'name', 'sectionName', 'port')
  );
}

function backendRef(value: unknown): unknown {
  return only(value, 'kind', 'namespace', 'name');
}

const answers = ['True', 'False', 'Unknown'].map(status => [
  { type: 'Accepted', status },
]);

/** The first Accepted condition; the three usual answers are shared. */
function acceptedOnly(conditions: unknown): unknown {
  if (!Array.isArray(conditions)) return conditions;
  const accepted: unknown = conditions.find(
    each => !isRecord(each) || each.type === 'Accepted',
  );
  if (accepted === undefined) return undefined;
  const shared = answers.find(
    ([answer]) => isRecord(accepted) && accepted.status === answer.status,
  );
  return shared ?? [only(accepted, 'type', 'status')];
}
