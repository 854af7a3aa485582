import { IncomingMessage, ServerResponse } from 'node:http';
import { ValidateFunction } from 'ajv';
import {
  bodyOf,
  callCounts,
  jsonOrText,
  LoopbackServer,
} from '../loopbackServer';
import { Described, describedDefect } from './description';
import { validators, WebhookChanges, WebhookEndpoint } from './schemas';

/** Of every request and answer. */
const mediaType = 'application/external.dns.webhook+json;version=1';

/** What stands behind a webhook: some DNS service. */
export interface WebhookService {
  /** The domain filter, in any of its spellings. */
  filter(): object;
  records(): Promise<WebhookEndpoint[]>;
  adjust(endpoints: WebhookEndpoint[]): WebhookEndpoint[];
  /** @throws ServiceRefusal where the service does not take the changes. */
  apply(changes: WebhookChanges): Promise<void>;
}

/** The service's own words: the protocol has one status for them, 500. */
export class ServiceRefusal extends Error {}

/** What shall go wrong, until it is switched off. */
export type WebhookFault =
  | { kind: 'throttled'; retryAfter?: number }
  | { kind: 'fails before write'; status?: number }
  | { kind: 'fails after write'; status?: number }
  | { kind: 'cuts answer' }
  | { kind: 'may not write' }
  | { kind: 'answers'; path: string; status: number; body: string };

/** What is remembered of a request. */
export interface WebhookCall {
  /** `POST /records` and so on. */
  kind: string;
  status: number;
  body: unknown;
}

interface Answer {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

/**
 * The server's side of ExternalDNS's webhook protocol, on loopback, in front of any
 * service. It takes what the protocol says and nothing else. What it gets wrong itself
 * is in `violations`.
 */
export class WebhookServer {
  /** Headers that every request must have, in lower case. */
  readonly requiredHeaders = new Map<string, string>();
  contentType = mediaType;
  fault: WebhookFault | undefined;
  /** Every request, in order. */
  readonly calls: WebhookCall[] = [];
  readonly #server = new LoopbackServer((request, response) =>
    this.#serve(request, response),
  );
  readonly violations = this.#server.violations;
  readonly #service: WebhookService;

  private constructor(service: WebhookService) {
    this.#service = service;
  }

  static async start(service: WebhookService): Promise<WebhookServer> {
    const server = new WebhookServer(service);
    await server.#server.start();
    return server;
  }

  /** @throws where the server itself broke the protocol: then no test counts. */
  stop(): Promise<void> {
    return this.#server.stop('webhook');
  }

  get url(): string {
    return this.#server.url;
  }

  /** How often each kind of call was made. */
  callCounts(): Record<string, number> {
    return callCounts(this.calls);
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const text = (await bodyOf(request)).toString();
    const kind = `${request.method} ${request.url}`;
    const call: WebhookCall = { kind, status: 0, body: jsonOrText(text) };
    this.calls.push(call);
    const { fault } = this;
    const instead = faultAnswer(fault, kind);
    const answer =
      instead && fault?.kind !== 'fails after write'
        ? instead
        : await this.#answer(request, kind, call.body);
    const sent = instead ?? answer;
    call.status = sent.status;
    if (fault?.kind === 'cuts answer' && kind === 'POST /records') {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{', () => response.destroy());
      return;
    }
    response.writeHead(sent.status, {
      ...(sent.body !== undefined && { 'content-type': this.contentType }),
      ...sent.headers,
    });
    response.end(sent.body);
  }

  async #answer(
    request: IncomingMessage,
    kind: string,
    body: unknown,
  ): Promise<Answer> {
    const { headers } = request;
    for (const [name, value] of this.requiredHeaders) {
      if (headers[name] !== value) {
        return plain(401, 'who are you?');
      }
    }
    const routes: Record<string, () => Promise<Answer>> = {
      'GET /': async () =>
        this.#told(this.#service.filter(), 'filters', validators.filter),
      'GET /records': async () =>
        this.#told(
          await this.#service.records(),
          'endpoints',
          validators.endpoints,
        ),
      'POST /adjustendpoints': async () => {
        if (!validators.endpoints(body)) return invalid(validators.endpoints);
        this.#takes('endpoints', body);
        return this.#told(
          this.#service.adjust(body),
          'endpoints',
          validators.endpoints,
        );
      },
      'POST /records': async () => {
        if (!validators.changes(body)) return invalid(validators.changes);
        this.#takes('changes', body);
        const { updateOld = [], updateNew = [] } = body;
        if (updateOld.length !== updateNew.length) {
          return plain(400, 'updateOld and updateNew are not pairs');
        }
        await this.#service.apply(body);
        return { status: 204 };
      },
    };
    const route = routes[kind];
    if (!route) return plain(404, 'not found');
    if (headers.accept !== mediaType) {
      return plain(406, `accept must be ${mediaType}`);
    }
    if (request.method === 'POST' && headers['content-type'] !== mediaType) {
      return plain(415, `content-type must be ${mediaType}`);
    }
    try {
      return await route();
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      return plain(500, error.message);
    }
  }

  /** What a client sends and our schema takes, the description takes as well. */
  #takes(kind: Described, body: object): void {
    const defect = describedDefect(kind, body);
    if (defect !== undefined) this.violations.push(defect);
  }

  #told(
    body: object,
    kind: Described,
    validate: ValidateFunction<unknown>,
  ): Answer {
    const defect = validate(body)
      ? describedDefect(kind, body)
      : JSON.stringify(validate.errors);
    if (defect === undefined) {
      return { status: 200, body: JSON.stringify(body) };
    }
    this.violations.push(defect);
    return plain(500, 'the webhook broke its own rules');
  }
}

function faultAnswer(
  fault: WebhookFault | undefined,
  kind: string,
): Answer | undefined {
  const writes = kind === 'POST /records';
  switch (fault?.kind) {
    case 'throttled':
      return {
        ...plain(429, 'too many requests'),
        headers:
          fault.retryAfter === undefined
            ? {}
            : { 'retry-after': `${fault.retryAfter}` },
      };
    case 'answers':
      return kind.endsWith(` ${fault.path}`)
        ? plain(fault.status, fault.body)
        : undefined;
    case 'fails before write':
    case 'fails after write':
      return writes ? plain(fault.status ?? 503, 'try later') : undefined;
    case 'may not write':
      return writes ? plain(403, 'you may only look') : undefined;
    default:
      return undefined;
  }
}

function plain(status: number, body: string): Answer {
  return { status, body, headers: { 'content-type': 'text/plain' } };
}

function invalid(validate: ValidateFunction<unknown>): Answer {
  const [error] = validate.errors ?? [];
  return plain(400, `${error?.instancePath ?? ''} ${error?.message ?? ''}`);
}
