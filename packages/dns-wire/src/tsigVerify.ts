import { timingSafeEqual } from 'node:crypto';
import { TsigError } from './codes';
import { readMessage } from './decode';
import { Message } from './message';
import { canonicalName, namesEqual, quoted } from './name';
import { TsigRecord } from './record';
import { priorMac, tsigTimers, tsigVariables, withoutTsig } from './tsigDigest';
import { computeMac, macLength, TsigKey } from './tsigKey';

/** Messages of a stream in a row that may go unsigned (RFC 8945 section 5.3.1). */
const MAX_UNSIGNED = 99;

/**
 * What came of a signature.
 *
 * `valid`: the message is the holder's of `key`. `unsigned`: it has no TSIG.
 * `invalid`: do not trust it; `error` is what to answer. `refused`: the other
 * side says that it did not accept ours; only when `authenticated` is that
 * proven to come from it.
 * @public
 */
export type TsigResult =
  | { status: 'valid'; message: Message; key: TsigKey; mac: Uint8Array }
  | { status: 'unsigned'; message: Message }
  | {
      status: 'invalid';
      message: Message;
      error: 'FORMERR' | 'BADKEY' | 'BADSIG' | 'BADTIME' | 'BADTRUNC';
      reason: string;
      /** With BADTIME: the answer is signed with it. */
      key?: TsigKey;
    }
  | {
      status: 'refused';
      message: Message;
      error: TsigError;
      authenticated: boolean;
    };

/** @public */
export interface VerifyOptions {
  keys: readonly TsigKey[];
  /** Seconds since 1970. */
  now: number;
  /** When the message is an answer: the MAC of the request. */
  requestMac?: Uint8Array;
}

/**
 * Reads a message and verifies its TSIG, in the order of RFC 8945 section 5.2:
 * key, MAC, time.
 * @throws DnsFormatError when the octets are no message.
 * @public
 */
export function verifyMessage(
  bytes: Uint8Array,
  options: VerifyOptions,
): TsigResult {
  const { message, tsigOffset } = readMessage(bytes);
  if (!message.tsig || tsigOffset === undefined) {
    return { status: 'unsigned', message };
  }
  const { tsig } = message;
  const before = options.requestMac ? [priorMac(options.requestMac)] : [];
  const unsigned = withoutTsig(bytes, tsigOffset, tsig.data.originalId);
  const parts = [...before, unsigned, tsigVariables(tsig)];
  return judge({ message, tsig }, parts, options);
}

/**
 * Verifies the messages of one answer over TCP. All of them count only when
 * the last one was signed: ask `isComplete` at the end.
 * @public
 */
export class TsigStreamVerifier {
  private isFirst = true;
  private broken: TsigResult | undefined;
  private pending: Uint8Array[] = [];

  constructor(private readonly key: TsigKey, private lastMac: Uint8Array) {}

  /** Whether everything that came is covered by a valid signature. */
  get isComplete(): boolean {
    return !this.broken && !this.isFirst && this.pending.length === 0;
  }

  /**
   * The next message. `unsigned` is no failure here: a later signature covers
   * it, which must come within 99 messages. After a failure every further
   * message gives that failure.
   * @throws DnsFormatError when the octets are no message.
   */
  accept(bytes: Uint8Array, now: number): TsigResult {
    if (this.broken) {
      return this.broken;
    }
    const result = this.judgeNext(bytes, now);
    if (result.status === 'invalid' || result.status === 'refused') {
      this.broken = result;
    }
    return result;
  }

  private judgeNext(bytes: Uint8Array, now: number): TsigResult {
    const { message, tsigOffset } = readMessage(bytes);
    const { tsig } = message;
    if (!tsig || tsigOffset === undefined) {
      if (this.isFirst || this.pending.length >= MAX_UNSIGNED) {
        const reason = this.isFirst
          ? 'The first message of the answer has no TSIG record.'
          : `More than ${MAX_UNSIGNED} messages in a row have no TSIG record.`;
        return { status: 'invalid', message, error: 'BADSIG', reason };
      }
      this.pending.push(bytes);
      return { status: 'unsigned', message };
    }
    const unsigned = withoutTsig(bytes, tsigOffset, tsig.data.originalId);
    const times = this.isFirst ? tsigVariables(tsig) : tsigTimers(tsig.data);
    const parts = [priorMac(this.lastMac), ...this.pending, unsigned, times];
    const result = judge({ message, tsig }, parts, { keys: [this.key], now });
    if (result.status === 'valid') {
      this.isFirst = false;
      this.lastMac = result.mac;
      this.pending = [];
    }
    return result;
  }
}

function judge(
  { message, tsig }: { message: Message; tsig: TsigRecord },
  parts: readonly Uint8Array[],
  { keys, now }: Pick<VerifyOptions, 'keys' | 'now'>,
): TsigResult {
  const { data } = tsig;
  if (data.error !== 'NOERROR' && data.mac.length === 0) {
    return {
      status: 'refused',
      message,
      error: data.error,
      authenticated: false,
    };
  }
  const invalid = (
    error: Extract<TsigResult, { status: 'invalid' }>['error'],
    reason: string,
    key?: TsigKey,
  ): TsigResult => ({ status: 'invalid', message, error, reason, key });

  const algorithm = canonicalName(data.algorithm);
  const key = keys.find(
    candidate =>
      candidate.algorithm === algorithm &&
      namesEqual(candidate.name, tsig.name),
  );
  if (!key) {
    return invalid(
      'BADKEY',
      `No TSIG key ${quoted(tsig.name)} with ${algorithm} is known.`,
    );
  }
  const fullLength = macLength(key.algorithm);
  const shortest = Math.max(10, fullLength / 2);
  if (data.mac.length > fullLength || data.mac.length < shortest) {
    return invalid(
      'FORMERR',
      `The MAC has ${data.mac.length} octets, ${key.algorithm} has ${fullLength}.`,
    );
  }
  const expected = computeMac(key, parts).subarray(0, data.mac.length);
  if (!timingSafeEqual(expected, data.mac)) {
    return invalid(
      'BADSIG',
      `The signature by the TSIG key ${quoted(
        tsig.name,
      )} is not right: the secrets differ or the message was changed.`,
    );
  }
  if (data.error !== 'NOERROR') {
    return {
      status: 'refused',
      message,
      error: data.error,
      authenticated: true,
    };
  }
  const difference = Math.abs(now - data.timeSigned);
  if (difference > data.fudge) {
    return invalid(
      'BADTIME',
      `The clocks differ by ${Math.round(difference)} s, ${
        data.fudge
      } s are allowed.`,
      key,
    );
  }
  if (data.mac.length < fullLength) {
    return invalid(
      'BADTRUNC',
      'The MAC was cut short, which we do not accept.',
    );
  }
  return { status: 'valid', message, key, mac: data.mac };
}
