import {
  createServer,
  IncomingMessage,
  OutgoingHttpHeaders,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, ServerOptions } from 'node:https';
import { AddressInfo } from 'node:net';

/**
 * What every fake stands on: an HTTP server on loopback, at a port that is free. A
 * request that its fake cannot answer at all is a violation, and has no answer.
 */
export class LoopbackServer {
  /** What the fake itself got wrong. */
  readonly violations: string[] = [];
  readonly #server: Server;
  readonly #usesTls: boolean;

  /** @param tls - With a certificate for `localhost`; left out: plain HTTP. */
  constructor(
    serve: (
      request: IncomingMessage,
      response: ServerResponse,
    ) => Promise<void>,
    tls?: Pick<ServerOptions, 'cert' | 'key'>,
  ) {
    const listener: RequestListener = (request, response) => {
      serve(request, response).catch((error: unknown) => {
        this.violations.push(String(error));
        response.destroy();
      });
    };
    this.#usesTls = tls !== undefined;
    this.#server = tls
      ? createTlsServer(tls, listener)
      : createServer(listener);
  }

  async start(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  /**
   * Closes it.
   *
   * @param name - What the test calls the fake.
   * @throws where there was a violation: then no test counts.
   */
  async stop(name = 'fake'): Promise<void> {
    await this.close();
    if (this.violations.length > 0) {
      throw new Error(`The ${name} was wrong: ${this.violations.join('; ')}`);
    }
  }

  /** Without a slash at its end. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    // The name is what the certificate is for.
    return this.#usesTls
      ? `https://localhost:${port}`
      : `http://127.0.0.1:${port}`;
  }
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Undefined where there is nothing; the text itself where it is no JSON. */
export function jsonOrText(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An answer within which the connection ends. */
export function sendHalf(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  text: string,
): void {
  response.writeHead(status, {
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.write(text.slice(0, Math.floor(text.length / 2)), () =>
    response.destroy(),
  );
}

/** How often each kind of call was made. */
export function callCounts(
  calls: readonly { kind: string }[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of calls) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
