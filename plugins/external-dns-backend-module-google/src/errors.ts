import { ProviderError } from '@openova/backstage-plugin-external-dns-node';

/** A change that was not done because what stands is not what was read. @internal */
export class StaleChange extends Error {}

/** A part of a change that Google named: `additions[2]`. @internal */
export interface Complaint {
  part?: { list: 'additions' | 'deletions'; index: number };
  sentence: string;
}

/** A change that was not done, with what Google says about it. @internal */
export class RefusedChange extends Error {
  constructor(readonly complaints: readonly Complaint[]) {
    super(complaints[0]?.sentence);
  }
}

/** An answer that is an error, as all of Google's JSON APIs word it. */
interface Refusal {
  message: string;
  errors: { reason: string; message: string }[];
  /** Of `google.rpc.RetryInfo`. */
  retryDelay?: number;
}

const rateReasons: ReadonlySet<string> = new Set([
  'dailyLimitExceeded',
  'rateLimitExceeded',
  'userRateLimitExceeded',
]);

/** Said of a part of a change, these mean that it stands otherwise than it was read. */
const staleReasons: ReadonlySet<string> = new Set([
  'alreadyExists',
  'conditionNotMet',
  'notFound',
]);

/**
 * An answer that is an error, in a provider's words.
 *
 * @param request - What was called upon, for the sentence (`the zone openova.io`), and
 *   whether to write.
 * @internal
 */
export function asServiceError(
  answer: { status: number; body: unknown; retryAfter: string | null },
  { subject, writes }: { subject: string; writes: boolean },
): ProviderError | StaleChange | RefusedChange {
  const { status } = answer;
  const refusal = refusalOf(answer.body);
  const { message, errors } = refusal;
  const reasons = errors.map(({ reason }) => reason);
  if (status === 429 || isAboutRate(refusal)) {
    return new ProviderError(
      'Throttled',
      'Google Cloud DNS takes no more requests of this account for now',
      { retryAfterSeconds: secondsOf(answer.retryAfter) ?? refusal.retryDelay },
    );
  }
  if (status >= 500) {
    return new ProviderError(
      'Unavailable',
      `Google Cloud DNS failed with status ${status} at ${subject}`,
    );
  }
  const complaints = errors.map(complaintOf);
  const named = complaints.filter(({ part }) => part);
  if (named.length > 0) {
    const wrong = complaints.filter(
      (_, index) => !staleReasons.has(reasons[index]),
    );
    return wrong.length > 0
      ? new RefusedChange(wrong)
      : new StaleChange(oneLine(message));
  }
  if (status === 413 || reasons.includes('quotaExceeded')) {
    return new RefusedChange(complaints);
  }
  switch (status) {
    case 401:
      return new ProviderError(
        'InvalidConfig',
        'Google does not accept the access token: check the credentials',
      );
    case 403:
      return new ProviderError(
        'InvalidConfig',
        reasons.includes('accessNotConfigured')
          ? `The Cloud DNS API is switched off in the project: ${oneLine(
              message,
            )}`
          : `Google permits no access to ${subject}: ${oneLine(message)}`,
      );
    case 404:
      return new ProviderError(
        'InvalidConfig',
        `Google knows ${subject} no more: ${oneLine(message)}`,
      );
    default:
      return writes
        ? new RefusedChange(complaints)
        : new ProviderError(
            'InvalidConfig',
            `Google refuses to tell ${subject}: ${oneLine(message)}`,
          );
  }
}

/** A request that got no whole answer. @internal */
export function asConnectionError(error: unknown): ProviderError {
  const cause = error instanceof Error ? error.cause ?? error : error;
  const why =
    cause instanceof Error && 'code' in cause
      ? String(cause.code)
      : 'the answer was cut off';
  return new ProviderError(
    'Unavailable',
    `Google Cloud DNS cannot be reached (${why})`,
    { cause: error },
  );
}

/** Quotas are of requests in a time, or of what a project may hold. */
function isAboutRate({ errors }: Refusal): boolean {
  return errors.some(
    ({ reason, message }) =>
      rateReasons.has(reason) ||
      (reason === 'quotaExceeded' && /quota metric/i.test(message)),
  );
}

function complaintOf({ message }: { message: string }): Complaint {
  const found = /entity\.change\.(additions|deletions)\[(\d+)\]/.exec(message);
  const sentence = oneLine(message);
  if (!found) return { sentence };
  const list = found[1] === 'additions' ? 'additions' : 'deletions';
  return { part: { list, index: Number(found[2]) }, sentence };
}

function refusalOf(body: unknown): Refusal {
  const error = objectOf(objectOf(body).error);
  const message = textOf(error.message) || 'no reason is given';
  const errors = listOf(error.errors).map(each => ({
    reason: textOf(objectOf(each).reason),
    message: textOf(objectOf(each).message),
  }));
  const [retryDelay] = listOf(error.details)
    .flatMap(
      detail =>
        /^(\d+(?:\.\d+)?)s$/.exec(textOf(objectOf(detail).retryDelay)) ?? [],
    )
    .slice(1);
  return {
    message,
    errors: errors.length > 0 ? errors : [{ reason: '', message }],
    ...(retryDelay !== undefined && { retryDelay: Number(retryDelay) }),
  };
}

function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > 500 ? `${line.slice(0, 500)}...` : line;
}
