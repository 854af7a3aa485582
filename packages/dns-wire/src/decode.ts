import { ByteReader } from './byteReader';
import {
  classText,
  opcodeText,
  rcodeCode,
  rcodeText,
  tsigErrorText,
  typeText,
} from './codes';
import { DnsFormatError } from './errors';
import { Edns, EdnsOption, Header, Message, Question } from './message';
import { Name } from './name';
import { OpaqueRecord, SectionRecord, TsigData, TsigRecord } from './record';
import { dataFormats, isStructuredType } from './recordData';

const HEADER_LENGTH = 12;
const MAX_TTL = 0x7fff_ffff;

/**
 * Only the header of a message, for the answer to one whose rest is broken.
 * @throws DnsFormatError when there are fewer than twelve octets.
 * @public
 */
export function decodeHeader(bytes: Uint8Array): Header {
  return readHeader(new ByteReader(bytes));
}

/**
 * Reads a message.
 * @throws DnsFormatError when it is not well-formed: cut off, with octets left
 * over, a name that does not end, record data of the wrong length, more than
 * one OPT, a TSIG that is not the last record.
 * @public
 */
export function decodeMessage(bytes: Uint8Array): Message {
  return readMessage(bytes).message;
}

/**
 * Reads a message and tells where its TSIG record starts.
 * @throws DnsFormatError as `decodeMessage`.
 * @internal
 */
export function readMessage(bytes: Uint8Array): {
  message: Message;
  tsigOffset: number | undefined;
} {
  const reader = new ByteReader(bytes);
  const message: Message = {
    ...readHeader(reader),
    questions: [],
    answers: [],
    authorities: [],
    additionals: [],
  };
  const questionCount = reader.uint16();
  const counts = [reader.uint16(), reader.uint16(), reader.uint16()];
  for (let index = 0; index < questionCount; index += 1) {
    message.questions.push(readQuestion(reader));
  }
  const sections = [message.answers, message.authorities, message.additionals];
  let tsigOffset: number | undefined;
  for (const [section, records] of sections.entries()) {
    const isAdditional = records === message.additionals;
    for (let index = 0; index < counts[section]; index += 1) {
      const offset = reader.offset;
      if (tsigOffset !== undefined) {
        throw new DnsFormatError('A record follows the TSIG record', offset);
      }
      const found = readRecord(reader);
      if (found.kind === 'record') {
        records.push(found.record);
      } else if (!isAdditional) {
        throw new DnsFormatError(
          'An OPT or TSIG record stands outside of the additional section',
          offset,
        );
      } else if (found.kind === 'tsig') {
        tsigOffset = offset;
        message.tsig = found.record;
      } else if (message.edns) {
        throw new DnsFormatError('A second OPT record', offset);
      } else {
        message.edns = found.edns;
        message.rcode = rcodeText(
          found.extendedRcode * 16 + rcodeCode(message.rcode),
        );
      }
    }
  }
  if (reader.remaining > 0) {
    throw new DnsFormatError(
      `${reader.remaining} octets follow the message`,
      reader.offset,
    );
  }
  return { message, tsigOffset };
}

function readHeader(reader: ByteReader): Header {
  if (reader.remaining < HEADER_LENGTH) {
    throw new DnsFormatError(
      `A message has at least 12 octets, this one ${reader.remaining}`,
      0,
    );
  }
  const id = reader.uint16();
  const flags = reader.uint16();
  return {
    id,
    response: (flags & 0x8000) !== 0,
    opcode: opcodeText((flags >>> 11) & 0xf),
    authoritative: (flags & 0x0400) !== 0,
    truncated: (flags & 0x0200) !== 0,
    recursionDesired: (flags & 0x0100) !== 0,
    recursionAvailable: (flags & 0x0080) !== 0,
    authenticData: (flags & 0x0020) !== 0,
    checkingDisabled: (flags & 0x0010) !== 0,
    rcode: rcodeText(flags & 0xf),
  };
}

function readQuestion(reader: ByteReader): Question {
  return {
    name: reader.name(),
    type: typeText(reader.uint16()),
    class: classText(reader.uint16()),
  };
}

type FoundRecord =
  | { kind: 'record'; record: SectionRecord }
  | { kind: 'opt'; edns: Edns; extendedRcode: number }
  | { kind: 'tsig'; record: TsigRecord };

function readRecord(reader: ByteReader): FoundRecord {
  const start = reader.offset;
  const name = reader.name();
  const type = typeText(reader.uint16());
  const classNumber = reader.uint16();
  const ttl = reader.uint32();
  const dataLength = reader.uint16();
  if (type === 'OPT') {
    return readOpt(reader, { start, name, classNumber, ttl, dataLength });
  }
  if (type === 'TSIG') {
    // RFC 8945 section 4.2; neither is covered by the signature.
    if (classText(classNumber) !== 'ANY' || ttl !== 0) {
      throw new DnsFormatError('A TSIG record needs class ANY, TTL 0', start);
    }
    const data = reader.within(dataLength, () => readTsig(reader));
    return { kind: 'tsig', record: { name, data } };
  }
  const head = {
    name,
    class: classText(classNumber),
    // RFC 2181 section 8: a TTL with the highest bit set counts as zero.
    ttl: ttl > MAX_TTL ? 0 : ttl,
  };
  const saysNothing = head.class === 'ANY' || head.class === 'NONE';
  if (dataLength === 0 && saysNothing) {
    return { kind: 'record', record: { ...head, type, data: undefined } };
  }
  if (isStructuredType(type)) {
    const data = reader.within(dataLength, () =>
      dataFormats[type].read(reader),
    );
    // The table gives each type its own data; the compiler cannot follow that
    // through a union of types.
    return { kind: 'record', record: { ...head, type, data } as SectionRecord };
  }
  const record: OpaqueRecord = {
    ...head,
    type,
    data: { octets: reader.take(dataLength) },
  };
  return { kind: 'record', record };
}

/** RFC 6891 section 6.1: class is the payload size, the TTL holds the flags. */
function readOpt(
  reader: ByteReader,
  head: {
    start: number;
    name: Name;
    classNumber: number;
    ttl: number;
    dataLength: number;
  },
): FoundRecord {
  if (head.name !== '') {
    throw new DnsFormatError('An OPT record is not at the root', head.start);
  }
  const options = reader.within(head.dataLength, () => {
    const found: EdnsOption[] = [];
    while (reader.remaining > 0) {
      found.push({ code: reader.uint16(), data: reader.take(reader.uint16()) });
    }
    return found;
  });
  return {
    kind: 'opt',
    extendedRcode: head.ttl >>> 24,
    edns: {
      udpPayloadSize: head.classNumber,
      version: (head.ttl >>> 16) & 0xff,
      dnssecOk: (head.ttl & 0x8000) !== 0,
      options,
    },
  };
}

function readTsig(reader: ByteReader): TsigData {
  return {
    algorithm: reader.name(),
    timeSigned: reader.uint48(),
    fudge: reader.uint16(),
    mac: reader.take(reader.uint16()),
    originalId: reader.uint16(),
    error: tsigErrorText(reader.uint16()),
    otherData: reader.take(reader.uint16()),
  };
}
