import { InvalidChangeBatch } from '@aws-sdk/client-route-53';
import { asProviderError, RefusedBatch, StaleBatch } from './errors';

const gone =
  "Tried to delete resource record set [name='a.openova.io.', type='A'] but it was not found";
const there =
  "Tried to create resource record set [name='b.openova.io.', type='A', set-identifier='eu'] but it already exists";
const refused =
  'RRSet of type CNAME with DNS name openova.io. is not permitted at apex in zone openova.io.';

function batch(options: { messages?: string[]; message?: string }) {
  const error = new InvalidChangeBatch({
    message: '',
    $metadata: { httpStatusCode: 400 },
    ...options,
  });
  return asProviderError(error, 'the zone openova.io');
}

function named(name: string, status?: number, message = 'it says so') {
  const error = Object.assign(new Error(message), {
    name,
    $metadata: { httpStatusCode: status },
  });
  return asProviderError(error, 'the zone openova.io');
}

describe('a refused batch', () => {
  it('is stale where all sentences say that something stands otherwise', () => {
    expect(batch({ messages: [gone, there] })).toBeInstanceOf(StaleBatch);
    expect(batch({ message: `[${gone}, ${there}]` })).toBeInstanceOf(
      StaleBatch,
    );
  });

  it('is rejected where one sentence says more, in either form of the answer', () => {
    for (const error of [
      batch({ messages: [gone, refused] }),
      batch({ message: `[${gone}, ${refused}]` }),
    ]) {
      expect(error).toBeInstanceOf(RefusedBatch);
      expect(error.message).toBe(refused.slice(0, -1));
    }
  });
});

describe('a failure', () => {
  it.each([
    ['Throttling', 400, 'Throttled'],
    ['ThrottlingException', 400, 'Throttled'],
    ['PriorRequestNotComplete', 400, 'Throttled'],
    ['ExpiredToken', 403, 'InvalidConfig'],
    ['SignatureDoesNotMatch', 403, 'InvalidConfig'],
    ['CredentialsProviderError', undefined, 'InvalidConfig'],
    ['AccessDenied', 403, 'InvalidConfig'],
    ['NoSuchHostedZone', 404, 'InvalidConfig'],
    ['InvalidInput', 400, 'Rejected'],
    ['NoSuchHealthCheck', 404, 'Rejected'],
    ['InternalFailure', 500, 'Unavailable'],
    ['TimeoutError', undefined, 'Unavailable'],
  ])('%s is of one of four kinds', (name, status, kind) => {
    expect(named(name, status)).toMatchObject({ kind });
  });

  it('tells nothing of a signature that does not fit', () => {
    const error = named(
      'SignatureDoesNotMatch',
      403,
      'The Canonical String for this request should have been x-amz-security-token:secret',
    );
    expect(error.message).not.toContain('secret');
  });
});
