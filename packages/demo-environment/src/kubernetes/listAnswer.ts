import { KubernetesObject, apiVersionOf } from './kubernetesObject';
import { ObjectStore } from './objectStore';
import { ReadOptions } from './readOptions';
import { ResourceDefinition, resourceName } from './resourceDefinitions';
import {
  StatusError,
  badRequest,
  expiredContinueToken,
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
      ...(remaining > 0 && {
        continue: encodeToken({
          resourceVersion: moment,
          after: keyOf(page[page.length - 1]),
        }),
      }),
      ...(remaining > 0 &&
        !options.selective && { remainingItemCount: remaining }),
    },
    items: page.map(object => inVersion(object, definition, version)),
  };
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
    if (token.resourceVersion === -1) {
      return {
        objects: store.list(resource),
        moment: current,
        after: token.after,
      };
    }
    try {
      return {
        objects: store.listAt(resource, token.resourceVersion),
        moment: token.resourceVersion,
        after: token.after,
      };
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      throw expiredContinueToken(
        encodeToken({ resourceVersion: -1, after: token.after }),
      );
    }
  }
  const asked = Number(options.resourceVersion || '0');
  if (asked > current) throw tooLargeResourceVersion(asked, current);
  const exact =
    options.resourceVersionMatch === 'Exact' ||
    // A limit without a match rule means the exact version, for older clients.
    (options.resourceVersionMatch === undefined && options.limit > 0);
  if (asked > 0 && exact) {
    return { objects: store.listAt(resource, asked), moment: asked };
  }
  return { objects: store.list(resource), moment: current };
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
    'continue key is not valid: the token does not come from this server',
  );
}
