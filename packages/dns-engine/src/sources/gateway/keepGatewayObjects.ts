import { Options } from '../../options/types';
import { isRecord } from '../json';
import { keepEach, keepParts, known, only, share } from '../keep';
import { kinds } from '../kinds';
import { Kind, KubeObject } from '../source';

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
  return keepParts(object, options, {
    spec: isRecord(spec)
      ? known({
          parentRefs: share(keepEach(spec.parentRefs, parentRef)),
          hostnames: spec.hostnames,
          rules: share(
            keepEach(spec.rules, rule =>
              isRecord(rule)
                ? known({ backendRefs: keepEach(rule.backendRefs, backendRef) })
                : rule,
            ),
          ),
        })
      : spec,
    status: isRecord(status)
      ? share({
          parents: keepEach(status.parents, parent =>
            isRecord(parent)
              ? known({
                  parentRef: parentRef(parent.parentRef),
                  conditions: acceptedOnly(parent.conditions),
                })
              : parent,
          ),
        })
      : status,
  });
}

function parentRef(value: unknown): unknown {
  return only(
    value,
    'group',
    'kind',
    'namespace',
    'name',
    'sectionName',
    'port',
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
