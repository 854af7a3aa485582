/** What the service answers instead of doing what was asked. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** A batch of which nothing was done: one sentence for each change that was in the way. */
export function invalidBatch(sentences: readonly string[]): Refusal {
  return new Refusal('InvalidChangeBatch', `[${sentences.join(', ')}]`);
}
