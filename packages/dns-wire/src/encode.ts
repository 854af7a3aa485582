import { ByteWriter } from './byteWriter';
import {
  classCode,
  opcodeCode,
  rcodeCode,
  tsigErrorCode,
  typeCode,
} from './codes';
import { DnsValueError } from './errors';
import { Edns, Message } from './message';
import { quoted } from './name';
import { ResourceRecord, SectionRecord, TsigRecord } from './record';
import { dataFormats, isStructuredType } from './recordData';
import { RecordSection, recordSets, requiresTruncation } from './truncation';

/** Longest message: the length prefix of TCP has 16 bits. @public */
export const MAX_MESSAGE_LENGTH = 65_535;

const MAX_TTL = 0x7fff_ffff;
const FLAGS_OFFSET = 2;
const TRUNCATED = 0x0200;
const COUNT_OFFSETS: Record<RecordSection, number> = {
  answers: 6,
  authorities: 8,
  additionals: 10,
};

/** @public */
export interface EncodeOptions {
  /**
   * Octets that the message may take. What does not fit is left out, whole
   * RRsets at a time, and TC is set where RFC 2181 section 9 and RFC 9471 ask
   * for it. Without it a message above 65,535 octets is an error.
   */
  maxSize?: number;
}

/**
 * Writes a message. OPT comes after the other additional records, TSIG last.
 * @throws DnsValueError when a field does not fit its place on the wire, or
 * when not even question, OPT and TSIG fit `maxSize`.
 * @public
 */
export function encodeMessage(
  message: Message,
  options: EncodeOptions = {},
): Uint8Array {
  const maxSize = Math.min(
    options.maxSize ?? MAX_MESSAGE_LENGTH,
    MAX_MESSAGE_LENGTH,
  );
  const complete = writeAll(message);
  if (complete.length <= maxSize) {
    return complete;
  }
  if (options.maxSize === undefined) {
    throw new DnsValueError(
      `The message takes ${complete.length} octets, the limit is ${MAX_MESSAGE_LENGTH}.`,
    );
  }
  return writeTruncated(message, maxSize);
}

function writeAll(message: Message): Uint8Array {
  const writer = new ByteWriter();
  writeStart(writer, message);
  const trailers = trailersOf(message);
  for (const section of ['answers', 'authorities', 'additionals'] as const) {
    for (const record of message[section]) {
      writeRecord(writer, record);
    }
    const extra = section === 'additionals' ? trailers.length : 0;
    setCount(writer, section, message[section].length + extra);
  }
  for (const write of trailers) {
    write(writer);
  }
  return writer.finish();
}

function writeTruncated(message: Message, maxSize: number): Uint8Array {
  const writer = new ByteWriter();
  writeStart(writer, message);
  const trailers = trailersOf(message);
  const limit = maxSize - lengthOf(trailers);
  if (writer.offset > limit) {
    throw new DnsValueError(
      `The question alone takes more than the ${maxSize} octets that the message may have.`,
    );
  }
  const counts: Record<RecordSection, number> = {
    answers: 0,
    authorities: 0,
    additionals: 0,
  };
  let { truncated } = message;
  for (const set of recordSets(message)) {
    const start = writer.offset;
    for (const record of set.records) {
      writeRecord(writer, record);
    }
    if (writer.offset <= limit) {
      counts[set.section] += set.records.length;
      continue;
    }
    writer.rollBack(start);
    truncated ||= requiresTruncation(set, message);
    // What follows a gap in the answer would only mislead.
    if (set.section !== 'additionals') {
      break;
    }
  }
  writer.patchUint16(FLAGS_OFFSET, flagsOf({ ...message, truncated }));
  setCount(writer, 'answers', counts.answers);
  setCount(writer, 'authorities', counts.authorities);
  setCount(writer, 'additionals', counts.additionals + trailers.length);
  for (const write of trailers) {
    write(writer);
  }
  return writer.finish();
}

function setCount(
  writer: ByteWriter,
  section: RecordSection,
  count: number,
): void {
  if (count > 0xffff) {
    throw new DnsValueError(
      `The section ${section} has ${count} records, the limit is 65535.`,
    );
  }
  writer.patchUint16(COUNT_OFFSETS[section], count);
}

/** Header with the counts of records still zero, and the questions. */
function writeStart(writer: ByteWriter, message: Message): void {
  writer.uint16(message.id, 'The id of a message');
  writer.uint16(flagsOf(message), 'The flags of a message');
  writer.uint16(message.questions.length, 'The number of questions');
  writer.octets(new Uint8Array(6));
  for (const question of message.questions) {
    writer.compressedName(question.name);
    writer.uint16(typeCode(question.type), 'The type of a question');
    writer.uint16(classCode(question.class), 'The class of a question');
  }
}

