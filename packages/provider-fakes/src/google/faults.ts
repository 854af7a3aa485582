import { ScriptedFault, ScriptedFaults } from '../scriptedFaults';
import { Refusal } from './refusal';

/** What shall go wrong, until it is switched off. */
export type Fault =
  | { kind: 'throttled'; retryAfter?: number }
  | { kind: 'fails before write' }
  | { kind: 'fails after write' }
  | { kind: 'cuts answer' }
  | { kind: 'may not write' }
  | { kind: 'may not read the project' }
  | { kind: 'API is switched off' };

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

  /** One after the other, by the method's name: `dns.changes.create`. */
  script(faults: readonly ScriptedFault[]): void {
    this.#script.set(faults);
  }

  /**
   * What a request meets; undefined: nothing.
   *
   * @throws Refusal where it is answered with an error and nothing is done.
   */
  meet(
    operation: string,
    project: string,
  ): 'fails after write' | 'cuts answer' | undefined {
    const scripted = this.#script.meet(operation);
    if (scripted) {
      const {
        status,
        code = 'backendError',
        message = 'Backend Error',
      } = scripted;
      throw new Refusal(
        status,
        { reason: `${code}`, message },
        retryAfterHeader(scripted.retryAfter),
      );
    }
    const fault = this.#fault;
    if (!fault || this.#left <= 0 || !concerns(fault, operation)) {
      return undefined;
    }
    this.#left -= 1;
    switch (fault.kind) {
      case 'throttled':
        throw new Refusal(
          429,
          {
            reason: 'rateLimitExceeded',
            message: `Quota exceeded for quota metric 'Read limit' and limit 'Read limit for a minute for a region' of service 'dns.googleapis.com' for consumer 'project_number:1'.`,
          },
          retryAfterHeader(fault.retryAfter),
        );
      case 'fails before write':
        throw backendError();
      case 'may not write':
      case 'may not read the project':
        throw new Refusal(403, { reason: 'forbidden', message: 'Forbidden' });
      case 'API is switched off':
        throw new Refusal(403, {
          reason: 'accessNotConfigured',
          message: `Cloud DNS API has not been used in project ${project} before or it is disabled.`,
        });
      default:
        return fault.kind;
    }
  }
}

/** What a request is answered that went wrong within the service. */
export function backendError(): Refusal {
  return new Refusal(503, { reason: 'backendError', message: 'Backend Error' });
}

function concerns({ kind }: Fault, operation: string): boolean {
  switch (kind) {
    case 'throttled':
    case 'API is switched off':
      return true;
    case 'may not read the project':
      return operation === 'dns.projects.get';
    default:
      return operation === 'dns.changes.create';
  }
}

function retryAfterHeader(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}
