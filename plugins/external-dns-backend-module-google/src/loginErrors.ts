import { ProviderError } from '@openova/backstage-plugin-external-dns-node';

/** What an error of the vendor's library may carry. */
interface LoginFailure {
  message?: string;
  /** Of the answer. */
  status?: number;
  /** Of the connection. */
  code?: unknown;
  cause?: unknown;
  response?: { status?: number; data?: unknown };
}

const fileCodes: ReadonlySet<unknown> = new Set([
  'EACCES',
  'EISDIR',
  'ENOENT',
  'ENOTDIR',
]);

/**
 * Why there is no access token, in a provider's words. What was sent to get one is
 * part of the library's errors, so nothing of them is quoted but codes.
 *
 * @param path - Of the entry: `externalDns.providers[1]`.
 * @internal
 */
export function asLoginError(error: unknown, path: string): ProviderError {
  if (error instanceof ProviderError) return error;
  const failure: LoginFailure =
    typeof error === 'object' && error !== null ? error : {};
  const { message = '' } = failure;
  if (/default credentials/i.test(message)) {
    return new ProviderError(
      'InvalidConfig',
      `${path} has no credentials, and the backend's surroundings give none: set credentialsFile, or run it with a service account`,
    );
  }
  if (/project id/i.test(message)) {
    return new ProviderError(
      'InvalidConfig',
      `${path}.project is missing, and the backend's surroundings name no project: set it`,
    );
  }
  const code = codeOf(failure) ?? codeOf(failure.cause);
  if (fileCodes.has(code)) {
    return new ProviderError(
      'InvalidConfig',
      `A file that the credentials of ${path} need cannot be read (${code})`,
    );
  }
  const status = failure.response?.status ?? failure.status;
  const isUnclear =
    status === undefined ? code !== undefined : status >= 500 || status === 429;
  if (isUnclear) {
    return new ProviderError(
      'Unavailable',
      `Google gives no access token for now (${status ?? code})`,
    );
  }
  return new ProviderError(
    'InvalidConfig',
    `Google does not accept the credentials of ${path} (${
      errorCode(failure.response?.data) ?? status ?? 'they cannot be used'
    }): check that the key or the service account still exists, and the clock`,
  );
}

/** `ECONNREFUSED`, of an error of Node. */
function codeOf(error: unknown): string | undefined {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? error.code
      : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** `invalid_grant`, of an answer of OAuth. */
function errorCode(data: unknown): string | undefined {
  const found =
    typeof data === 'object' && data !== null && 'error' in data
      ? data.error
      : undefined;
  return typeof found === 'string' && /^\w{1,40}$/.test(found)
    ? found
    : undefined;
}
