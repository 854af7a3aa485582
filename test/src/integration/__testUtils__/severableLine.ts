import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/**
 * A way to a server that can be cut: what goes through it stops at once, without a
 * word, as when a machine loses its network.
 */
export class SeverableLine {
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(private readonly server: Server) {}

  static async to(target: { host: string; port: number }) {
    const server = createServer();
    const line = new SeverableLine(server);
    server.on('connection', socket => line.#join(socket, target));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on nothing passes, and connections neither end nor answer. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise(resolve => this.server.close(resolve));
  }

  #join(near: Socket, target: { host: string; port: number }): void {
    this.#keep(near);
    if (this.#isCut) {
      near.pause();
      return;
    }
    const far = connect(target);
    this.#keep(far);
    this.#forward(near, far);
    this.#forward(far, near);
  }

  #forward(from: Socket, to: Socket): void {
    from.on('data', bytes => {
      if (!this.#isCut) to.write(bytes);
    });
    from.on('close', () => to.destroy());
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    // A line that is torn down from either side is no error of the test.
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
