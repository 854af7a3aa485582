import {
  createMessage,
  decodeMessage,
  encodeMessage,
  hasData,
  rdataToTarget,
  SectionRecord,
} from '@openova/dns-wire';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** An answer by its sections, each record as `NAME TYPE DATA`, sorted. */
export interface Sections {
  isAuthoritative: boolean;
  answer: string[];
  authority: string[];
  additional: string[];
}

/** Asks a server for the name servers of a zone as a resolver does: RD=0, over UDP. */
export async function referralOf(
  port: number,
  zone: string,
): Promise<Sections> {
  const socket = createSocket('udp4');
  try {
    const query = createMessage({
      id: 4711,
      questions: [{ name: zone, type: 'NS', class: 'IN' }],
    });
    const answered = once(socket, 'message', {
      signal: AbortSignal.timeout(10_000),
    });
    socket.send(encodeMessage(query), port, '127.0.0.1');
    const [bytes] = await answered;
    const message = decodeMessage(bytes);
    return {
      isAuthoritative: message.authoritative,
      answer: inText(message.answers),
      authority: inText(message.authorities),
      additional: inText(message.additionals),
    };
  } finally {
    socket.close();
  }
}

function inText(records: readonly SectionRecord[]): string[] {
  return records
    .filter(hasData)
    .map(record => `${record.name} ${record.type} ${rdataToTarget(record)}`)
    .map(text => text.toLowerCase().replace(/\.(?= |$)/g, ''))
    .sort();
}

/** What the zone above answers while these name servers, with these addresses, are named. */
export function referralTo(
  zone: string,
  servers: Readonly<Record<string, string>>,
): Sections {
  const entries = Object.entries(servers).sort();
  return {
    isAuthoritative: false,
    answer: [],
    authority: entries.map(([name]) => `${zone} ns ${name}`),
    additional: entries.map(([name, address]) => `${name} a ${address}`),
  };
}
