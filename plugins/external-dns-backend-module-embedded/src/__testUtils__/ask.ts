import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import {
  createMessage,
  decodeMessage,
  encodeMessage,
  FrameSplitter,
  frameMessage,
  Message,
  RecordType,
} from '@openova/dns-wire';

/** A query for one name, as a resolver without recursion sends it. */
export function query(
  name: string,
  type: RecordType,
  fields: Partial<Message> = {},
): Message {
  return createMessage({
    id: 4711,
    questions: [{ name, type, class: 'IN' }],
    ...fields,
  });
}

/**
 * One message over UDP and its answer, as octets. Asks again as resolvers do, since
 * a full socket buffer loses packets.
 */
export async function sendUdp(
  port: number,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const socket = createSocket('udp4');
  const send = () => socket.send(bytes, port, '127.0.0.1');
  const again = setInterval(send, 250);
  try {
    send();
    const [answer]: Uint8Array[] = await once(socket, 'message', {
      signal: AbortSignal.timeout(20_000),
    });
    return answer;
  } finally {
    clearInterval(again);
    socket.close();
  }
}

/** A question over UDP and its answer. */
export async function askUdp(port: number, message: Message): Promise<Message> {
  return decodeMessage(await sendUdp(port, encodeMessage(message)));
}

/** Questions over one TCP connection, sent at once, and their answers. */
export async function askTcp(
  port: number,
  messages: readonly Message[],
): Promise<Message[]> {
  const socket = connect(port, '127.0.0.1');
  try {
    const frames = messages.map(each => frameMessage(encodeMessage(each)));
    socket.write(Buffer.concat(frames));
    const splitter = new FrameSplitter();
    const answers: Message[] = [];
    for await (const chunk of socket) {
      answers.push(...splitter.push(chunk).map(decodeMessage));
      if (answers.length >= messages.length) break;
    }
    return answers;
  } finally {
    socket.destroy();
  }
}
