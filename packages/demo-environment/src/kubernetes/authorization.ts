import { IncomingMessage } from 'node:http';
import { RequestTarget, ResourceTarget } from './requestTarget';
import { resourceName } from './resourceDefinitions';
import { forbidden, forbiddenPath } from './statusErrors';

/** What the token stands for, in the words of a 403. */
const user = 'system:serviceaccount:external-dns:portal';

const readingVerbs: ReadonlySet<string> = new Set(['get', 'list', 'watch']);

/**
 * Throws 403 for what the token's account may not do. It may read every kind, except
 * those that a fault forbids, and the paths that a real cluster opens to everybody
 * whom it knows.
 */
export function authorize(
  request: IncomingMessage,
  target: RequestTarget,
  url: URL,
  forbiddenKinds: readonly string[],
): void {
  if (target.type === 'resource') {
    const verb = verbOf(request.method, target, url.searchParams);
    const isForbidden = forbiddenKinds.includes(resourceName(target));
    if (isForbidden || !readingVerbs.has(verb)) {
      throw forbidden(target, verb, user);
    }
    return;
  }
  const verb = (request.method ?? 'GET').toLowerCase();
  if (verb !== 'get' || !isOpenPath(url.pathname)) {
    throw forbiddenPath(url.pathname, verb, user);
  }
}

/** As a real API server names it; one that it does not know has no name. */
function verbOf(
  method: string | undefined,
  target: ResourceTarget,
  query: URLSearchParams,
): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (target.name !== undefined) return 'get';
      return isWatch(query) ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return target.name === undefined ? 'deletecollection' : 'delete';
    default:
      return '';
  }
}

function isWatch(query: URLSearchParams): boolean {
  const watch = query.get('watch');
  return watch !== null && !/^(0|false)$/i.test(watch);
}

/** The rules of system:discovery and system:public-info-viewer. */
function isOpenPath(path: string): boolean {
  return (
    /^\/+(api|apis|openapi)(\/|$)/.test(path) ||
    /^\/(healthz|livez|readyz|version)\/?$/.test(path)
  );
}
