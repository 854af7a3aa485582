/** What the path of a request names. */
export type RequestTarget =
  | { type: 'health' }
  | { type: 'version' }
  | { type: 'coreVersions' }
  | { type: 'groups' }
  | { type: 'group'; group: string }
  | { type: 'resources'; group: string; version: string }
  | ResourceTarget
  | { type: 'unknown' };

/** A collection, or one object of it when `name` is set. */
export interface ResourceTarget {
  type: 'resource';
  group: string;
  version: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

const healthPaths = ['/healthz', '/readyz', '/livez'];

/** Reads the path of a Kubernetes API request, without its query. */
export function readTarget(path: string): RequestTarget {
  if (healthPaths.includes(path)) return { type: 'health' };
  const segments = decodedSegments(path);
  if (!segments) return { type: 'unknown' };
  const [root, ...rest] = segments;
  if (root === 'version' && rest.length === 0) return { type: 'version' };
  if (root === 'api') {
    const [version, ...inVersion] = rest;
    if (version === undefined) return { type: 'coreVersions' };
    return inGroupVersion('', version, inVersion);
  }
  if (root === 'apis') {
    const [group, version, ...inVersion] = rest;
    if (group === undefined) return { type: 'groups' };
    if (version === undefined) return { type: 'group', group };
    return inGroupVersion(group, version, inVersion);
  }
  return { type: 'unknown' };
}

function inGroupVersion(
  group: string,
  version: string,
  segments: string[],
): RequestTarget {
  if (segments.length === 0) return { type: 'resources', group, version };
  const [first, second, third, ...rest] = segments;
  if (first === 'namespaces' && third !== undefined) {
    const isNamespaceItself =
      group === '' && rest.length === 0 && third === 'status';
    if (!isNamespaceItself) {
      const [name, subresource, surplus] = rest;
      if (surplus !== undefined) return { type: 'unknown' };
      return {
        type: 'resource',
        group,
        version,
        plural: third,
        namespace: second,
        name,
        subresource,
      };
    }
  }
  if (rest.length > 0) return { type: 'unknown' };
  return {
    type: 'resource',
    group,
    version,
    plural: first,
    name: second,
    subresource: third,
  };
}

/** The segments of a path, a trailing slash tolerated; undefined for a path that cannot be decoded. */
function decodedSegments(path: string): string[] | undefined {
  const segments = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
