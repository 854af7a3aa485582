import { ByteWriter } from './byteWriter';
import { classCode, tsigErrorCode } from './codes';
import { canonicalName } from './name';
import { TsigData, TsigRecord } from './record';

const ADDITIONAL_COUNT_OFFSET = 10;

/** A MAC of an earlier message, as it enters a digest: with its length. @internal */
export function priorMac(mac: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(mac.length + 2);
  prefixed[0] = mac.length >>> 8;
  prefixed[1] = mac.length & 0xff;
  prefixed.set(mac, 2);
  return prefixed;
}

/** The TSIG variables (RFC 8945 section 4.3.3). @internal */
export function tsigVariables({ name, data }: TsigRecord): Uint8Array {
  const writer = new ByteWriter();
  writer.plainName(canonicalName(name));
  writer.uint16(classCode('ANY'), 'The class of TSIG');
  writer.uint32(0, 'The TTL of TSIG');
  writer.plainName(canonicalName(data.algorithm));
  writer.uint48(data.timeSigned, 'The time of a TSIG');
  writer.uint16(data.fudge, 'The fudge of a TSIG');
  writer.uint16(tsigErrorCode(data.error), 'The error of a TSIG');
  writer.uint16(data.otherData.length, 'The length of other data of a TSIG');
  writer.octets(data.otherData);
  return writer.finish();
}

/** The timers only, for the messages of a stream after the first (5.3.1). @internal */
export function tsigTimers(
  data: Pick<TsigData, 'timeSigned' | 'fudge'>,
): Uint8Array {
  const writer = new ByteWriter();
  writer.uint48(data.timeSigned, 'The time of a TSIG');
  writer.uint16(data.fudge, 'The fudge of a TSIG');
  return writer.finish();
}

/** The message as it was before it was signed (4.3.2). @internal */
export function withoutTsig(
  bytes: Uint8Array,
  tsigOffset: number,
  originalId: number,
): Uint8Array {
  const unsigned = bytes.slice(0, tsigOffset);
  unsigned[0] = originalId >>> 8;
  unsigned[1] = originalId & 0xff;
  addToAdditionalCount(unsigned, -1);
  return unsigned;
}

/** @internal */
export function addToAdditionalCount(bytes: Uint8Array, change: number): void {
  const at = ADDITIONAL_COUNT_OFFSET;
  const count = bytes[at] * 256 + bytes[at + 1] + change;
  bytes[at] = count >>> 8;
  bytes[at + 1] = count & 0xff;
}
