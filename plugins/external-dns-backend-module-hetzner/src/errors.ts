import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { ServiceError } from './api';

/** What was being done, for the sentence. @internal */
export interface Attempt {
  /** As in `Hetzner refuses to ...`. */
  what: string;
  /** It is about one zone: what is missing there concerns no other. */
  zone?: string;
  /** `create`: of a record set; `change`: of one that stands. */
  writes?: 'create' | 'change';
}

/** Hetzner refuses this write, and would refuse it again. @internal */
export class RefusedWrite extends Error {}

/**
 * A write that was not done because something else stands there, or happens there,
 * than was read. @internal
 */
export class ChangedMeanwhile extends Error {}

/** An answer with a status of 400 or above, in a provider's words. @internal */
export function failureOf(
  answer: { status: number; error: ServiceError; retryAfter?: number },
  attempt: Attempt,
): ProviderError | RefusedWrite | ChangedMeanwhile {
  const { status, error, retryAfter } = answer;
  const { what, zone, writes } = attempt;
  const said = sentenceOf(error);
  switch (error.code) {
    case 'rate_limit_exceeded':
      return throttled(retryAfter);
    case 'token_readonly':
      return new ProviderError(
        'InvalidConfig',
        `The token may only read, so Hetzner refuses to ${what}: use one with the permission Read & Write`,
      );
    case 'maintenance':
    case 'service_error':
    case 'resource_unavailable':
      return unavailable(what, said);
    case 'conflict':
    case 'locked':
      return writes ? new ChangedMeanwhile(said) : unavailable(what, said);
    case 'protected':
      return new RefusedWrite(
        `${said}: take its protection off in the Hetzner Console, or leave it out`,
      );
    case 'not_found':
      if (writes === 'change') return new ChangedMeanwhile(said);
      if (!zone) break;
      return new ProviderError(
        'Rejected',
        `Hetzner has no zone ${zone} for this token any more: ${said}`,
      );
    case 'uniqueness_error':
      // Somebody else was first.
      if (writes === 'create') return new ChangedMeanwhile(said);
      break;
    default:
  }
  if (status === 429) return throttled(retryAfter);
  if (status >= 500) return unavailable(what, said);
  if (status === 401) {
    return new ProviderError(
      'InvalidConfig',
      `Hetzner does not accept the token: ${said}; check apiToken`,
    );
  }
  if (status === 403 && error.code !== 'resource_limit_exceeded') {
    return new ProviderError(
      'InvalidConfig',
      `The token may not ${what}: ${said}`,
    );
  }
  if (writes) return new RefusedWrite(`Hetzner refuses it: ${said}`);
  // Of a zone; what concerns all of them is for no zone to bear.
  return zone
    ? new ProviderError('Rejected', `Hetzner refuses to ${what}: ${said}`)
    : unavailable(what, said);
}

/** How an action ended that did not succeed. @internal */
export function actionFailure(
  error: ServiceError | null,
): RefusedWrite | ChangedMeanwhile {
  const said = error ? sentenceOf(error) : 'it does not say why';
  return transient.has(error?.code ?? '')
    ? new ChangedMeanwhile(said)
    : new RefusedWrite(`Hetzner could not do it: ${said}`);
}

/** Codes of failures that say nothing about what was asked. */
const transient: ReadonlySet<string> = new Set([
  'action_failed',
  'conflict',
  'locked',
  'maintenance',
  'server_error',
  'service_error',
  'timeout',
  'unavailable',
]);

function throttled(retryAfterSeconds: number | undefined): ProviderError {
  return new ProviderError(
    'Throttled',
    'Hetzner takes no more requests of this project for now',
    { retryAfterSeconds },
  );
}

/** @internal */
export function unavailable(what: string, why: string): ProviderError {
  return new ProviderError(
    'Unavailable',
    `Hetzner failed when it was asked to ${what}: ${why}`,
  );
}

function sentenceOf({ code, message }: ServiceError): string {
  const line = message.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  const cut = line.length > 300 ? `${line.slice(0, 300)}...` : line;
  return cut === '' ? code : `${cut} (${code})`;
}
