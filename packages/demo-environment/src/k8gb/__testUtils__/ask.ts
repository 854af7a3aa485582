import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import {
  createMessage,
  decodeMessage,
  encodeMessage,
  frameMessage,
  FrameSplitter,
  hasData,
  Message,
  rdataToTarget,
  RecordType,
  SectionRecord,
} from '@openova/dns-wire';

export interface Address {
  address: string;
  port: number;
}

function query(name: string, type: RecordType): Uint8Array {
  return encodeMessage(
    createMessage({ id: 4711, questions: [{ name, type, class: 'IN' }] }),
  );
}

/** Asks as a resolver does: RD=0, over UDP. */
export async function askOverUdp(
  { address, port }: Address,
  name: string,
  type: RecordType = 'A',
): Promise<Message> {
  const socket = createSocket('udp4');
  try {
    const answered = once(socket, 'message');
    socket.send(query(name, type), port, address);
    const [answer] = await answered;
    return decodeMessage(answer);
  } finally {
    socket.close();
  }
}

/** Asks over TCP, the question cut in two. Rejects when the server hangs up. */
export async function askOverTcp(
  { address, port }: Address,
  name: string,
  type: RecordType = 'A',
): Promise<Message> {
  const socket = connect({ host: address, port });
  const splitter = new FrameSplitter();
  try {
    await once(socket, 'connect');
    const framed = frameMessage(query(name, type));
    socket.write(framed.subarray(0, 5));
    socket.write(framed.subarray(5));
    for await (const chunk of socket) {
      const [answer] = splitter.push(chunk);
      if (answer) return decodeMessage(answer);
    }
    throw new Error('the server hung up');
  } finally {
    socket.destroy();
  }
}

/** A record as a zone file has it: name, TTL, type, data. */
export function inText(record: SectionRecord): string {
  const data = hasData(record) ? rdataToTarget(record) : '';
  return `${record.name} ${record.ttl} ${record.type} ${data}`;
}

/** The addresses of an answer, sorted; its response code where it is no answer. */
export function addressesIn(answer: Message): string[] | string {
  if (answer.rcode !== 'NOERROR') return answer.rcode;
  return answer.answers
    .flatMap(record => (hasData(record) ? [rdataToTarget(record)] : []))
    .sort();
}
