import { Answer, Listener } from './listener';
import { listenTcp } from './tcpListener';
import { listenUdp } from './udpListener';

/** Attempts to find a free port that UDP and TCP both have. */
const attemptsForFreePort = 20;

/** One address and port, over UDP and TCP. */
export class DnsServer {
  private listeners: Listener[] = [];
  private lost: Error | undefined;

  constructor(
    private readonly options: {
      address: string;
      /** 0: any that is free. */
      port: number;
      answer: Answer;
    },
  ) {}

  /** The port that is open; undefined while none is. */
  get port(): number | undefined {
    return this.lost ? undefined : this.listeners[0]?.port;
  }

  /** Opens the port unless it is. Rejects with the system's error when it is taken. */
  async open(): Promise<void> {
    if (this.port !== undefined) return;
    await this.close();
    const attempts = this.options.port === 0 ? attemptsForFreePort : 1;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.openBoth();
        return;
      } catch (error) {
        await this.close();
        if (attempt === attempts) throw error;
      }
    }
  }

  async close(): Promise<void> {
    const closing = this.listeners;
    this.listeners = [];
    this.lost = undefined;
    await Promise.all(closing.map(listener => listener.close()));
  }

  private async openBoth(): Promise<void> {
    const { address, port, answer } = this.options;
    const onLost = (error: Error) => {
      this.lost = error;
    };
    const udp = await listenUdp({ address, port, answer, onLost });
    this.listeners.push(udp);
    this.listeners.push(
      await listenTcp({ address, port: udp.port, answer, onLost }),
    );
  }
}
