import { Opcode, RecordClass, RecordType, ResponseCode } from './codes';
import { Name } from './name';
import { SectionRecord, TsigRecord } from './record';

/** What a message asks; in an UPDATE, the zone. @public */
export interface Question {
  name: Name;
  type: RecordType;
  class: RecordClass;
}

/** One EDNS0 option. @public */
export interface EdnsOption {
  code: number;
  data: Uint8Array;
}

/**
 * The content of the OPT record (RFC 6891), but for the upper bits of the
 * response code, which are in `Message.rcode`.
 * @public
 */
export interface Edns {
  /** Largest UDP payload that the sender can take, in octets. */
  udpPayloadSize: number;
  version: number;
  /** The DO bit: DNSSEC records are welcome. */
  dnssecOk: boolean;
  options: EdnsOption[];
}

/** The fixed start of a message, without the counts. @public */
export interface Header {
  id: number;
  /** QR: this is an answer. */
  response: boolean;
  opcode: Opcode;
  /** AA */
  authoritative: boolean;
  /** TC */
  truncated: boolean;
  /** RD */
  recursionDesired: boolean;
  /** RA */
  recursionAvailable: boolean;
  /** AD */
  authenticData: boolean;
  /** CD */
  checkingDisabled: boolean;
  /** With the upper eight bits of EDNS when there is an OPT record. */
  rcode: ResponseCode;
}

/**
 * A message. In an UPDATE (RFC 2136) `questions` is the zone section,
 * `answers` the prerequisites and `authorities` the updates. OPT and TSIG are
 * taken out of `additionals`.
 * @public
 */
export interface Message extends Header {
  questions: Question[];
  answers: SectionRecord[];
  authorities: SectionRecord[];
  additionals: SectionRecord[];
  edns?: Edns;
  tsig?: TsigRecord;
}

/**
 * A message with the given fields; all else is a query without flags, and its
 * sections are empty.
 * @public
 */
export function createMessage(
  fields: Partial<Message> & { id: number },
): Message {
  return {
    response: false,
    opcode: 'QUERY',
    authoritative: false,
    truncated: false,
    recursionDesired: false,
    recursionAvailable: false,
    authenticData: false,
    checkingDisabled: false,
    rcode: 'NOERROR',
    questions: [],
    answers: [],
    authorities: [],
    additionals: [],
    ...fields,
  };
}

/**
 * The start of an answer to a request: its id, opcode, questions, RD and CD.
 * Whether it carries EDNS is the server's to say.
 * @public
 */
export function createResponse(
  request: Message,
  fields: Partial<Message> = {},
): Message {
  return createMessage({
    id: request.id,
    response: true,
    opcode: request.opcode,
    recursionDesired: request.recursionDesired,
    checkingDisabled: request.checkingDisabled,
    questions: request.questions,
    ...fields,
  });
}
