import { Refusal, refusedByManager } from './refusal';

/** What shall go wrong, until it is switched off. */
export type Fault =
  | { kind: 'throttled'; retryAfter?: number }
  | { kind: 'fails before write' }
  | { kind: 'fails after write' }
  | { kind: 'cuts answer' }
  | { kind: 'expired credential' }
  | { kind: 'may not write' }
  | { kind: 'may not read' }
  /** One answer, whatever was asked; `method` where only some are concerned. */
  | {
      kind: 'answers';
      status: number;
      code: string;
      message: string;
      method?: string;
      headers?: Record<string, string>;
    };

/** A request, as far as faults look at it. */
interface Asked {
  method: string;
  path: string;
}

/** The switches, and what they make of a request. */
export class Faults {
  #fault: Fault | undefined;
  #left = 0;

  /** From now on; for so many requests that it concerns, or until `clear`. */
  set(fault: Fault, times = Number.POSITIVE_INFINITY): void {
    this.#fault = fault;
    this.#left = times;
  }

  clear(): void {
    this.#fault = undefined;
  }

  /**
   * What comes of a request; undefined: nothing.
   *
   * @throws Refusal where nothing is done.
   */
  meet(asked: Asked): 'fails after write' | 'cuts answer' | undefined {
    const fault = this.#fault;
    if (!fault || this.#left <= 0 || !concerns(fault, asked)) return undefined;
    this.#left -= 1;
    switch (fault.kind) {
      case 'throttled':
        throw throttled(asked, fault.retryAfter);
      case 'fails before write':
        throw internalError();
      case 'expired credential':
        throw refusedByManager(
          401,
          'ExpiredAuthenticationToken',
          'The access token expiry UTC time is earlier than current UTC time.',
        );
      case 'may not write':
      case 'may not read':
        throw refusedByManager(
          403,
          'AuthorizationFailed',
          `The client does not have authorization to perform action '${
            asked.method === 'GET' ? 'read' : 'write'
          }' over scope '${asked.path}' or the scope is invalid.`,
        );
      case 'answers':
        throw new Refusal(fault.status, fault.code, fault.message, {
          wrapped: true,
          headers: fault.headers,
        });
      default:
        return fault.kind;
    }
  }
}

/** Of the service itself: what became of a write, it does not say. */
export function internalError(): Refusal {
  return refusedByManager(500, 'InternalServerError', 'An error has occurred.');
}

/** Too many requests; Resource Manager tells the delay in the header and the sentence. */
export function throttled({ path }: Asked, retryAfter?: number): Refusal {
  const delay =
    retryAfter === undefined
      ? ''
      : ` Please try again after '${retryAfter}' seconds.`;
  return refusedByManager(
    429,
    'ResourceRequestsThrottled',
    `The number of requests for '${path}' exceeded its limit.${delay}`,
    retryAfter === undefined ? undefined : { 'retry-after': `${retryAfter}` },
  );
}

function concerns(fault: Fault, { method }: Asked): boolean {
  switch (fault.kind) {
    case 'throttled':
    case 'expired credential':
      return true;
    case 'may not read':
      return method === 'GET';
    case 'answers':
      return fault.method === undefined || fault.method === method;
    default:
      return method !== 'GET';
  }
}
