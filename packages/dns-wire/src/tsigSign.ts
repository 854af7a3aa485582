import { ByteWriter } from './byteWriter';
import { TsigError } from './codes';
import { readMessage } from './decode';
import { MAX_MESSAGE_LENGTH, writeTsig } from './encode';
import { DnsValueError } from './errors';
import { TsigRecord } from './record';
import {
  addToAdditionalCount,
  priorMac,
  tsigTimers,
  tsigVariables,
} from './tsigDigest';
import { computeMac, macLength, TsigKey } from './tsigKey';

/** Seconds by which clocks may differ, as RFC 8945 section 10 recommends. */
const DEFAULT_FUDGE = 300;

/** @public */
export interface SignOptions {
  /** Seconds since 1970. */
  now: number;
  /** Seconds by which the clocks may differ; 300 by default. */
  fudge?: number;
}

/** A signed message, and the MAC that the next one builds on. @public */
export interface SignedMessage {
  bytes: Uint8Array;
  mac: Uint8Array;
}

/**
 * Signs an encoded message (RFC 8945).
 * @param options - `requestMac`: when answering, the MAC of the request.
 * `badTime`: answers BADTIME to a request signed at that time; the answer
 * carries our clock.
 * @throws DnsValueError when the message has a TSIG, or no room for one.
 * @throws DnsFormatError when the octets are no message.
 * @public
 */
export function signMessage(
  unsigned: Uint8Array,
  key: TsigKey,
  options: SignOptions & {
    requestMac?: Uint8Array;
    badTime?: { requestTime: number };
  },
): SignedMessage {
  const { now, requestMac, badTime } = options;
  const record = unsignedRecord(unsigned, key, options);
  if (badTime) {
    const clock = new ByteWriter();
    clock.uint48(now, 'The clock');
    record.data.error = 'BADTIME';
    record.data.timeSigned = badTime.requestTime;
    record.data.otherData = clock.finish();
  }
  const parts = [unsigned, tsigVariables(record)];
  if (requestMac) {
    parts.unshift(priorMac(requestMac));
  }
  return append(unsigned, record, computeMac(key, parts));
}

/**
 * Signs the messages of one answer over TCP, a zone transfer for instance:
 * each builds on the one before (RFC 8945 section 5.3.1).
 * @public
 */
export class TsigStreamSigner {
  private isFirst = true;

  constructor(private readonly key: TsigKey, private lastMac: Uint8Array) {}

  /** The next message, signed. */
  sign(unsigned: Uint8Array, options: SignOptions): Uint8Array {
    const record = unsignedRecord(unsigned, this.key, options);
    const times = this.isFirst
      ? tsigVariables(record)
      : tsigTimers(record.data);
    const parts = [priorMac(this.lastMac), unsigned, times];
    const signed = append(unsigned, record, computeMac(this.key, parts));
    this.isFirst = false;
    this.lastMac = signed.mac;
    return signed.bytes;
  }
}

/** Octets that a TSIG of this key adds, to be left free by `maxSize`. @public */
export function tsigLength(key: TsigKey): number {
  const writer = new ByteWriter();
  writeTsig(writer, {
    name: key.name,
    data: {
      algorithm: key.algorithm,
      timeSigned: 0,
      fudge: 0,
      mac: new Uint8Array(macLength(key.algorithm)),
      originalId: 0,
      error: 'NOERROR',
      // BADTIME answers carry a clock.
      otherData: new Uint8Array(6),
    },
  });
  return writer.offset;
}

/**
 * The TSIG of an answer to a request whose key or MAC was not accepted. Such
 * an answer is not signed (RFC 8945 section 5.3.2): put it into `Message.tsig`.
 * @public
 */
export function rejectedTsig(
  request: TsigRecord,
  error: Extract<TsigError, 'BADKEY' | 'BADSIG'>,
): TsigRecord {
  return {
    name: request.name,
    data: {
      ...request.data,
      mac: new Uint8Array(0),
      error,
      otherData: new Uint8Array(0),
    },
  };
}

function unsignedRecord(
  unsigned: Uint8Array,
  key: TsigKey,
  { now, fudge = DEFAULT_FUDGE }: SignOptions,
): TsigRecord {
  const { message, tsigOffset } = readMessage(unsigned);
  if (tsigOffset !== undefined) {
    throw new DnsValueError('The message to sign has a TSIG record already.');
  }
  return {
    name: key.name,
    data: {
      algorithm: key.algorithm,
      timeSigned: Math.floor(now),
      fudge,
      mac: new Uint8Array(0),
      originalId: message.id,
      error: 'NOERROR',
      otherData: new Uint8Array(0),
    },
  };
}

function append(
  unsigned: Uint8Array,
  { name, data }: TsigRecord,
  mac: Uint8Array,
): SignedMessage {
  const writer = new ByteWriter();
  writer.octets(unsigned);
  writeTsig(writer, { name, data: { ...data, mac } });
  const bytes = writer.finish();
  if (bytes.length > MAX_MESSAGE_LENGTH) {
    throw new DnsValueError(
      `The signed message takes ${bytes.length} octets, the limit is ${MAX_MESSAGE_LENGTH}.`,
    );
  }
  addToAdditionalCount(bytes, 1);
  return { bytes, mac };
}
