import {
  canonicalName,
  createMessage,
  createResponse,
  decodeHeader,
  decodeMessage,
  DnsFormatError,
  encodeMessage,
  MAX_MESSAGE_LENGTH,
  Message,
  Question,
  ResourceRecord,
} from '@openova/dns-wire';
import { ZoneRecords } from './zoneRecords';

/*
 * The answers of k8gb's CoreDNS, with its peculiarities: it never sets AA, has one
 * made-up name server at the apex that has no address, keeps addresses of IPv4 only,
 * and refuses what lies in no zone of its own. Its SOA comes along wherever there is
 * nothing to say.
 */

/** Seconds of SOA, NS and negative answers, whatever the configuration of k8gb says. */
const zoneTtl = 30;
const plainUdpSize = 512;
const largestUdpSize = 1232;

/**
 * The answer to one message, octets in and out. Undefined where silence is the answer:
 * to what holds no id, and to answers.
 */
export function answerAsCoreDns(
  records: ZoneRecords,
  bytes: Uint8Array,
  transport: 'udp' | 'tcp',
): Uint8Array | undefined {
  let request: Message;
  try {
    const { id, response, opcode } = decodeHeader(bytes);
    if (response) return undefined;
    if (opcode !== 'QUERY') {
      const fields = { id, response: true, opcode, rcode: 'NOTIMP' } as const;
      return encodeMessage(createMessage(fields));
    }
    request = decodeMessage(bytes);
  } catch (error) {
    if (error instanceof DnsFormatError) return formatError(bytes);
    throw error;
  }
  const edns = request.edns && {
    udpPayloadSize: largestUdpSize,
    version: 0,
    dnssecOk: request.edns.dnssecOk,
    options: [],
  };
  const asked = request.edns?.udpPayloadSize ?? plainUdpSize;
  const udpSize = Math.min(Math.max(asked, plainUdpSize), largestUdpSize);
  return encodeMessage(
    createResponse(request, { ...answerFields(records, request), edns }),
    { maxSize: transport === 'tcp' ? MAX_MESSAGE_LENGTH : udpSize },
  );
}

function formatError(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < 12) return undefined;
  const id = bytes[0] * 256 + bytes[1];
  return encodeMessage(createMessage({ id, response: true, rcode: 'FORMERR' }));
}

function answerFields(
  records: ZoneRecords,
  { questions }: Message,
): Partial<Message> {
  if (questions.length !== 1) return { rcode: 'FORMERR' };
  const [question] = questions;
  const name = canonicalName(question.name);
  const zone = question.class === 'IN' ? records.zoneOf(name) : undefined;
  if (zone === undefined) return { rcode: 'REFUSED' };
  if (name === zone) return answerAtApex(zone, question);
  const startOfAuthority = [startOf(zone)];
  // The made-up name server and the names around it are there, and hold nothing.
  if (name === `dns.${zone}` || name.endsWith(`.dns.${zone}`)) {
    return { authorities: startOfAuthority };
  }
  const found = records.at(name);
  if (!found) return { rcode: 'NXDOMAIN', authorities: startOfAuthority };
  if (question.type !== 'A') return { authorities: startOfAuthority };
  return {
    answers: found.targets.map(address => ({
      name: question.name,
      type: 'A',
      class: 'IN',
      ttl: found.ttl,
      data: { address },
    })),
  };
}

function answerAtApex(zone: string, { type }: Question): Partial<Message> {
  if (type === 'SOA') {
    return { answers: [startOf(zone)], authorities: [nameServerOf(zone)] };
  }
  if (type === 'NS') return { answers: [nameServerOf(zone)] };
  return { authorities: [startOf(zone)] };
}

function nameServerOf(zone: string): ResourceRecord {
  return {
    name: zone,
    type: 'NS',
    class: 'IN',
    ttl: zoneTtl,
    data: { target: `ns1.dns.${zone}` },
  };
}

function startOf(zone: string): ResourceRecord {
  return {
    name: zone,
    type: 'SOA',
    class: 'IN',
    ttl: zoneTtl,
    data: {
      primary: `ns1.dns.${zone}`,
      mailbox: `hostmaster.dns.${zone}`,
      // Secondaries go by it, and there are none.
      serial: 1,
      refresh: 7200,
      retry: 1800,
      expire: 86_400,
      minimum: zoneTtl,
    },
  };
}
