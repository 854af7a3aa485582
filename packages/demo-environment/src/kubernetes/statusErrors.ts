/** The `Status` object of the Kubernetes API, for answers that are not an object or a list. */
export interface StatusObject {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string };
  status: 'Failure';
  message: string;
  /** Absent where a real API server did not expect the mistake. */
  reason?: string;
  details?: Record<string, unknown>;
  code: number;
}

/** An answer other than 200, with the words that a real API server uses. */
export class StatusError extends Error {
  constructor(readonly status: StatusObject) {
    super(status.message);
  }
}

function failure(
  code: number,
  reason: string | undefined,
  message: string,
  details?: Record<string, unknown>,
): StatusError {
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason !== undefined && { reason }),
    ...(details && { details }),
    code,
  });
}

/** The resource that a request is about; words of an answer are made of it. */
export interface RequestedResource {
  group: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

function qualifiedName(resource: RequestedResource): string {
  return resource.group === ''
    ? resource.plural
    : `${resource.plural}.${resource.group}`;
}

/** As a real API server names an object in `details`: the plural stands under `kind`. */
function detailsOf(resource: RequestedResource): Record<string, unknown> {
  return {
    ...(resource.name !== undefined && { name: resource.name }),
    ...(resource.group !== '' && { group: resource.group }),
    kind: resource.plural,
  };
}

/** 401: no token, or another one than this cluster's. */
export function unauthorized(): StatusError {
  return failure(401, 'Unauthorized', 'Unauthorized');
}

/** 403, with user, verb and scope. */
export function forbidden(
  resource: RequestedResource,
  verb: string,
  user: string,
): StatusError {
  const scope =
    resource.namespace === undefined
      ? 'at the cluster scope'
      : `in the namespace "${resource.namespace}"`;
  const subject =
    resource.name === undefined
      ? qualifiedName(resource)
      : `${qualifiedName(resource)} "${resource.name}"`;
  const subresource =
    resource.subresource === undefined
      ? resource.plural
      : `${resource.plural}/${resource.subresource}`;
  return failure(
    403,
    'Forbidden',
    `${subject} is forbidden: User "${user}" cannot ${verb} resource "${subresource}" in API group "${resource.group}" ${scope}`,
    detailsOf(resource),
  );
}

/** 403 for a path that is no resource. */
export function forbiddenPath(
  path: string,
  verb: string,
  user: string,
): StatusError {
  return failure(
    403,
    'Forbidden',
    `forbidden: User "${user}" cannot ${verb} path "${path}"`,
    {},
  );
}

/** 404 for a kind that is not there, in a group that is part of every cluster. */
export function notServed(): StatusError {
  return failure(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

/** 404 for an object of a kind that is served. */
export function objectNotFound(resource: RequestedResource): StatusError {
  return failure(
    404,
    'NotFound',
    `${qualifiedName(resource)} "${resource.name}" not found`,
    detailsOf(resource),
  );
}

/** 405 for a method that a kind does not know. */
export function methodNotAllowed(): StatusError {
  return failure(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

/** 406 for a client that does not take JSON. */
export function notAcceptable(): StatusError {
  return failure(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json',
  );
}

/** 400: a parameter that cannot be read. */
export function badRequest(message: string): StatusError {
  return failure(400, 'BadRequest', message);
}

/** 500 without a reason: a watch that begins at something that is no version. */
export function unreadableWatchVersion(message: string): StatusError {
  return failure(500, undefined, message);
}

/** 422: parameters that cannot go together. */
export function forbiddenListOption(
  field: string,
  message: string,
): StatusError {
  return invalidListOption(
    field,
    'FieldValueForbidden',
    `Forbidden: ${message}`,
  );
}

/** 422: a parameter with a value that it cannot have. */
export function unsupportedListOption(
  field: string,
  value: string,
  supported: readonly string[],
): StatusError {
  const values = supported.map(each => `"${each}"`).join(', ');
  return invalidListOption(
    field,
    'FieldValueNotSupported',
    `Unsupported value: "${value}": supported values: ${values}`,
  );
}

function invalidListOption(
  field: string,
  reason: string,
  message: string,
): StatusError {
  return failure(
    422,
    'Invalid',
    `ListOptions.meta.k8s.io "" is invalid: ${field}: ${message}`,
    {
      group: 'meta.k8s.io',
      kind: 'ListOptions',
      causes: [{ reason, message, field }],
    },
  );
}

/** 410 for a list as of before the kept history. */
export function tooOldList(): StatusError {
  return failure(
    410,
    'Expired',
    'The resourceVersion for the provided list is too old.',
  );
}

/** 410 for a watch from before the kept history. */
export function tooOldResourceVersion(
  asked: number,
  oldest: number,
): StatusError {
  return failure(
    410,
    'Expired',
    `too old resource version: ${asked} (${oldest})`,
  );
}

/** 410 for a page of a list whose moment has left the history; carries a token to go on inconsistently. */
export function expiredContinueToken(freshToken: string): StatusError {
  const error = failure(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
  );
  error.status.metadata.continue = freshToken;
  return error;
}

/** 504 for a resource version that this cluster has not reached. */
export function tooLargeResourceVersion(
  asked: number,
  current: number,
): StatusError {
  const message = `Too large resource version: ${asked}, current: ${current}`;
  return failure(504, 'Timeout', `Timeout: ${message}`, {
    causes: [
      {
        reason: 'ResourceVersionTooLarge',
        message: 'Too large resource version',
      },
    ],
    retryAfterSeconds: 1,
  });
}

/** 500, for faults that break an answer on purpose. */
export function internalError(message: string): StatusError {
  return failure(500, 'InternalError', `Internal error occurred: ${message}`, {
    causes: [{ message }],
  });
}
