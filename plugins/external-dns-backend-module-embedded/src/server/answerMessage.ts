import {
  canonicalName,
  createMessage,
  createResponse,
  decodeHeader,
  decodeMessage,
  DnsFormatError,
  Edns,
  encodeMessage,
  Header,
  MAX_MESSAGE_LENGTH,
  Message,
  ResponseCode,
} from '@openova/dns-wire';
import { lookUp } from '../zone/lookUp';
import { ServedZones } from '../zone/servedZones';

/** How a message came. */
export type Transport = 'udp' | 'tcp';

/** Largest answer over UDP without EDNS (RFC 1035 section 4.2.1). */
const plainUdpSize = 512;
/** Passes every common path unfragmented (DNS Flag Day 2020). */
const largestUdpSize = 1232;

/**
 * The answer to one message, octets in and out. Undefined where silence is the
 * answer: to what is too short to hold an id, and to answers, so that two servers
 * never talk to each other for ever.
 *
 * @throws nothing: what cannot be written is a SERVFAIL.
 */
export function answerMessage(
  zones: ServedZones,
  bytes: Uint8Array,
  transport: Transport,
): Uint8Array | undefined {
  let header: Header;
  try {
    header = decodeHeader(bytes);
  } catch (error) {
    if (error instanceof DnsFormatError) return undefined;
    throw error;
  }
  if (header.response) return undefined;
  // Before the rest is read: another opcode may give the sections other meanings.
  if (header.opcode !== 'QUERY') return shortAnswer(header, 'NOTIMP');
  let request: Message;
  try {
    request = decodeMessage(bytes);
  } catch (error) {
    if (error instanceof DnsFormatError) return shortAnswer(header, 'FORMERR');
    throw error;
  }
  try {
    return encodeMessage(answerQuery(zones, request), {
      maxSize: sizeLimit(request.edns, transport),
    });
  } catch {
    // Only what no zone could hold gets here; the asker must not wait for it.
    return shortAnswer(header, 'SERVFAIL');
  }
}

function shortAnswer(header: Header, rcode: ResponseCode): Uint8Array {
  return encodeMessage(
    createMessage({
      id: header.id,
      response: true,
      opcode: header.opcode,
      recursionDesired: header.recursionDesired,
      checkingDisabled: header.checkingDisabled,
      rcode,
    }),
  );
}

function sizeLimit(edns: Edns | undefined, transport: Transport): number {
  if (transport === 'tcp') return MAX_MESSAGE_LENGTH;
  if (!edns) return plainUdpSize;
  // RFC 6891 section 6.2.3: less than 512 counts as 512.
  return Math.min(Math.max(edns.udpPayloadSize, plainUdpSize), largestUdpSize);
}

function answerQuery(zones: ServedZones, request: Message): Message {
  // RFC 6891 section 6.1.1: OPT in the answer exactly where there was one.
  const edns: Edns | undefined = request.edns && {
    udpPayloadSize: largestUdpSize,
    version: 0,
    dnssecOk: request.edns.dnssecOk,
    options: [],
  };
  const refuse = (rcode: ResponseCode) =>
    createResponse(request, { rcode, edns });
  if (request.edns && request.edns.version > 0) return refuse('BADVERS');
  if (request.tsig) return withUnknownKey(request, edns);
  // RFC 9619: a query has exactly one question.
  if (request.questions.length !== 1) return refuse('FORMERR');
  const [question] = request.questions;
  if (question.type === 'OPT' || question.type === 'TSIG') {
    return refuse('FORMERR');
  }
  if (question.class !== 'IN') return refuse('REFUSED');
  if (question.type === 'AXFR' || question.type === 'IXFR') {
    return refuse('REFUSED');
  }
  const zone = zones.holding(canonicalName(question.name), question.type);
  if (!zone) return refuse('REFUSED');
  return createResponse(request, { ...lookUp(zone, question), edns });
}

/** RFC 8945 section 5.2.1: there are no keys here, and the answer says so unsigned. */
function withUnknownKey(request: Message, edns: Edns | undefined): Message {
  const { tsig } = request;
  return createResponse(request, {
    rcode: 'NOTAUTH',
    edns,
    tsig: tsig && {
      name: tsig.name,
      data: {
        ...tsig.data,
        mac: new Uint8Array(0),
        error: 'BADKEY',
        otherData: new Uint8Array(0),
      },
    },
  });
}
