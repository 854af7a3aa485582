/**
 * The metadata of a Kubernetes object, as far as the demo clusters look at it.
 * @public
 */
export interface ObjectMetadata {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  /** RFC 3339, in UTC, to the second. */
  creationTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  [field: string]: unknown;
}

/**
 * Any Kubernetes object, as YAML and JSON carry it.
 * @public
 */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMetadata;
  [field: string]: unknown;
}

/**
 * What names one object of a cluster. The version in `apiVersion` does not matter.
 * @public
 */
export interface ObjectReference {
  /** Group and version, `v1` when it is left out. */
  apiVersion?: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** The API group of an `apiVersion`: empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** The inverse of {@link groupOf}: `v1` of the core group, `GROUP/v1` of others. */
export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Whether two values are the same JSON, whatever the order of their keys. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftEntries = Object.entries(left).filter(
    ([, value]) => value !== undefined,
  );
  const rightEntries = Object.entries(right).filter(
    ([, value]) => value !== undefined,
  );
  if (leftEntries.length !== rightEntries.length) return false;
  const rightValues = new Map(rightEntries);
  return leftEntries.every(
    ([key, value]) =>
      rightValues.has(key) && isSameJson(value, rightValues.get(key)),
  );
}