function flagsOf(message: Message): number {
  const rcode = rcodeCode(message.rcode);
  if (rcode > 15 && !message.edns) {
    throw new DnsValueError(
      `The response code ${message.rcode} needs EDNS: set edns.`,
    );
  }
  return (
    (message.response ? 0x8000 : 0) |
    (opcodeCode(message.opcode) << 11) |
    (message.authoritative ? 0x0400 : 0) |
    (message.truncated ? TRUNCATED : 0) |
    (message.recursionDesired ? 0x0100 : 0) |
    (message.recursionAvailable ? 0x0080 : 0) |
    (message.authenticData ? 0x0020 : 0) |
    (message.checkingDisabled ? 0x0010 : 0) |
    (rcode & 0xf)
  );
}

function writeRecord(writer: ByteWriter, record: SectionRecord): void {
  const what = `the ${record.type} record ${quoted(record.name)}`;
  writer.compressedName(record.name);
  writer.uint16(typeCode(record.type), `The type of ${what}`);
  writer.uint16(classCode(record.class), `The class of ${what}`);
  if (record.ttl > MAX_TTL) {
    throw new DnsValueError(
      `The TTL of ${what} is ${record.ttl}, the limit is ${MAX_TTL}.`,
    );
  }
  writer.uint32(record.ttl, `The TTL of ${what}`);
  writer.lengthPrefixed(() => {
    if (record.data !== undefined) {
      writeData(writer, record);
    } else if (record.class !== 'ANY' && record.class !== 'NONE') {
      throw new DnsValueError(
        `${what} has no data: only the classes ANY and NONE allow that.`,
      );
    }
  }, `The length of the data of ${what}`);
}

/** The data of a record, without its length. */
function writeData(
  writer: ByteWriter,
  record: Pick<ResourceRecord, 'type' | 'data'>,
): void {
  if (isStructuredType(record.type)) {
    const format: { write(writer: ByteWriter, data: unknown): void } =
      dataFormats[record.type];
    format.write(writer, record.data);
  } else if ('octets' in record.data) {
    writer.octets(record.data.octets);
  }
}

type Trailer = (writer: ByteWriter) => void;

function trailersOf({ edns, tsig, rcode }: Message): Trailer[] {
  const trailers: Trailer[] = [];
  if (edns) {
    trailers.push(writer => writeOpt(writer, edns, rcodeCode(rcode) >>> 4));
  }
  if (tsig) {
    trailers.push(writer => writeTsig(writer, tsig));
  }
  return trailers;
}

function lengthOf(trailers: Trailer[]): number {
  const writer = new ByteWriter();
  for (const write of trailers) {
    write(writer);
  }
  return writer.offset;
}

function writeOpt(writer: ByteWriter, edns: Edns, extendedRcode: number): void {
  writer.uint8(0, 'The root label');
  writer.uint16(typeCode('OPT'), 'The type of OPT');
  writer.uint16(edns.udpPayloadSize, 'The UDP payload size');
  writer.uint8(extendedRcode, 'The extended response code');
  writer.uint8(edns.version, 'The EDNS version');
  writer.uint16(edns.dnssecOk ? 0x8000 : 0, 'The EDNS flags');
  writer.lengthPrefixed(() => {
    for (const option of edns.options) {
      writer.uint16(option.code, 'The code of an EDNS option');
      writer.uint16(option.data.length, 'The length of an EDNS option');
      writer.octets(option.data);
    }
  }, 'The length of the EDNS options');
}

/** A TSIG record; its names are never compressed (RFC 8945 section 4.2). @internal */
export function writeTsig(
  writer: ByteWriter,
  { name, data }: TsigRecord,
): void {
  writer.plainName(name);
  writer.uint16(typeCode('TSIG'), 'The type of TSIG');
  writer.uint16(classCode('ANY'), 'The class of TSIG');
  writer.uint32(0, 'The TTL of TSIG');
  writer.lengthPrefixed(() => {
    writer.plainName(data.algorithm);
    writer.uint48(data.timeSigned, 'The time of a TSIG');
    writer.uint16(data.fudge, 'The fudge of a TSIG');
    writer.uint16(data.mac.length, 'The length of the MAC of a TSIG');
    writer.octets(data.mac);
    writer.uint16(data.originalId, 'The original id of a TSIG');
    writer.uint16(tsigErrorCode(data.error), 'The error of a TSIG');
    writer.uint16(data.otherData.length, 'The length of other data of a TSIG');
    writer.octets(data.otherData);
  }, 'The length of the data of a TSIG');
}
