import { KubernetesObject, apiVersionOf } from './kubernetesObject';
import { ObjectStore } from './objectStore';
import { ReadOptions } from './readOptions';
import { ResourceDefinition, resourceName } from './resourceDefinitions';
import {
  StatusError,
  badRequest,
  expiredContinueToken,
  tooOldList,
  tooLargeResourceVersion,
} from './statusErrors';

/** The body of a list. */
export interface ListBody {
  kind: string;
  apiVersion: string;
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items: Record<string, unknown>[];
}

/** Where a list goes on: the moment of its first page, and the key after which to go on. */
interface ContinueToken {
  /** -1: no moment any more, the rest is taken as it is now. */
  resourceVersion: number;
  after: string;
}

/** Lists a resource in one version of its group, by pages when a limit is given. */
export function listAnswer(
  store: ObjectStore,
  definition: ResourceDefinition,
  version: string,
  options: ReadOptions,
): ListBody {
  const { objects, moment, after } = chosenMoment(store, definition, options);
  const all = objects.filter(options.matches);
  const rest =
    after === undefined ? all : all.filter(object => keyOf(object) > after);
  // The watch cache, which answers resourceVersion 0, does not page.
  const limit = options.resourceVersion === '0' ? 0 : options.limit;
  const page = limit > 0 ? rest.slice(0, limit) : rest;
  const remaining = rest.length - page.length;
  return {
    kind: `${definition.kind}List`,
    apiVersion: apiVersionOf(definition.group, version),
    metadata: {
      resourceVersion: String(moment),
      // A real API server leaves it out only of the kinds that it brings along.
      ...(definition.custom && { continue: '' }),
      ...(remaining > 0 && {
        continue: encodeToken({
          resourceVersion: moment,
          after: keyOf(page[page.length - 1]),
        }),
      }),
      ...(remaining > 0 &&
        !options.selective && { remainingItemCount: remaining }),
    },
    items: page.map(object => {
      const item = inVersion(object, definition, version);
      return definition.custom ? item : withoutType(item);
    }),
  };
}

/** Items of built-in kinds leave to the list what they are. */
function withoutType({
  apiVersion: _apiVersion,
  kind: _kind,
  ...item
}: KubernetesObject): Record<string, unknown> {
  return item;
}

/** An object as one version of its group shows it. */
export function inVersion(
  object: KubernetesObject,
  definition: ResourceDefinition,
  version: string,
): KubernetesObject {
  return { ...object, apiVersion: apiVersionOf(definition.group, version) };
}

function chosenMoment(
  store: ObjectStore,
  definition: ResourceDefinition,
  options: ReadOptions,
): { objects: KubernetesObject[]; moment: number; after?: string } {
  const resource = resourceName(definition);
  const current = store.resourceVersion;
  if (options.continue !== undefined) {
    const token = decodeToken(options.continue);
    if (options.resourceVersion !== '' && options.resourceVersion !== '0') {
      throw badRequest(
        'specifying resource version is not allowed when using continue',
      );
    }
    if (token.resourceVersion === -1) {
      return {
        objects: store.list(resource),
        moment: current,
        after: token.after,
      };
    }
    const { resourceVersion, after } = token;
    const expired = () =>
      expiredContinueToken(encodeToken({ resourceVersion: -1, after }));
    return {
      objects: listAt(store, resource, resourceVersion, expired),
      moment: resourceVersion,
      after,
    };
  }
  const asked = Number(options.resourceVersion || '0');
  if (asked > current) throw tooLargeResourceVersion(asked, current);
  const exact =
    options.resourceVersionMatch === 'Exact' ||
    // A limit without a match rule means the exact version, for older clients.
    (options.resourceVersionMatch === undefined && options.limit > 0);
  if (asked > 0 && exact) {
    return {
      objects: listAt(store, resource, asked, tooOldList),
      moment: asked,
    };
  }
  return { objects: store.list(resource), moment: current };
}

/** The objects at a version; throws what is given where it is forgotten. */
function listAt(
  store: ObjectStore,
  resource: string,
  resourceVersion: number,
  forgotten: () => StatusError,
): KubernetesObject[] {
  try {
    return store.listAt(resource, resourceVersion);
  } catch (error) {
    throw error instanceof StatusError ? forgotten() : error;
  }
}

function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

/** Makes the token of the next page. */
export function encodeToken(token: ContinueToken): string {
  return Buffer.from(
    JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: token.resourceVersion,
      start: token.after,
    }),
  ).toString('base64url');
}

function decodeToken(text: string): ContinueToken {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      token?.v === 'meta.k8s.io/v1' &&
      typeof token.rv === 'number' &&
      typeof token.start === 'string'
    ) {
      return { resourceVersion: token.rv, after: token.start };
    }
  } catch {
    // Answered below: text that is no JSON is as wrong as JSON that is no token.
  }
  throw badRequest(
    'invalid continue token: continue key is not valid: the token does not come from this server',
  );
}
