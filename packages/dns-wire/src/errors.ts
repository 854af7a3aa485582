/**
 * Bytes that are no DNS message. The only error that reading a message throws.
 * @public
 */
export class DnsFormatError extends Error {
  /** Offset in the message of the octet at which reading failed. */
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(`${reason} (at octet ${offset})`);
    this.name = 'DnsFormatError';
    this.offset = offset;
  }
}

/**
 * A name, a value or a message that cannot be written in the DNS message
 * format. The message is one sentence that names what is wrong.
 * @public
 */
export class DnsValueError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'DnsValueError';
  }
}
