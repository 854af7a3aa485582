import { readFile } from 'node:fs/promises';
import { connect as connectTcp, isIP, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { FrameSplitter, frameMessage } from '@openova/dns-wire';
import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { sentenceOf, systemErrorCode } from '../systemError';

/** Milliseconds until another host is tried: well within one request's patience. */
const connectTimeout = 3_000;
/** Milliseconds of silence after which an answer counts as lost. */
const silenceTimeout = 6_000;

/** A primary server. @internal */
export interface Host {
  /** Name or address. */
  host: string;
  port: number;
}

/** How to speak TLS; paths of PEM files, which are read for each connection. @internal */
export interface TlsOptions {
  caFile?: string;
  certFile?: string;
  keyFile?: string;
  /** The name that the certificate must have; default: the host. */
  serverName?: string;
  skipVerify: boolean;
  /** Where it was configured, for messages. */
  path: string;
}

/** The server was not reached, or the connection was lost. @internal */
export class ConnectionError extends Error {}

/**
 * One TCP or TLS connection, for messages there and back. UDP is not used: an UPDATE
 * that is sent again because an answer was lost could meet what it did itself.
 *
 * @internal
 */
export class Connection {
  readonly #splitter = new FrameSplitter();
  readonly #waiting: Uint8Array[] = [];
  readonly #chunks: AsyncIterator<Buffer>;

  private constructor(
    private readonly socket: Socket,
    readonly host: Host,
    private readonly release: () => void,
  ) {
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  /**
   * @throws ConnectionError where the server cannot be reached; nothing was sent.
   * @throws {@link ProviderError} `InvalidConfig` where a file of `tls` cannot be read.
   */
  static async open(
    host: Host,
    tls: TlsOptions | undefined,
    signal: AbortSignal,
  ): Promise<Connection> {
    const socket = tls
      ? connectTls({ ...host, ...(await secureContext(host, tls)) })
      : connectTcp(host);
    const giveUp = () => socket.destroy(new ConnectionError('was given up'));
    signal.addEventListener('abort', giveUp, { once: true });
    const release = () => signal.removeEventListener('abort', giveUp);
    try {
      await ready(socket, tls ? 'secureConnect' : 'connect');
      signal.throwIfAborted();
    } catch (error) {
      release();
      socket.destroy();
      signal.throwIfAborted();
      throw new ConnectionError(
        `${nameOf(host)} cannot be reached: ${sentenceOf(error)}`,
        { cause: error },
      );
    }
    socket.setNoDelay(true);
    socket.setTimeout(silenceTimeout, () =>
      socket.destroy(new ConnectionError('no answer came')),
    );
    return new Connection(socket, host, release);
  }

  send(message: Uint8Array): void {
    this.socket.write(frameMessage(message));
  }

  /**
   * The next message.
   *
   * @throws ConnectionError where the connection ends or is silent before.
   */
  async next(): Promise<Uint8Array> {
    try {
      for (;;) {
        const message = this.#waiting.shift();
        if (message) return message;
        const { done, value } = await this.#chunks.next();
        if (done) throw new ConnectionError('it was closed');
        this.#waiting.push(...this.#splitter.push(value));
      }
    } catch (error) {
      throw new ConnectionError(
        `The connection to ${nameOf(this.host)} was lost: ${sentenceOf(error)}`,
        { cause: error },
      );
    }
  }

  close(): void {
    this.release();
    this.socket.destroy();
  }
}

/** For messages. @internal */
export function nameOf({ host, port }: Host): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

function ready(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new ConnectionError('no answer came')),
      connectTimeout,
    );
    socket.once('close', () => {
      clearTimeout(timer);
      reject(new ConnectionError('it was closed'));
    });
    // Later errors reach whoever iterates.
    socket.on('error', error => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once(event, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function secureContext(host: Host, tls: TlsOptions) {
  const [ca, cert, key] = await Promise.all([
    contents(tls.caFile, `${tls.path}.tlsCa`),
    contents(tls.certFile, `${tls.path}.tlsClientCert`),
    contents(tls.keyFile, `${tls.path}.tlsClientCertKey`),
  ]);
  const serverName = tls.serverName ?? (isIP(host.host) ? '' : host.host);
  return {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(serverName && { servername: serverName }),
    rejectUnauthorized: !tls.skipVerify,
    // Zone transfers over TLS ask for it (RFC 9103 section 7.1).
    ALPNProtocols: ['dot'],
    minVersion: 'TLSv1.2' as const,
  };
}

async function contents(
  file: string | undefined,
  path: string,
): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file);
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unreadable';
    throw new ProviderError(
      'InvalidConfig',
      `${path}: the file ${file} cannot be read (${code})`,
    );
  }
}
