import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import {
  asConnectionError,
  asServiceError,
  RefusedChange,
  StaleChange,
} from './errors';

interface Said {
  reason: string;
  message?: string;
}

function failure(
  status: number,
  said: Said[] = [],
  { writes = true, retryAfter = null as string | null, details = {} } = {},
) {
  const errors = said.map(({ reason, message = 'It says so.' }) => ({
    domain: 'global',
    reason,
    message,
  }));
  const [first] = errors;
  return asServiceError(
    {
      status,
      body: {
        error: { code: status, message: first?.message, errors, ...details },
      },
      retryAfter,
    },
    { subject: 'the zone openova.io', writes },
  );
}

const taken = `The resource 'entity.change.additions[0]' named 'a.openova.io. (A)' already exists`;
const changed = `Precondition not met for 'entity.change.deletions[3]'`;
const wrong = `Invalid value for 'entity.change.additions[1].rrdata[0]': 'x'`;

it.each<[number, Said[], string]>([
  [401, [{ reason: 'authError' }], 'InvalidConfig'],
  [403, [{ reason: 'forbidden' }], 'InvalidConfig'],
  [403, [{ reason: 'accessNotConfigured' }], 'InvalidConfig'],
  [403, [{ reason: 'rateLimitExceeded' }], 'Throttled'],
  [403, [{ reason: 'userRateLimitExceeded' }], 'Throttled'],
  [
    403,
    [
      {
        reason: 'quotaExceeded',
        message: "Quota exceeded for quota metric 'Write'",
      },
    ],
    'Throttled',
  ],
  [429, [], 'Throttled'],
  [404, [{ reason: 'notFound' }], 'InvalidConfig'],
  [500, [], 'Unavailable'],
  [503, [{ reason: 'backendError' }], 'Unavailable'],
])('%d %j is %s', (status, said, kind) => {
  const error = failure(status, said);
  expect(error).toBeInstanceOf(ProviderError);
  expect(error).toMatchObject({ kind });
});

it('says how long to wait, by the header or in the answer', () => {
  expect(failure(429, [], { retryAfter: '7' })).toMatchObject({
    retryAfterSeconds: 7,
  });
  const details = { details: [{ retryDelay: '2.5s' }] };
  expect(failure(429, [], { details })).toMatchObject({
    retryAfterSeconds: 2.5,
  });
  expect(failure(429)).toMatchObject({ retryAfterSeconds: undefined });
});

it('a change is stale where all that is said is that something stands otherwise', () => {
  const stale = failure(409, [
    { reason: 'alreadyExists', message: taken },
    { reason: 'conditionNotMet', message: changed },
  ]);
  expect(stale).toBeInstanceOf(StaleChange);
  expect(stale.message).toBe(taken);
});

it('a change is refused where more is said, and then only that counts', () => {
  const refused = failure(400, [
    { reason: 'invalid', message: wrong },
    { reason: 'alreadyExists', message: taken },
  ]);
  expect(refused).toBeInstanceOf(RefusedChange);
  expect(refused).toMatchObject({
    message: wrong,
    complaints: [{ part: { list: 'additions', index: 1 }, sentence: wrong }],
  });
});

it('a change that is too large, or more than the zone may hold, is refused', () => {
  expect(failure(413)).toBeInstanceOf(RefusedChange);
  expect(failure(403, [{ reason: 'quotaExceeded' }])).toBeInstanceOf(
    RefusedChange,
  );
});

it('what cannot be read is a wrong setting, not a refused record', () => {
  expect(
    failure(400, [{ reason: 'invalid' }], { writes: false }),
  ).toMatchObject({ kind: 'InvalidConfig' });
});

it('an answer of somebody else is told without it', () => {
  const error = asServiceError(
    { status: 502, body: '<html>secret</html>', retryAfter: null },
    { subject: 'the zones', writes: false },
  );
  expect(error).toMatchObject({
    kind: 'Unavailable',
    message: 'Google Cloud DNS failed with status 502 at the zones',
  });
});

it('a connection that fails is told by its code', () => {
  const refusedConnection = Object.assign(new Error(), {
    code: 'ECONNREFUSED',
  });
  expect(
    asConnectionError(
      new TypeError('fetch failed', { cause: refusedConnection }),
    ),
  ).toMatchObject({
    kind: 'Unavailable',
    message: 'Google Cloud DNS cannot be reached (ECONNREFUSED)',
  });
});
