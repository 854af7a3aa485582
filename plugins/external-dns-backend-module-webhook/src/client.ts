import {
  jsonElements,
  ProviderContext,
  ProviderError,
} from '@openova/backstage-plugin-external-dns-node';
import { Endpoint } from '@openova/dns-engine';
import { isHeaderValue, WebhookEntry } from './entry';
import { answerError, Attempt, connectionError } from './errors';
import {
  isMediaType,
  mediaType,
  ProtocolError,
  readEndpoint,
  readEndpoints,
  readFilter,
  WebhookChanges,
  WebhookFilter,
} from './protocol';

interface Request {
  /** As in `The webhook at ... failed when it was asked to ...`. */
  what: string;
  path: string;
  body?: object;
  writes?: boolean;
}

/** Characters of a webhook's own words that a sentence of ours repeats. */
const longestQuote = 300;

/**
 * ExternalDNS's webhook protocol, one method a call. Nothing is sent twice.
 *
 * @internal
 */
export class WebhookClient {
  constructor(private readonly entry: WebhookEntry) {}

  /** Version and domain filter. */
  async negotiate(context: ProviderContext): Promise<WebhookFilter> {
    const request = { what: 'name its domains', path: '/' };
    const response = await this.#send(request, context);
    const contentType = response.headers.get('content-type') ?? '';
    if (isMediaType(contentType)) {
      return this.#read(response, request, context, readFilter);
    }
    await response.body?.cancel();
    throw new ProviderError(
      'InvalidConfig',
      `What answers at ${
        this.entry.url
      } does not speak version 1 of ExternalDNS's webhook protocol (its content type is "${contentType.slice(
        0,
        100,
      )}"): check ${this.entry.path}.url`,
    );
  }

  /** Everything that the webhook holds, of all zones, as it comes. */
  async *records(context: ProviderContext): AsyncGenerator<Endpoint> {
    const request = { what: 'list its records', path: '/records' };
    const response = await this.#send(request, context);
    let index = 0;
    try {
      const elements = jsonElements(nullAsList(this.#chunksOf(response)));
      for await (const element of elements) {
        yield readEndpoint(element, `[${index}]`);
        index += 1;
      }
    } catch (error) {
      throw this.#readError(error, request, context);
    }
  }

  /** What the service would store for each. */
  async adjust(
    endpoints: readonly Endpoint[],
    context: ProviderContext,
  ): Promise<Endpoint[]> {
    const request = {
      what: 'adjust endpoints',
      path: '/adjustendpoints',
      body: endpoints,
    };
    const response = await this.#send(request, context);
    return this.#read(response, request, context, readEndpoints);
  }

  /** @throws WriteFailed where only what stands can tell what became of it. */
  async apply(
    changes: WebhookChanges,
    context: ProviderContext,
  ): Promise<void> {
    const response = await this.#send(
      {
        what: 'apply the changes',
        path: '/records',
        body: changes,
        writes: true,
      },
      context,
    );
    if (response.status === 204) return;
    await response.body?.cancel();
    throw new ProviderError(
      'Unavailable',
      `The webhook at ${this.entry.url} took changes with status ${response.status}, where the protocol has 204: what became of them is read again`,
    );
  }

  /** An answer that says yes, its body unread. */
  async #send(
    request: Request,
    { signal, budget }: ProviderContext,
  ): Promise<Response> {
    const { url, timeout } = this.entry;
    const body =
      request.body === undefined ? undefined : this.#bodyOf(request.body);
    signal.throwIfAborted();
    const headers = await this.#headers();
    await budget.take(request.writes ? { write: true } : undefined);
    signal.throwIfAborted();
    let failure: { status: number; headers: Headers; said: string };
    try {
      const response = await fetch(`${url}${request.path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...headers,
          accept: mediaType,
          ...(body !== undefined && { 'content-type': mediaType }),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      if (response.ok) return response;
      failure = {
        status: response.status,
        headers: response.headers,
        said: quote(await this.#textOf(response), Object.values(headers)),
      };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ProviderError) throw error;
      throw connectionError(error, this.#attempt(request), timeout);
    }
    throw answerError(failure, this.#attempt(request));
  }

  #attempt({ what, writes }: Request): Attempt {
    const { url, path } = this.entry;
    return { what, writes, url, path };
  }

  /** @throws ProviderError `Rejected` where it is too large; the backend halves it. */
  #bodyOf(body: object): string {
    const text = JSON.stringify(body);
    const { maxBodySize, path } = this.entry;
    if (Buffer.byteLength(text) <= maxBodySize) return text;
    throw new ProviderError(
      'Rejected',
      `The request would be larger than ${path}.maxBodySize, ${maxBodySize} bytes`,
    );
  }

  async #headers(): Promise<Record<string, string>> {
    const headers: Record<string, string> = {};
    for (const [name, secret] of this.entry.headers) {
      const value = await secret.reveal();
      if (!isHeaderValue(value)) {
        throw new ProviderError(
          'InvalidConfig',
          `${this.entry.path}.headerFiles.${name}: the file has a character that no header may have`,
        );
      }
      headers[name] = value;
    }
    return headers;
  }

  async #textOf(response: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#chunksOf(response)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  async *#chunksOf(response: Response): AsyncGenerator<Uint8Array> {
    const { maxBodySize, url, path } = this.entry;
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > maxBodySize) {
        throw new ProviderError(
          'InvalidConfig',
          `The answer of the webhook at ${url} is larger than ${maxBodySize} bytes: raise ${path}.maxBodySize, if that many records are meant to be there`,
        );
      }
      yield chunk;
    }
  }

  async #read<Value>(
    response: Response,
    request: Request,
    context: ProviderContext,
    read: (body: unknown) => Value,
  ): Promise<Value> {
    try {
      const body: unknown = JSON.parse(await this.#textOf(response));
      return read(body);
    } catch (error) {
      throw this.#readError(error, request, context);
    }
  }

  /** Of an answer that was not read to its end. */
  #readError(
    error: unknown,
    request: Request,
    { signal }: ProviderContext,
  ): Error {
    signal.throwIfAborted();
    if (error instanceof ProviderError) return error;
    const isProtocolError = error instanceof ProtocolError;
    if (!isProtocolError && !(error instanceof SyntaxError)) {
      const { timeout } = this.entry;
      return connectionError(error, this.#attempt(request), timeout);
    }
    const where = isProtocolError
      ? error.message
      : 'it is no JSON, or no list where one is due';
    return new ProviderError(
      'Unavailable',
      `The webhook at ${this.entry.url} was asked to ${request.what}, and its answer is none of the protocol: ${where}`,
    );
  }
}

/** Go writes an empty list as null. */
async function* nullAsList(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const isNull =
      chunk.length < 10 && Buffer.from(chunk).toString().trim() === 'null';
    yield isNull ? Buffer.from('[]') : chunk;
  }
}

/** A webhook's own words on one line, without what we told it in secret. */
function quote(text: string, secrets: readonly string[]): string {
  let said = text.replace(/\s+/g, ' ').trim();
  if (said.startsWith('<')) return '';
  // Of `Bearer token`, the token alone as well.
  for (const secret of secrets.flatMap(each => [each, ...each.split(/\s+/)])) {
    if (secret.length >= 6) said = said.replaceAll(secret, '***');
  }
  return said.length > longestQuote
    ? `${said.slice(0, longestQuote)}...`
    : said;
}
