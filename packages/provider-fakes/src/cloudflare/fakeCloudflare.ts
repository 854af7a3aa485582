import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { ValidateFunction } from 'ajv';
import {
  bodyOf,
  callCounts,
  jsonOrText,
  LoopbackServer,
  sendHalf,
} from '../loopbackServer';
import { Faults } from './faults';
import { Answer, Call, Request } from './messages';
import { Plan, RecordBody, Refusal } from './records';
import { answerSchemas } from './schemas';
import { answerRequest } from './routes';
import { FakeZone } from './zones';

/**
 * Cloudflare's API for zones and DNS records, as strict as the real one, on
 * loopback. Each request and each answer is held against the API's description; what
 * the fake itself gets wrong is in `violations`, and the client gets a 500.
 */
export class FakeCloudflare {
  /** The token that is let in. */
  apiToken = 'fake-token-0123456789-0123456789-abcdefgh';
  /** The older credential: an account's email address and its global key. */
  apiEmail = 'dns@example.org';
  apiKey = '0123456789abcdef0123456789abcdef01234';
  readonly faults = new Faults();
  /** Every request, in order. */
  readonly calls: Call[] = [];
  readonly #server = new LoopbackServer((request, response) =>
    this.#serve(request, response),
  );
  readonly violations = this.#server.violations;
  readonly #zones = new Map<string, FakeZone>();

  private constructor() {}

  static async start(): Promise<FakeCloudflare> {
    const fake = new FakeCloudflare();
    await fake.#server.start();
    return fake;
  }

  /** @throws where the fake itself broke the description: then no test counts. */
  stop(): Promise<void> {
    return this.#server.stop();
  }

  /** For the option `baseURL` of the vendor's client. */
  get url(): string {
    return `${this.#server.url}/client/v4`;
  }

  get zones(): FakeZone[] {
    return [...this.#zones.values()];
  }

  addZone(options: {
    name: string;
    id?: string;
    plan?: Plan;
    status?: 'active' | 'pending';
    type?: 'full' | 'partial' | 'secondary' | 'internal';
    accountId?: string;
    records?: readonly RecordBody[];
  }): FakeZone {
    const zone = new FakeZone({ ...options, id: options.id ?? newId() });
    this.#zones.set(zone.id, zone);
    return zone;
  }

  removeZone(id: string): void {
    this.#zones.delete(id);
  }

  zone(id: string): FakeZone | undefined {
    return this.#zones.get(id);
  }

  /** How often each kind of call was made, `GET /zones/{zone}/dns_records` and so on. */
  callCounts(): Record<string, number> {
    return callCounts(this.calls);
  }

  async #serve(
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const request = await readRequest(incoming);
    const call: Call = { kind: request.kind, status: 0, body: request.body };
    this.calls.push(call);
    const fault = this.faults.next(request);
    const answer =
      fault?.answer && !fault.afterEffect
        ? fault.answer
        : this.#checked(this.#answer(request));
    call.status = answer.status;
    if (fault?.afterEffect && fault.answer) {
      send(response, fault.answer);
    } else if (fault?.cuts) {
      const type = { 'content-type': 'application/json' };
      sendHalf(response, answer.status, type, JSON.stringify(answer.body));
    } else {
      send(response, answer);
    }
  }

  #answer(request: Request): Answer {
    try {
      this.#authenticate(request);
      this.faults.checkPermission(request);
      return answerRequest(this, request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return failure(error);
    }
  }

  #authenticate({ headers }: Request): void {
    const isToken = headers.authorization === `Bearer ${this.apiToken}`;
    const isKey =
      headers['x-auth-email'] === this.apiEmail &&
      headers['x-auth-key'] === this.apiKey;
    if (isToken || isKey) return;
    if (headers.authorization || headers['x-auth-key']) {
      throw new Refusal(1000, 'Invalid API Token', 401);
    }
    throw new Refusal(
      9106,
      'Missing X-Auth-Key, X-Auth-Email or Authorization headers',
      400,
    );
  }

  #checked(answer: Answer): Answer {
    const validate: ValidateFunction =
      answerSchemas[answer.status < 400 ? answer.schema : 'failure'];
    if (validate(answer.body)) return answer;
    this.violations.push(JSON.stringify(validate.errors));
    return failure(new Refusal(1002, 'The fake broke its own rules', 500));
  }
}

export function newId(): string {
  return randomBytes(16).toString('hex');
}

export function failure({ code, message, status, headers }: Refusal): Answer {
  return {
    status,
    schema: 'failure',
    headers,
    body: {
      success: false,
      errors: [{ code, message }],
      messages: [],
      result: null,
    },
  };
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    ratelimit: '"default";r=1199;t=300',
    'ratelimit-policy': '"default";q=1200;w=300',
    ...answer.headers,
  });
  response.end(JSON.stringify(answer.body));
}

/** Third parts of a path that are no ids. */
const fixedParts: ReadonlySet<string> = new Set([
  'batch',
  'regional_hostnames',
]);

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const text = (await bodyOf(incoming)).toString();
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const path = url.pathname
    .replace(/^\/client\/v4/, '')
    .split('/')
    .slice(1);
  const [zones, zoneId, part, id] = path;
  const names = [
    zones,
    ...(zoneId === undefined ? [] : ['{zone}']),
    ...(part === undefined ? [] : [part]),
    ...(id === undefined ? [] : [fixedParts.has(id) ? id : '{id}']),
    ...(path.length > 4 ? ['{id}'] : []),
  ];
  const method = incoming.method ?? 'GET';
  return {
    method,
    path,
    kind: `${method} /${names.join('/')}`,
    query: url.searchParams,
    headers: incoming.headers,
    body: jsonOrText(text),
  };
}
