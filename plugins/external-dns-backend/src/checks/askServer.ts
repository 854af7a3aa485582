import {
  createMessage,
  decodeMessage,
  encodeMessage,
  frameMessage,
  FrameSplitter,
  Message,
  namesEqual,
  RecordType,
} from '@openova/dns-wire';
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createConnection, isIPv6 } from 'node:net';

/** Where a name server listens. */
export interface ServerAddress {
  address: string;
  port: number;
}

/** One question for one server. `timeoutMs` is for UDP and TCP each. */
export interface ServerQuestion {
  server: ServerAddress;
  name: string;
  type: RecordType;
  timeoutMs: number;
  signal: AbortSignal;
  /** `tcp`: not over UDP first. */
  transport?: 'tcp';
}

/** What fits an unfragmented datagram nearly everywhere (DNS flag day 2020). */
const UDP_PAYLOAD_SIZE = 1232;

/**
 * Asks an authoritative server without recursion (RD=0), over UDP and again over
 * TCP when the answer is truncated.
 *
 * @throws an error with one sentence when there is no usable answer in time.
 */
export async function askServer(question: ServerQuestion): Promise<Message> {
  const query = createMessage({
    id: randomInt(65_536),
    questions: [{ name: question.name, type: question.type, class: 'IN' }],
    edns: {
      udpPayloadSize: UDP_PAYLOAD_SIZE,
      version: 0,
      dnssecOk: false,
      options: [],
    },
  });
  if (question.transport === 'tcp') return askOverTcp(question, query);
  const answer = await askOverUdp(question, query);
  return answer.truncated ? askOverTcp(question, query) : answer;
}

function askOverUdp(question: ServerQuestion, query: Message) {
  const { server } = question;
  const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
  return withinTime<Message>(question, 'UDP', (resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', bytes => {
      const answer = answerTo(query, bytes);
      // Anything else is a stray or forged datagram: go on waiting.
      if (answer) resolve(answer);
    });
    // Connected: the system drops datagrams from other senders and reports
    // a closed port at once.
    socket.connect(server.port, server.address, () =>
      socket.send(encodeMessage(query)),
    );
    return () => socket.close();
  });
}

function askOverTcp(question: ServerQuestion, query: Message) {
  const { server } = question;
  const splitter = new FrameSplitter();
  const socket = createConnection(server.port, server.address);
  return withinTime<Message>(question, 'TCP', (resolve, reject) => {
    socket.on('error', reject);
    socket.on('connect', () =>
      socket.write(frameMessage(encodeMessage(query))),
    );
    socket.on('data', chunk => {
      for (const bytes of splitter.push(chunk)) {
        const answer = answerTo(query, bytes);
        if (answer) resolve(answer);
        else reject(new Error('the answer belongs to another question'));
      }
    });
    socket.on('close', () => reject(new Error('the connection was closed')));
    return () => socket.destroy();
  });
}

/** The message if it answers the query; undefined if it is something else. */
function answerTo(query: Message, bytes: Uint8Array): Message | undefined {
  let answer: Message;
  try {
    answer = decodeMessage(bytes);
  } catch {
    return undefined;
  }
  const [asked] = query.questions;
  const [echoed] = answer.questions;
  const matches =
    answer.response &&
    answer.id === query.id &&
    (!echoed ||
      (namesEqual(echoed.name, asked.name) && echoed.type === asked.type));
  return matches ? answer : undefined;
}

function withinTime<T>(
  question: ServerQuestion,
  transport: string,
  ask: (
    resolve: (value: T) => void,
    reject: (error: Error) => void,
  ) => () => void,
): Promise<T> {
  const { server, signal, timeoutMs } = question;
  const where = `${server.address} port ${server.port} over ${transport}`;
  return new Promise<T>((resolve, reject) => {
    let close = () => {};
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      close();
    };
    const fail = (message: string) => {
      end();
      reject(new Error(message));
    };
    const giveUp = () => fail(`${where}: given up`);
    const timer = setTimeout(
      () => fail(`${where}: no answer within ${timeoutMs / 1000} s`),
      timeoutMs,
    );
    signal.addEventListener('abort', giveUp, { once: true });
    close = once(
      ask(
        value => {
          end();
          resolve(value);
        },
        error => fail(`${where}: ${error.message}`),
      ),
    );
  });
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
