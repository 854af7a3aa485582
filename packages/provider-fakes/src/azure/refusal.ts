/** What is answered instead of doing what was asked. */
export class Refusal extends Error {
  /** Resource Manager wraps its errors in `error`; the DNS services do not. */
  readonly wrapped: boolean;
  readonly headers: Record<string, string>;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    options: { wrapped?: boolean; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.wrapped = options.wrapped ?? false;
    this.headers = options.headers ?? {};
  }

  get body(): object {
    const body = { code: this.code, message: this.message };
    return this.wrapped ? { error: body } : body;
  }
}

/** A refusal by Resource Manager, before the DNS service is asked. */
export function refusedByManager(
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
): Refusal {
  return new Refusal(status, code, message, { wrapped: true, headers });
}

/** A record set that the DNS service does not take. */
export function badRequest(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}
