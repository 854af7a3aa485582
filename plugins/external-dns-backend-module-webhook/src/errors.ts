import {
  ProviderError,
  retryAfterSeconds,
} from '@openova/backstage-plugin-external-dns-node';

/** What was being done, for the sentence; and whether it writes. @internal */
export interface Attempt {
  /** As in `The webhook refuses to ...`. */
  what: string;
  writes?: boolean;
  /** Of the entry: `externalDns.providers[1]`. */
  path: string;
  url: string;
}

/**
 * A write that the webhook answered with 500, or with 400 and the like. By the protocol
 * 500 is how it says that its service refused the changes, and also that its service
 * failed: only what stands can tell the two apart.
 *
 * @internal
 */
export class WriteFailed extends Error {}

/** An answer that is none of success, in a provider's words. @internal */
export function answerError(
  answer: { status: number; headers: Headers; said: string },
  { what, writes = false, path, url }: Attempt,
): ProviderError | WriteFailed {
  const { status, headers } = answer;
  const said = answer.said === '' ? `status ${status}` : answer.said;
  const later = { retryAfterSeconds: retryAfterSeconds(headers) };
  if (status === 429) {
    return new ProviderError(
      'Throttled',
      'The webhook, or the service behind it, has had too many requests',
      later,
    );
  }
  if (writes && isAboutTheChanges(status)) {
    return status === 413
      ? new ProviderError('Rejected', `The webhook did not ${what}: ${said}`)
      : new WriteFailed(`The webhook did not ${what}: ${said}`);
  }
  if (status >= 500) {
    return new ProviderError(
      'Unavailable',
      `The webhook at ${url} failed when it was asked to ${what}: ${said}`,
      later,
    );
  }
  if (status === 401 || status === 403) {
    return new ProviderError(
      'InvalidConfig',
      `The webhook at ${url} does not let us ${what} (status ${status}): check ${path}.headers`,
    );
  }
  if (status >= 300 && status < 400) {
    return new ProviderError(
      'InvalidConfig',
      `The webhook at ${url} sends us elsewhere (status ${status}): set ${path}.url to where it really is`,
    );
  }
  return new ProviderError(
    'InvalidConfig',
    `What answers at ${url} is no webhook of ExternalDNS's protocol, since it cannot ${what} (${said}): check ${path}.url`,
  );
}

/** Of the other codes, 502 to 504 come from what is in between. */
function isAboutTheChanges(status: number): boolean {
  const isAboutUs = [401, 403, 404, 405, 407].includes(status);
  return status === 500 || (status >= 400 && status < 500 && !isAboutUs);
}

/** No answer, or only a part of one. @internal */
export function connectionError(
  error: unknown,
  { what, url }: Attempt,
  timeout: number,
): ProviderError {
  const isLate =
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'TimeoutError';
  return new ProviderError(
    'Unavailable',
    isLate
      ? `The webhook at ${url} did not ${what} within ${timeout / 1000} seconds`
      : `The webhook at ${url} cannot be reached, or its answer was cut off, when it was asked to ${what}${reasonOf(
          error,
        )}`,
  );
}

/** The code of a system error, which `fetch` puts one level down. */
function reasonOf(error: unknown): string {
  const cause =
    typeof error === 'object' && error !== null && 'cause' in error
      ? error.cause
      : undefined;
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause
      ? cause.code
      : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}
