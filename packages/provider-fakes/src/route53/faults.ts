import { ScriptedFault, ScriptedFaults } from '../scriptedFaults';
import { Refusal } from './refusal';

/** What shall go wrong, until it is switched off. */
export type Fault =
  | { kind: 'throttled'; retryAfter?: number }
  | { kind: 'prior request not complete' }
  | { kind: 'fails before write' }
  | { kind: 'fails after write' }
  | { kind: 'cuts answer' }
  | { kind: 'expired credential' }
  | { kind: 'may not write' }
  | {
      kind: 'answers';
      operation: string;
      code: string;
      message: string;
      status: number;
    };

/** The switches, and what they make of a request. */
export class Faults {
  #fault: Fault | undefined;
  #left = 0;
  readonly #script = new ScriptedFaults();

  /** From now on; for so many requests that it concerns, or until `clear`. */
  set(fault: Fault, times = Number.POSITIVE_INFINITY): void {
    this.#fault = fault;
    this.#left = times;
  }

  clear(): void {
    this.#fault = undefined;
  }

  /** One after the other, by the operation's name. */
  script(faults: readonly ScriptedFault[]): void {
    this.#script.set(faults);
  }

  /** What a request meets; undefined: nothing. */
  meet(operation: string): Fault['kind'] | undefined {
    const scripted = this.#script.meet(operation);
    if (scripted) {
      const { status, code = 'InternalFailure', message = '' } = scripted;
      throw new Refusal(`${code}`, message, status, headersOf(scripted));
    }
    const fault = this.#fault;
    if (!fault || this.#left <= 0 || !concerns(fault, operation)) {
      return undefined;
    }
    this.#left -= 1;
    switch (fault.kind) {
      case 'throttled':
        throw new Refusal(
          'Throttling',
          'Rate exceeded',
          400,
          fault.retryAfter === undefined
            ? {}
            : { 'retry-after': String(fault.retryAfter) },
        );
      case 'prior request not complete':
        throw new Refusal(
          'PriorRequestNotComplete',
          'The request was rejected because Route 53 was still processing a prior request.',
        );
      case 'fails before write':
        throw new Refusal('InternalFailure', 'An internal error occurred', 500);
      case 'expired credential':
        throw new Refusal(
          'ExpiredToken',
          'The security token included in the request is expired',
          403,
        );
      case 'may not write':
        throw new Refusal(
          'AccessDenied',
          `User: arn:aws:iam::123456789012:user/dns is not authorized to perform: route53:${operation} because no identity-based policy allows the action`,
          403,
        );
      case 'answers':
        throw new Refusal(fault.code, fault.message, fault.status);
      default:
        return fault.kind;
    }
  }
}

function headersOf({ retryAfter }: ScriptedFault): Record<string, string> {
  return retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` };
}

function concerns(fault: Fault, operation: string): boolean {
  switch (fault.kind) {
    case 'throttled':
    case 'expired credential':
      return true;
    case 'answers':
      return fault.operation === operation;
    default:
      return operation === 'ChangeResourceRecordSets';
  }
}
