import {
  ProviderError,
  retryAfterSeconds,
} from '@openova/backstage-plugin-external-dns-node';

/** What was being done, for the sentence. @internal */
export interface Attempt {
  /** As in `Azure refuses to ...`. */
  what: string;
  writes?: boolean;
  /** It is about one zone: what is missing there concerns no other. */
  zone?: string;
}

/** What stands is not what was read: somebody else was there. @internal */
export class ChangedMeanwhile extends Error {}

/** An answer that is no success. */
interface Failure {
  status: number;
  code: string;
  message: string;
  headers: Headers;
}

/** Codes for something that is over soon; nobody knows what became of a write. */
const passing: ReadonlySet<string> = new Set([
  'AnotherOperationInProgress',
  'OperationPreempted',
  'RetryableError',
]);

/** Codes that are about the subscription, and so about all of its zones. */
const ofSubscription: ReadonlySet<string> = new Set([
  'DisallowedProvider',
  'MissingSubscriptionRegistration',
  'ReadOnlyDisabledSubscription',
]);

/**
 * The failure of a request, in a provider's words.
 *
 * @param text - Body of the answer.
 * @internal
 */
export function asProviderError(
  response: Response,
  text: string,
  attempt: Attempt,
): ProviderError | ChangedMeanwhile {
  const { status, headers } = response;
  const failure: Failure = { status, headers, ...errorIn(text) };
  const { what, zone } = attempt;
  const said = saidIn(failure);
  if (status === 412) return new ChangedMeanwhile(said);
  if (status === 429) return throttled(failure);
  if (status >= 500 || status === 408 || passing.has(failure.code)) {
    return new ProviderError(
      'Unavailable',
      `Azure failed when it was asked to ${what}: ${said}`,
    );
  }
  if (status === 401) {
    return new ProviderError(
      'InvalidConfig',
      `Azure does not accept the credential's token: ${said}`,
    );
  }
  if (ofSubscription.has(failure.code)) {
    return new ProviderError(
      'InvalidConfig',
      `Azure refuses to ${what}, because of the subscription: ${said}`,
    );
  }
  if (status === 403 && failure.code !== 'RequestDisallowedByPolicy') {
    return denied(attempt, said);
  }
  if (status === 404) {
    return zone === undefined
      ? new ProviderError(
          'InvalidConfig',
          `Azure cannot ${what}: ${said}; check subscriptionId and resourceGroup`,
        )
      : new ProviderError(
          'Rejected',
          `Azure has no zone ${zone} there any more: ${said}`,
        );
  }
  return new ProviderError('Rejected', `Azure refuses to ${what}: ${said}`);
}

function denied({ what, writes, zone }: Attempt, said: string): ProviderError {
  const role = writes
    ? 'DNS Zone Contributor or Private DNS Zone Contributor'
    : 'Reader';
  // Other zones may be readable all the same.
  const kind = zone !== undefined && !writes ? 'Rejected' : 'InvalidConfig';
  const mend =
    zone === undefined
      ? `give it the role ${role}`
      : `give it the role ${role} there, or leave the zone out by zoneIdFilter`;
  return new ProviderError(
    kind,
    `The credential may not ${what}: ${mend} (Azure: ${said})`,
  );
}

function throttled({ headers, message }: Failure): ProviderError {
  // Resource Manager says it in the header, or in its sentence alone.
  const [, inSentence] = /after '(\d+)' seconds/.exec(message) ?? [];
  const said = inSentence === undefined ? undefined : Number(inSentence);
  return new ProviderError(
    'Throttled',
    'Azure has had too many requests of this account for now',
    { retryAfterSeconds: retryAfterSeconds(headers) ?? said },
  );
}

/** Resource Manager wraps its errors in `error`, the DNS services do not. */
function errorIn(text: string): { code: string; message: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { code: '', message: '' };
  }
  const body = isObject(json) && isObject(json.error) ? json.error : json;
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
  return isObject(body)
    ? { code: textOf(body.code), message: textOf(body.message) }
    : { code: '', message: '' };
}

function saidIn({ status, code, message }: Failure): string {
  const line = message.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  const short = line.length > 500 ? `${line.slice(0, 500)}...` : line;
  return short || code || `status ${status}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
