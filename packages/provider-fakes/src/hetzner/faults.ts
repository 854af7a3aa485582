import { Refusal, Request } from './messages';

/** What shall go wrong, until it is switched off. */
export type Fault =
  | { kind: 'throttled'; retryAfter?: number }
  | { kind: 'fails before write' }
  | { kind: 'fails after write' }
  | { kind: 'cuts answer' }
  /** The token may only read. */
  | { kind: 'may not write' }
  | { kind: 'forbidden' }
  /** Somebody else's change of the same thing is under way. */
  | { kind: 'conflict' }
  | { kind: 'maintenance' }
  /** An answer that the API would never give, as of a proxy in front of it. */
  | { kind: 'strange answer' };

/** What becomes of a request. */
export type Fate = 'goes wrong afterwards' | 'is cut' | 'is strange';

/** The switches, and what they make of a request. */
export class Faults {
  #fault: Fault | undefined;
  #left = Number.POSITIVE_INFINITY;
  #skip = 0;

  /**
   * From now on; for so many requests that it concerns, or until `clear`. The first
   * ones may go well.
   */
  set(fault: Fault, { times = Number.POSITIVE_INFINITY, skip = 0 } = {}): void {
    this.#fault = fault;
    this.#left = times;
    this.#skip = skip;
  }

  clear(): void {
    this.#fault = undefined;
  }

  /** @throws Refusal where the request is not looked at any further. */
  meet(request: Request): Fate | undefined {
    const fault = this.#fault;
    if (!fault || this.#left <= 0 || !concerns(fault, request)) {
      return undefined;
    }
    if (this.#skip > 0) {
      this.#skip -= 1;
      return undefined;
    }
    this.#left -= 1;
    switch (fault.kind) {
      case 'fails after write':
        return 'goes wrong afterwards';
      case 'cuts answer':
        return 'is cut';
      case 'strange answer':
        return 'is strange';
      default:
        throw refusalOf(fault);
    }
  }
}

function concerns({ kind }: Fault, { method }: Request): boolean {
  const isAboutAll =
    kind === 'throttled' ||
    kind === 'forbidden' ||
    kind === 'maintenance' ||
    kind === 'strange answer';
  return isAboutAll || method !== 'GET';
}

function refusalOf(fault: Fault): Refusal {
  switch (fault.kind) {
    case 'throttled': {
      const { retryAfter } = fault;
      return new Refusal(
        429,
        'rate_limit_exceeded',
        'limit of 3600 requests per hour reached',
        retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` },
      );
    }
    case 'may not write':
      return new Refusal(
        401,
        'token_readonly',
        'token is only allowed to read',
      );
    case 'forbidden':
      return new Refusal(403, 'forbidden', 'insufficient permissions');
    case 'conflict':
      return new Refusal(409, 'conflict', 'the resource has changed');
    case 'maintenance':
      return new Refusal(403, 'maintenance', 'under maintenance');
    default:
      return serverError();
  }
}

export function serverError(): Refusal {
  return new Refusal(500, 'server_error', 'internal error');
}
