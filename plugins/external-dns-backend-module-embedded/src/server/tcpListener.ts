import { createServer, Socket } from 'node:net';
import { AddressInfo } from 'node:net';
import { FrameSplitter, frameMessage } from '@openova/dns-wire';
import { Answer, Listener, ListenOptions } from './listener';

/** What one listener lets its askers have (RFC 7766 section 6.2). */
export interface TcpLimits {
  /** Open connections; one more closes the one that was quiet for longest. */
  connections: number;
  /** Milliseconds in which the next question has to be there, whole. */
  patience: number;
  /** Octets of answers that wait for the asker to read; no question is read meanwhile. */
  unread: number;
}

const defaultLimits: TcpLimits = {
  connections: 128,
  patience: 10_000,
  unread: 256 * 1024,
};

/** Opens a TCP port. Rejects with the system's error when it cannot be had. */
export async function listenTcp(
  options: ListenOptions,
  limits: TcpLimits = defaultLimits,
): Promise<Listener> {
  // In the order of their last question: the first was quiet for longest.
  const connections = new Set<Socket>();
  const server = createServer({ noDelay: true }, socket => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    if (connections.size > limits.connections) {
      const [quietest] = connections;
      quietest.destroy();
    }
    converse(socket, options.answer, limits, () => {
      connections.delete(socket);
      connections.add(socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.address, port: options.port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', options.onLost);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of connections) socket.destroy();
      }),
  };
}

/** Any number of questions on one connection, answered in their order. */
function converse(
  socket: Socket,
  answer: Answer,
  limits: TcpLimits,
  onQuestion: () => void,
): void {
  const splitter = new FrameSplitter();
  // Counts to the next whole question, so that octets dripped one by one, or an
  // asker who does not read, hold a connection no longer than silence does.
  let patience = setTimeout(() => socket.destroy(), limits.patience);
  socket.on('data', chunk => {
    for (const message of splitter.push(chunk)) {
      clearTimeout(patience);
      patience = setTimeout(() => socket.destroy(), limits.patience);
      onQuestion();
      const answered = answer(message, 'tcp');
      if (!answered) {
        socket.destroy();
        return;
      }
      socket.write(frameMessage(answered));
    }
    if (socket.writableLength > limits.unread) socket.pause();
  });
  socket.on('drain', () => socket.resume());
  socket.once('close', () => clearTimeout(patience));
  // A reset by the asker; 'close' follows.
  socket.on('error', () => {});
}
