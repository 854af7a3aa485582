import { createSocket } from 'node:dgram';
import { AddressInfo, createServer, Socket } from 'node:net';
import { frameMessage, FrameSplitter } from '@openova/dns-wire';

/** How a name server listens and answers. */
export interface NameServerOptions {
  /** An IPv4 address of this machine. */
  address: string;
  /** 0: any that is free, the same for UDP and TCP. */
  port: number;
  /** Octets in, octets out; undefined is silence. */
  answer(message: Uint8Array, transport: 'udp' | 'tcp'): Uint8Array | undefined;
}

/** A name server that listens. */
export interface NameServer {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Milliseconds that a connection may be quiet. */
const patience = 10_000;
const triesForBothPorts = 20;

/**
 * Listens on UDP and TCP of one port. Rejects with the system's error where the address
 * is none of this machine (EADDRNOTAVAIL) or the port is taken (EADDRINUSE).
 */
export async function startNameServer(
  options: NameServerOptions,
): Promise<NameServer> {
  for (let tries = 1; ; tries++) {
    const tcp = await listenTcp(options);
    try {
      const udp = await listenUdp({ ...options, port: tcp.port });
      const close = async () => {
        await Promise.all([tcp.close(), udp.close()]);
      };
      return { address: options.address, port: tcp.port, close };
    } catch (error) {
      await tcp.close();
      // A free TCP port whose UDP sibling is taken: only where any port will do.
      if (options.port !== 0 || tries === triesForBothPorts) throw error;
    }
  }
}

async function listenTcp({ address, port, answer }: NameServerOptions) {
  const connections = new Set<Socket>();
  const server = createServer({ noDelay: true }, socket => {
    connections.add(socket);
    const splitter = new FrameSplitter();
    socket.setTimeout(patience, () => socket.destroy());
    socket.once('close', () => connections.delete(socket));
    // A reset by the asker; 'close' follows.
    socket.on('error', () => {});
    socket.on('data', chunk => {
      for (const message of splitter.push(chunk)) {
        const answered = answer(message, 'tcp');
        if (!answered) {
          socket.destroy();
          return;
        }
        socket.write(frameMessage(answered));
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        for (const socket of connections) socket.destroy();
      }),
  };
}

async function listenUdp({ address, port, answer }: NameServerOptions) {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', error => {
      socket.close();
      reject(error);
    });
    socket.bind({ address, port }, () => {
      socket.removeAllListeners('error');
      resolve();
    });
  });
  // What cannot be sent is lost, as datagrams are.
  socket.on('error', () => {});
  socket.on('message', (message, sender) => {
    const answered = answer(message, 'udp');
    if (answered) socket.send(answered, sender.port, sender.address, () => {});
  });
  return {
    close: () => new Promise<void>(resolve => socket.close(() => resolve())),
  };
}
