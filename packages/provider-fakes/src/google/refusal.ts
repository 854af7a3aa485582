/** One of the things that are wrong with a request. */
export interface Complaint {
  reason: string;
  message: string;
}

/** What the service answers instead of doing what was asked. */
export class Refusal extends Error {
  readonly complaints: readonly Complaint[];

  constructor(
    readonly status: number,
    complaints: Complaint | readonly Complaint[],
    readonly headers: Record<string, string> = {},
  ) {
    const all = 'reason' in complaints ? [complaints] : complaints;
    super(all[0].message);
    this.complaints = all;
  }

  /** The body of the answer, as all of Google's JSON APIs word it. */
  get body(): object {
    return {
      error: {
        code: this.status,
        message: this.message,
        errors: this.complaints.map(({ reason, message }) => ({
          message,
          domain: 'global',
          reason,
        })),
      },
    };
  }
}

export function notFound(parameter: string, name: string): Refusal {
  return new Refusal(404, {
    reason: 'notFound',
    message: `The '${parameter}' resource named '${name}' does not exist.`,
  });
}

export function invalid(subject: string, value: unknown): Complaint {
  return {
    reason: 'invalid',
    message: `Invalid value for '${subject}': '${value}'`,
  };
}
