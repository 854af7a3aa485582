import {
  ProviderError,
  retryAfterSeconds,
} from '@openova/backstage-plugin-external-dns-node';

/** What was being done, for the sentence; and whether it writes. @internal */
export interface Attempt {
  /** As in `PowerDNS refuses to ...`. */
  what: string;
  writes?: boolean;
  /** The name of the zone that it is about. */
  zone?: string;
  /** Of the entry: `externalDns.providers[1]`. */
  path: string;
  server: string;
}

/** The server refuses a write, and made none of it. @internal */
export class RefusedWrite extends Error {}

/** An answer that is none of success, in a provider's words. @internal */
export function answerError(
  answer: { status: number; headers: Headers; said: string },
  { what, writes = false, zone, path, server }: Attempt,
): ProviderError | RefusedWrite {
  const { status } = answer;
  const later = { retryAfterSeconds: retryAfterSeconds(answer.headers) };
  const said = answer.said === '' ? `status ${status}` : answer.said;
  if (status === 401 || status === 403) {
    return new ProviderError(
      'InvalidConfig',
      `PowerDNS at ${server} does not let us ${what} (status ${status}): check ${path}.apiKey, and webserver-allow-from of the server`,
    );
  }
  if (status === 429) {
    return new ProviderError(
      'Throttled',
      `What stands before PowerDNS at ${server} has had too many requests`,
      later,
    );
  }
  if (status >= 500) {
    return new ProviderError(
      'Unavailable',
      `PowerDNS at ${server} failed when it was asked to ${what}: ${said}`,
      later,
    );
  }
  if (status === 404 && zone !== undefined) {
    return new ProviderError(
      'Rejected',
      `PowerDNS at ${server} has no zone ${zone} any more`,
    );
  }
  if (writes && status >= 400) return new RefusedWrite(said);
  return new ProviderError(
    'InvalidConfig',
    `What answers at ${server} is not the API of a PowerDNS server, since it cannot ${what} (${said}): check ${path}.server and ${path}.serverId`,
  );
}

/** No answer, or only a part of one. @internal */
export function connectionError(
  error: unknown,
  { what, server }: Attempt,
): ProviderError {
  return new ProviderError(
    'Unavailable',
    `PowerDNS at ${server} cannot be reached, or its answer was cut off, when it was asked to ${what}${reasonOf(
      error,
    )}`,
  );
}

/** The code of a system error, which `fetch` puts one level down. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? ` (${cause.code})` : '';
}
