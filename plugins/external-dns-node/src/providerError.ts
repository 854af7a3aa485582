/**
 * The four kinds of failure that a provider may throw.
 *
 * - `InvalidConfig`: a credential, permission or option is wrong; only a person can
 *   mend it. The account rests until its configuration changes or a sweep is due.
 * - `Rejected`: the service refuses this content; trying again is useless.
 * - `Throttled`: too many requests; `retryAfterSeconds` where the service said it.
 * - `Unavailable`: the service cannot be reached or failed; the outcome of a write
 *   is unknown and the zone has to be read again.
 *
 * @public
 */
export type ProviderErrorKind =
  | 'InvalidConfig'
  | 'Rejected'
  | 'Throttled'
  | 'Unavailable';

/**
 * A failure of a whole provider call. The message is one sentence that people read
 * on the admin page; it never holds a credential.
 *
 * @public
 */
export class ProviderError extends Error {
  readonly kind: ProviderErrorKind;
  readonly retryAfterSeconds?: number;
  /**
   * Of a `Rejected` batch: the changes that the service named, by index, each with
   * its sentence. The others may be sent again without them.
   */
  readonly refusedChanges?: ReadonlyMap<number, string>;

  constructor(
    kind: ProviderErrorKind,
    message: string,
    options?: {
      retryAfterSeconds?: number;
      refusedChanges?: ReadonlyMap<number, string>;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options?.cause });
    this.name = 'ProviderError';
    this.kind = kind;
    this.retryAfterSeconds = options?.retryAfterSeconds;
    this.refusedChanges = options?.refusedChanges;
  }
}
