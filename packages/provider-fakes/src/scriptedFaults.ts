/** An answer that the service gives instead of doing what was asked. */
export interface ScriptedFault {
  /** Pattern of the calls that it concerns, as the fake names them. */
  call: string;
  status: number;
  /** The service's own code for it. */
  code?: string | number;
  message?: string;
  /** Seconds, for the header of that name. */
  retryAfter?: number;
  /** How often; default: once. */
  times?: number;
  /** How many such calls go well before. */
  skip?: number;
}

/** A list of faults, each met by the next calls that it concerns. */
export class ScriptedFaults {
  #open: { fault: ScriptedFault; skip: number; left: number }[] = [];

  set(faults: readonly ScriptedFault[]): void {
    this.#open = faults.map(fault => ({
      fault,
      skip: fault.skip ?? 0,
      left: fault.times ?? 1,
    }));
  }

  /** What a call meets; undefined: nothing. */
  meet(call: string): ScriptedFault | undefined {
    for (const each of this.#open) {
      if (each.left <= 0 || !new RegExp(each.fault.call).test(call)) continue;
      if (each.skip > 0) {
        each.skip -= 1;
        continue;
      }
      each.left -= 1;
      return each.fault;
    }
    return undefined;
  }
}
