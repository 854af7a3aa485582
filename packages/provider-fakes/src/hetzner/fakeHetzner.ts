import { IncomingMessage, ServerResponse } from 'node:http';
import {
  bodyOf,
  callCounts,
  jsonOrText,
  LoopbackServer,
  sendHalf,
} from '../loopbackServer';
import { Actions } from './actions';
import { Faults, serverError } from './faults';
import { Answer, Call, Refusal, Request } from './messages';
import { answerRequest } from './routes';
import { answerSchemas } from './schemas';
import { VendorDescription } from './vendorDescription';
import { FakeZone } from './zone';

const { HETZNER_OPENAPI } = process.env;
const vendor = HETZNER_OPENAPI
  ? new VendorDescription(HETZNER_OPENAPI)
  : undefined;

/**
 * The Hetzner Cloud API for zones, record sets and actions, as strict as the real one,
 * on loopback. Each request and each answer is held against a description of the API;
 * what the fake itself gets wrong is in `violations`, and the client gets a 500.
 */
export class FakeHetzner {
  /** The token that is let in. */
  apiToken =
    'fakeToken0123456789012345678901234567890123456789abcdefghijklmnop';
  readonly faults = new Faults();
  readonly actions = new Actions();
  /** Requests of an hour; one less is left after each, and none comes back. */
  readonly rateLimit = 3600;
  remaining = this.rateLimit;
  /** Every request, in order. */
  readonly calls: Call[] = [];
  readonly #server = new LoopbackServer((request, response) =>
    this.#serve(request, response),
  );
  readonly violations = this.#server.violations;
  readonly #zones = new Map<number, FakeZone>();
  #lastZoneId = 100;

  private constructor() {}

  static async start(): Promise<FakeHetzner> {
    const fake = new FakeHetzner();
    await fake.#server.start();
    return fake;
  }

  /** @throws where the fake itself broke the description: then no test counts. */
  stop(): Promise<void> {
    return this.#server.stop();
  }

  /** In place of `https://api.hetzner.cloud/v1`. */
  get url(): string {
    return `${this.#server.url}/v1`;
  }

  get zones(): FakeZone[] {
    return [...this.#zones.values()];
  }

  addZone(
    options: Omit<ConstructorParameters<typeof FakeZone>[0], 'id'>,
  ): FakeZone {
    this.#lastZoneId += 1;
    const zone = new FakeZone({ ...options, id: this.#lastZoneId });
    this.#zones.set(zone.id, zone);
    return zone;
  }

  removeZone(id: number): void {
    this.#zones.delete(id);
  }

  /** By its id or its name. */
  zone(idOrName: string): FakeZone | undefined {
    return (
      this.#zones.get(Number(idOrName)) ??
      this.zones.find(({ name }) => name === idOrName)
    );
  }

  /** How often each kind of call was made, `GET /zones/{zone}/rrsets` and so on. */
  callCounts(): Record<string, number> {
    return callCounts(this.calls);
  }

  async #serve(
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const request = await readRequest(incoming);
    const { kind, query, body } = request;
    const call: Call = { kind, query: listed(query), status: 0, body };
    this.calls.push(call);
    const { answer, fate } = this.#answer(request);
    call.status = answer.status;
    if (fate === 'is cut') {
      cut(response, answer);
    } else if (fate === 'is strange') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>One moment, please</html>');
    } else {
      call.answer = answer.body;
      this.#send(response, answer);
    }
    this.violations.push(...(vendor?.objections(call) ?? []));
  }

  #answer(request: Request) {
    try {
      this.#takeOne();
      this.#authenticate(request);
      const fate = this.faults.meet(request);
      this.actions.unwatched = fate !== undefined;
      const answer = this.#checked(answerRequest(this, request));
      return fate === 'goes wrong afterwards'
        ? { answer: failure(serverError()) }
        : { answer, fate };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { answer: failure(error) };
    }
  }

  #takeOne(): void {
    if (this.remaining === 0) {
      throw new Refusal(
        429,
        'rate_limit_exceeded',
        `limit of ${this.rateLimit} requests per hour reached`,
      );
    }
    this.remaining -= 1;
  }

  #authenticate({ headers }: Request): void {
    if (headers.authorization === `Bearer ${this.apiToken}`) return;
    throw new Refusal(
      401,
      'unauthorized',
      'unable to authenticate: the token is invalid',
    );
  }

  #checked(answer: Answer): Answer {
    const validate = answerSchemas[answer.schema];
    if (validate(answer.body)) return answer;
    this.violations.push(JSON.stringify(validate.errors));
    return failure(serverError());
  }

  #send(response: ServerResponse, answer: Answer): void {
    const used = this.rateLimit - this.remaining;
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      'ratelimit-limit': `${this.rateLimit}`,
      'ratelimit-remaining': `${this.remaining}`,
      // When all of them will be there again, at one a second.
      'ratelimit-reset': `${Math.floor(Date.now() / 1000) + used}`,
      ...answer.headers,
    });
    response.end(JSON.stringify(answer.body));
  }
}

function failure({ status, code, message, headers }: Refusal): Answer {
  return {
    status,
    schema: 'failure',
    headers,
    body: { error: { code, message, details: null } },
  };
}

function cut(response: ServerResponse, answer: Answer): void {
  const type = { 'content-type': 'application/json' };
  sendHalf(response, answer.status, type, JSON.stringify(answer.body));
}

function listed(query: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries(
    [...query.keys()].map(name => [name, query.getAll(name)]),
  );
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const text = (await bodyOf(incoming)).toString();
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const path = url.pathname
    .replace(/^\/v1/, '')
    .split('/')
    .slice(1)
    .map(decodeURIComponent);
  const method = incoming.method ?? 'GET';
  return {
    method,
    path,
    kind: `${method} /${kindOf(path).join('/')}`,
    query: url.searchParams,
    headers: incoming.headers,
    body: jsonOrText(text),
  };
}

/** The path with what it is about taken out. */
function kindOf([root, ...rest]: readonly string[]): string[] {
  const places =
    root === 'zones' ? ['{zone}', undefined, '{name}', '{type}'] : ['{id}'];
  return [root, ...rest.map((segment, index) => places[index] ?? segment)];
}
