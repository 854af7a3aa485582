import {
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
  readEndpoints,
  readFilter,
  WebhookChanges,
  WebhookFilter,
} from './protocol';

/** The answer of a request, read to its end. */
interface Answer {
  status: number;
  headers: Headers;
  text: string;
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
    const what = 'name its domains';
    const answer = await this.#send({ what, path: '/' }, context);
    const contentType = answer.headers.get('content-type') ?? '';
    if (!isMediaType(contentType)) {
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
    return this.#read(answer, what, readFilter);
  }

  /** Everything that the webhook holds, of all zones. */
  async records(context: ProviderContext): Promise<Endpoint[]> {
    const what = 'list its records';
    const answer = await this.#send({ what, path: '/records' }, context);
    return this.#read(answer, what, readEndpoints);
  }

  /** What the service would store for each. */
  async adjust(
    endpoints: readonly Endpoint[],
    context: ProviderContext,
  ): Promise<Endpoint[]> {
    const what = 'adjust endpoints';
    const answer = await this.#send(
      { what, path: '/adjustendpoints', body: endpoints },
      context,
    );
    return this.#read(answer, what, readEndpoints);
  }

  /** @throws WriteFailed where only what stands can tell what became of it. */
  async apply(
    changes: WebhookChanges,
    context: ProviderContext,
  ): Promise<void> {
    const answer = await this.#send(
      {
        what: 'apply the changes',
        path: '/records',
        body: changes,
        writes: true,
      },
      context,
    );
    if (answer.status === 204) return;
    throw new ProviderError(
      'Unavailable',
      `The webhook at ${this.entry.url} took changes with status ${answer.status}, where the protocol has 204: what became of them is read again`,
    );
  }

  async #send(
    request: { what: string; path: string; body?: object; writes?: boolean },
    { signal, budget }: ProviderContext,
  ): Promise<Answer> {
    const { what, path, writes } = request;
    const { url, timeout } = this.entry;
    const attempt: Attempt = { what, writes, url, path: this.entry.path };
    const body =
      request.body === undefined ? undefined : this.#bodyOf(request.body);
    signal.throwIfAborted();
    const headers = await this.#headers();
    await budget.take(writes ? { write: true } : undefined);
    signal.throwIfAborted();
    let answer: Answer;
    try {
      const response = await fetch(`${url}${path}`, {
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
      answer = {
        status: response.status,
        headers: response.headers,
        text: await this.#textOf(response),
      };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ProviderError) throw error;
      throw connectionError(error, attempt, timeout);
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    const said = quote(answer.text, Object.values(headers));
    throw answerError({ ...answer, said }, attempt);
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
    const { maxBodySize, url, path } = this.entry;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > maxBodySize) {
        throw new ProviderError(
          'InvalidConfig',
          `The answer of the webhook at ${url} is larger than ${maxBodySize} bytes: raise ${path}.maxBodySize, if that many records are meant to be there`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #read<Value>(
    { text }: Answer,
    what: string,
    read: (body: unknown) => Value,
  ): Value {
    const { url } = this.entry;
    try {
      const body: unknown = JSON.parse(text);
      return read(body);
    } catch (error) {
      const where =
        error instanceof ProtocolError ? error.message : 'it is no JSON';
      throw new ProviderError(
        'Unavailable',
        `The webhook at ${url} was asked to ${what}, and its answer is none of the protocol: ${where}`,
      );
    }
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
