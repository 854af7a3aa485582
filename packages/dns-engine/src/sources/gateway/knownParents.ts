import { isRecord, JsonRecord } from '../json';
import { known } from '../keep';

/*
 * Parents of routes. A cluster has a handful of Gateways and thousands of routes, and
 * JSON.parse makes the reference anew for each of them, twice. Shaped by speed: a key
 * of two fields and a few comparisons, no JSON for each route.
 */

/** A reference, with the parts of a route that hold nothing else. @internal */
export interface KnownParent {
  ref: JsonRecord;
  refs: readonly JsonRecord[];
  /** A route's status with this parent alone, by the list of its conditions. */
  statuses: Map<unknown, JsonRecord>;
}

const parents = new Map<string, KnownParent[]>();
/** References to one name differ in section and port; more of them are not shared. */
const mostOfOneName = 32;
const mostNames = 4096;
const mostStatuses = 8;
const longestText = 253;

/**
 * The parent that a reference names, shared by all that name it alike; undefined for
 * a reference that is not as Kubernetes takes it. Must not be changed.
 *
 * @internal
 */
export function knownParent(value: unknown): KnownParent | undefined {
  if (!isRecord(value)) return undefined;
  const { group, kind, namespace, name, sectionName, port } = value;
  const isUsual =
    typeof name === 'string' &&
    isShortText(name) &&
    isShortText(namespace) &&
    isShortText(kind) &&
    isShortText(group) &&
    isShortText(sectionName) &&
    (port === undefined || typeof port === 'number');
  if (!isUsual) return undefined;
  const key = `${namespace} ${name}`;
  let ofName = parents.get(key);
  if (!ofName) {
    if (parents.size >= mostNames) parents.clear();
    parents.set(key, (ofName = []));
  }
  for (const each of ofName) {
    const { ref } = each;
    if (
      ref.name === name &&
      ref.kind === kind &&
      ref.sectionName === sectionName &&
      ref.port === port &&
      ref.group === group &&
      ref.namespace === namespace
    ) {
      return each;
    }
  }
  if (ofName.length >= mostOfOneName) return undefined;
  const ref = known({ group, kind, namespace, name, sectionName, port });
  const parent = { ref, refs: [ref], statuses: new Map() };
  ofName.push(parent);
  return parent;
}

/** The status of a route with this parent alone. @internal */
export function statusOf(
  { ref, statuses }: KnownParent,
  conditions: unknown,
): JsonRecord {
  const before = statuses.get(conditions);
  if (before) return before;
  const status = { parents: [known({ parentRef: ref, conditions })] };
  if (statuses.size < mostStatuses) statuses.set(conditions, status);
  return status;
}

function isShortText(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === 'string' && value.length <= longestText)
  );
}
