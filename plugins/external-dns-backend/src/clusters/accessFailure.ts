import { isError } from '@backstage/errors';
import { ClusterAccessError } from '@openova/backstage-plugin-external-dns-node';
import { isRecord } from './kubernetesAnswers';

/** What was asked of a cluster, for the sentences about its failure. @internal */
export interface Asked {
  /** Absent: the kubernetes plugin itself. */
  cluster?: string;
  /** What RBAC calls it; absent for discovery. */
  resource?: string;
  verb?: 'list' | 'watch';
}

/** Beginning of each sentence: `Cluster eu-central`. @internal */
export function wordsOf(asked: Asked): string {
  return asked.cluster === undefined
    ? 'The kubernetes plugin'
    : `Cluster ${asked.cluster}`;
}

/**
 * The error that an answer other than 200 stands for. Backstage's own refusals
 * (`{"error": {"name", ...}}`) are told apart from the cluster's (`kind: Status`),
 * because they are mended in different places.
 *
 * @internal
 */
export function failureOfAnswer(
  status: number,
  text: string,
  asked: Asked,
): ClusterAccessError {
  const body = jsonOrUndefined(text);
  const error = isRecord(body) ? body.error : undefined;
  if (isRecord(error) && typeof error.name === 'string') {
    return failureOfBackstage(status, error, asked);
  }
  const isStatus = isRecord(body) && body.kind === 'Status';
  const message =
    isRecord(body) && typeof body.message === 'string' ? body.message : '';
  return failureOfStatus(
    status,
    message,
    asked,
    isStatus || text.includes('page not found'),
  );
}

/** The error of a Status that a cluster sent. @internal */
export function failureOfStatus(
  status: number,
  message: string,
  asked: Asked,
  fromCluster = true,
): ClusterAccessError {
  const words = wordsOf(asked);
  const resource = asked.resource ?? 'the API';
  const detail = message === '' ? '' : `: ${shorten(message)}`;
  switch (status) {
    case 401:
      return new ClusterAccessError(
        'forbidden',
        `${words} refuses the credentials of the portal (401): renew the token or role of its account in the kubernetes configuration`,
      );
    case 403:
      return new ClusterAccessError(
        'forbidden',
        asked.resource
          ? `${words} forbids to ${asked.verb} ${resource}: give the portal's account the verbs get, list and watch on ${resource}`
          : `${words} forbids to read its API discovery: bind the portal's account to the ClusterRole system:discovery`,
      );
    case 404:
      return fromCluster
        ? new ClusterAccessError(
            'missing',
            `${words} does not serve ${resource}`,
          )
        : new ClusterAccessError(
            'invalid',
            `${words} answered 404 in a way that no Kubernetes API does: check the url of the cluster`,
          );
    case 410:
      return new ClusterAccessError(
        'gone',
        `${words} has forgotten the version of ${resource} that was read`,
      );
    default:
      return new ClusterAccessError(
        status >= 500 || status === 429 || status === 408
          ? 'unreachable'
          : 'invalid',
        `${words} answered ${status} when asked for ${resource}${detail}`,
      );
  }
}

/** The error of a request that got no whole answer. @internal */
export function failureOfConnection(
  cause: unknown,
  asked: Asked,
): ClusterAccessError {
  if (cause instanceof ClusterAccessError) return cause;
  return new ClusterAccessError(
    'unreachable',
    `${wordsOf(asked)} cannot be reached: ${reasonOf(cause)}`,
    { cause },
  );
}

function failureOfBackstage(
  status: number,
  error: Readonly<Record<string, unknown>>,
  asked: Asked,
): ClusterAccessError {
  const words = wordsOf(asked);
  if (status === 404) {
    return new ClusterAccessError(
      'unreachable',
      asked.cluster === undefined
        ? 'The kubernetes plugin is not installed in this backend'
        : `${words} is not known to the kubernetes plugin`,
    );
  }
  if (status === 401 || status === 403) {
    return new ClusterAccessError(
      'forbidden',
      `The kubernetes plugin does not let this plugin in (${status}): check permission.enabled and the access restrictions of the external-dns plugin`,
    );
  }
  const message = typeof error.message === 'string' ? error.message : '';
  const detail = message === '' ? `answer ${status}` : shorten(message);
  return new ClusterAccessError(
    'unreachable',
    `${words} cannot be reached: ${detail}`,
  );
}

function reasonOf(cause: unknown): string {
  if (!isError(cause)) return shorten(String(cause));
  if (cause.name === 'TimeoutError') return cause.message;
  // fetch hides what happened in the cause of its error.
  const inner = cause.cause;
  return shorten(isError(inner) ? inner.message : cause.message);
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
