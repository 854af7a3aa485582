import { ScriptedFault, ScriptedFaults } from '../scriptedFaults';
import { Answer, Request } from './messages';
import { Refusal } from './records';

/** What shall go wrong, until it is switched off. */
export type Fault =
  | { kind: 'throttled'; retryAfter?: number }
  | { kind: 'fails before write' }
  | { kind: 'fails after write' }
  | { kind: 'cuts answer' }
  | { kind: 'may not write' }
  | { kind: 'may not read'; zone: string };

/** The switches, and what they make of a request. */
export class Faults {
  #fault: Fault | undefined;
  #left = Number.POSITIVE_INFINITY;
  readonly #script = new ScriptedFaults();

  /** From now on; for so many requests that it concerns, or until `clear`. */
  set(fault: Fault, times = Number.POSITIVE_INFINITY): void {
    this.#fault = fault;
    this.#left = times;
  }

  clear(): void {
    this.#fault = undefined;
  }

  /** One after the other, by the kind of the call. */
  script(faults: readonly ScriptedFault[]): void {
    this.#script.set(faults);
  }

  next({
    kind,
    method,
  }: Request):
    | { answer?: Answer; afterEffect?: boolean; cuts?: boolean }
    | undefined {
    const scripted = this.#script.meet(kind);
    if (scripted) return { answer: scriptedAnswer(scripted) };
    const fault = this.#fault;
    const writes = method !== 'GET';
    if (!fault || this.#left <= 0) return undefined;
    if (fault.kind === 'throttled') {
      this.#left -= 1;
      const { retryAfter } = fault;
      return {
        answer: refused(
          429,
          10_000,
          'Rate limited. Please wait and consider throttling your request speed',
          retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` },
        ),
      };
    }
    if (!writes) return undefined;
    if (fault.kind === 'cuts answer') {
      this.#left -= 1;
      return { cuts: true };
    }
    if (
      fault.kind === 'fails before write' ||
      fault.kind === 'fails after write'
    ) {
      this.#left -= 1;
      return {
        answer: refused(500, 10_013, 'Internal error'),
        afterEffect: fault.kind === 'fails after write',
      };
    }
    return undefined;
  }

  /** @throws Refusal where the credential lacks what the request needs. */
  checkPermission({ method, path }: Request): void {
    const fault = this.#fault;
    const lacks =
      (fault?.kind === 'may not write' && method !== 'GET') ||
      (fault?.kind === 'may not read' && path[1] === fault.zone);
    if (lacks) throw new Refusal(10_000, 'Authentication error', 403);
  }
}

function scriptedAnswer(fault: ScriptedFault): Answer {
  const { status, code = 10_000, message = 'Error', retryAfter } = fault;
  const headers =
    retryAfter === undefined ? undefined : { 'retry-after': `${retryAfter}` };
  return refused(status, Number(code), message, headers);
}

function refused(
  status: number,
  code: number,
  message: string,
  headers?: Record<string, string>,
): Answer {
  return {
    status,
    schema: 'failure',
    headers,
    body: {
      success: false,
      errors: [{ code, message }],
      messages: [],
      result: null,
    },
  };
}
