import { ProviderError } from '@openova/backstage-plugin-external-dns-node';

/*
 * What the SDK throws, as one of the four kinds. Codes are those of the API, of
 * signing (which AWS answers in front of every service) and of the SDK's search for
 * credentials.
 */

const throttled: ReadonlySet<string> = new Set([
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const wrongCredential: ReadonlySet<string> = new Set([
  'AuthFailure',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'OptInRequired',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
]);

const denied: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'NotAuthorized',
  'UnauthorizedOperation',
]);

/** A batch that was not done because what stands is not what was read. @internal */
export class StaleBatch extends Error {}

/** A batch that was not done, with the service's sentences about its changes. @internal */
export class RefusedBatch extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.slice(0, 3).join('; '));
  }
}

/** What an error of the SDK may carry. */
interface ServiceError extends Error {
  /** Of `InvalidChangeBatch`: one sentence for each refused change. */
  messages?: string[];
  $metadata?: { httpStatusCode?: number };
  $response?: { headers?: Record<string, string | undefined> };
}

/**
 * The failure of a call, in a provider's words.
 *
 * @param subject - what was called upon, for the sentence: `the zone openova.io`.
 * @internal
 */
export function asProviderError(
  error: unknown,
  subject: string,
): ProviderError | StaleBatch | RefusedBatch {
  if (error instanceof ProviderError) return error;
  if (typeof error !== 'object' || error === null) {
    return new ProviderError('Unavailable', `Route 53 failed at ${subject}`, {
      cause: error,
    });
  }
  const failure: Partial<ServiceError> = error;
  const { name = '', message = '' } = failure;
  const status = failure.$metadata?.httpStatusCode;
  if (throttled.has(name) || status === 429) {
    return new ProviderError(
      'Throttled',
      name === 'PriorRequestNotComplete'
        ? `Route 53 has not finished the last change of ${subject} yet`
        : 'Route 53 takes no more requests of this account for now',
      { retryAfterSeconds: retryAfter(failure), cause: error },
    );
  }
  if (wrongCredential.has(name)) {
    return new ProviderError(
      'InvalidConfig',
      `AWS does not accept the credentials (${name}): check the keys, the profile or the role`,
      { cause: error },
    );
  }
  if (denied.has(name) || status === 401 || status === 403) {
    return new ProviderError(
      'InvalidConfig',
      `AWS permits no access to ${subject}: ${oneLine(message)}`,
      { cause: error },
    );
  }
  switch (name) {
    case 'NoSuchHostedZone':
      return new ProviderError(
        'InvalidConfig',
        `Route 53 knows ${subject} no more: it was deleted, or belongs to another account`,
        { cause: error },
      );
    case 'InvalidChangeBatch':
      return refusedBatch(failure);
    case 'InvalidInput':
    case 'InvalidDomainName':
    case 'LimitsExceeded':
    case 'NoSuchHealthCheck':
    case 'ValidationError':
      return new ProviderError('Rejected', oneLine(message), { cause: error });
    default:
      return new ProviderError(
        'Unavailable',
        status === undefined
          ? `Route 53 cannot be reached: ${oneLine(message)}`
          : `Route 53 failed with status ${status} at ${subject}`,
        { cause: error },
      );
  }
}

/**
 * A refused batch names each change that it refuses. Where all that it says is that
 * something stands otherwise than it was read, nothing is wrong with what was asked.
 */
function refusedBatch(error: Partial<ServiceError>): StaleBatch | RefusedBatch {
  const sentences = [...new Set(sentencesOf(error).map(oneLine))];
  const wrong = sentences.filter(sentence => !isAboutWhatStands(sentence));
  return wrong.length > 0
    ? new RefusedBatch(wrong)
    : new StaleBatch(sentences.slice(0, 3).join('; '));
}

function isAboutWhatStands(sentence: string): boolean {
  return /but it already exists|but it was not found|values provided do not match/.test(
    sentence,
  );
}

/** Older answers have a list of messages, others one text in brackets. */
function sentencesOf({
  messages,
  message = '',
}: Partial<ServiceError>): string[] {
  if (messages && messages.length > 0) return messages;
  const inner = /^\[([^]*)\]$/.exec(message.trim())?.[1] ?? message;
  // Commas stand within sentences, too: a new one starts in one of these ways.
  return inner.split(
    /, (?=A HostedZone |Duplicate |FATAL |Invalid |Number of |RRSet |The |Tried )/,
  );
}

function retryAfter(error: Partial<ServiceError>): number | undefined {
  const value = error.$response?.headers?.['retry-after'];
  const seconds = Number(value);
  return value !== undefined && value !== '' && seconds >= 0
    ? seconds
    : undefined;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > 500 ? `${line.slice(0, 500)}...` : line;
}
