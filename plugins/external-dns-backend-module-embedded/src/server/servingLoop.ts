import { LoggerService } from '@backstage/backend-plugin-api';
import { ZoneFollower } from '../store/zoneFollower';
import { DnsServer } from './dnsServer';

/** Milliseconds between two looks at the database and the port. */
const interval = 1000;

/**
 * Keeps a server open and its zones up to date, once a second: other replicas write
 * to the same database, and a port that is taken may become free.
 */
export class ServingLoop {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private portTrouble: string | undefined;
  private zoneTrouble: string | undefined;

  constructor(
    private readonly parts: {
      server: DnsServer;
      follower: ZoneFollower;
      logger: LoggerService;
      /** Of the entry, for messages. */
      path: string;
    },
  ) {}

  /** Resolves when the port is open, or was found to be taken. Never rejects. */
  async start(): Promise<void> {
    await this.openPort();
    this.schedule();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.parts.server.close();
  }

  /** Why the port is not open. */
  sentence(): string {
    return this.portTrouble ?? `${this.parts.path} does not listen yet`;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(async () => {
      await this.openPort();
      await this.followZones();
      this.schedule();
    }, interval);
    this.timer.unref();
  }

  private async openPort(): Promise<void> {
    const { server, logger, path } = this.parts;
    if (this.stopped || server.port !== undefined) return;
    try {
      await server.open();
      if (this.stopped) await server.close();
      else
        logger.info(`The embedded DNS server listens on port ${server.port}`);
      this.portTrouble = undefined;
    } catch (error) {
      const trouble = `${path}.listen cannot be opened (${messageOf(
        error,
      )}): free the port or choose another`;
      if (this.portTrouble !== trouble) logger.error(trouble);
      this.portTrouble = trouble;
    }
  }

  private async followZones(): Promise<void> {
    const { follower, logger } = this.parts;
    try {
      await follower.catchUp();
      if (this.zoneTrouble)
        logger.info('The embedded DNS server reads its zones again');
      this.zoneTrouble = undefined;
    } catch (error) {
      const trouble = `The embedded DNS server cannot read its zones and answers as they were (${messageOf(
        error,
      )})`;
      if (this.zoneTrouble !== trouble) logger.error(trouble);
      this.zoneTrouble = trouble;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
