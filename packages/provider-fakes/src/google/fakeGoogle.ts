import { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, LoopbackServer } from '../loopbackServer';
import { Quota } from './change';
import { answerDefect, checkRequest, route, Routed } from './description';
import { backendError, Faults } from './faults';
import { Logins } from './logins';
import { answerRequest } from './methods';
import { WantedChange } from './recordSet';
import { Refusal } from './refusal';
import { FakeZone, ZoneOptions } from './zone';

/** One request that came in. */
export interface Call {
  /** A method of the API (`dns.changes.create`), or the path of a login. */
  operation: string;
  status: number;
  /** As the client named it. */
  zone?: string;
  /** Of `dns.changes.create`. */
  change?: WantedChange;
}

/**
 * Google Cloud DNS's API, as strict as the real one, on loopback, together with the
 * ways to an access token. Requests and answers are held against the vendor's
 * description; an answer that is not as described is in `violations`, and the client
 * gets a 500.
 */
export class FakeGoogle {
  readonly projectId = 'demo-project';
  readonly logins = new Logins();
  /** A token that is good for everything. */
  readonly accessToken = this.logins.issue();
  readonly faults = new Faults();
  /** Every request, in order. */
  readonly calls: Call[] = [];
  readonly #server = new LoopbackServer((request, response) =>
    this.#serve(request, response),
  );
  readonly violations = this.#server.violations;
  readonly quota: Quota = {
    rrsetAdditionsPerChange: 1000,
    rrsetDeletionsPerChange: 1000,
    totalRrdataSizePerChange: 100_000,
    resourceRecordsPerRrset: 100,
    rrsetsPerManagedZone: 100_000,
  };
  /** How often a change is told as pending before it is done. */
  pendingAnswers = 0;
  readonly #zones = new Map<string, FakeZone>();

  private constructor() {}

  static async start(): Promise<FakeGoogle> {
    const fake = new FakeGoogle();
    await fake.#server.start();
    return fake;
  }

  stop(): Promise<void> {
    return this.#server.close();
  }

  /** For the option `apiEndpoint` of a client. */
  get url(): string {
    return this.#server.url;
  }

  /**
   * Credentials as JSON text that lead here alone: a configuration of workload identity
   * federation.
   */
  get credentials(): string {
    return JSON.stringify({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/demo',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${this.url}/v1/token`,
      credential_source: { url: `${this.url}/subject-token` },
    });
  }

  get zones(): FakeZone[] {
    return [...this.#zones.values()];
  }

  addZone(options: ZoneOptions): FakeZone {
    const id =
      options.id ?? String(4_567_000_000_000_000n + BigInt(this.#zones.size));
    const zone = new FakeZone({ ...options, id });
    this.#zones.set(zone.name, zone);
    return zone;
  }

  removeZone(name: string): void {
    this.#zones.delete(name);
  }

  /** Calls of the API, without those that only log in, by their method's name. */
  get operations(): string[] {
    return this.calls
      .map(({ operation }) => operation)
      .filter(operation => operation.startsWith('dns.'));
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const text = (await bodyOf(request)).toString();
    const { method = 'GET', headers } = request;
    const { pathname, searchParams } = new URL(
      request.url ?? '/',
      'http://localhost',
    );
    const call: Call = { operation: pathname, status: 200 };
    this.calls.push(call);
    const login = this.logins.answer(
      method,
      pathname,
      searchParams,
      headers,
      text,
    );
    if (login) {
      call.status = login.status;
      sendLogin(response, login.status, login.body);
      return;
    }
    try {
      const routed = route(method, pathname);
      if (!routed) {
        throw new Refusal(404, { reason: 'notFound', message: 'Not Found' });
      }
      call.operation = routed.operation;
      this.#authorise(request, routed);
      const met = this.faults.meet(routed.operation, this.projectId);
      const body = parsed(text);
      checkRequest(routed.operation, searchParams, body);
      call.zone = routed.parameters.managedZone;
      // As described: `checkRequest` saw to it.
      if (body !== undefined) call.change = body as WantedChange;
      const answer = answerRequest(this, routed, searchParams, call.change);
      const defect = answerDefect(routed.operation, answer);
      if (defect) throw new Error(defect);
      if (met === 'fails after write') throw backendError();
      const json = JSON.stringify(answer);
      if (met === 'cuts answer') {
        response.writeHead(200, { 'content-length': Buffer.byteLength(json) });
        response.write(json.slice(0, 20), () => response.destroy());
        return;
      }
      sendJson(response, 200, json);
    } catch (error) {
      const refusal = this.#refusalOf(error);
      call.status = refusal.status;
      sendJson(
        response,
        refusal.status,
        JSON.stringify(refusal.body),
        refusal.headers,
      );
    }
  }

  #refusalOf(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    this.violations.push(String(error));
    return new Refusal(500, {
      reason: 'internalError',
      message: String(error),
    });
  }

  #authorise({ headers }: IncomingMessage, { scopes }: Routed): void {
    const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    const token = this.logins.token(given ?? '');
    if (!token) {
      throw new Refusal(401, {
        reason: given === undefined ? 'required' : 'authError',
        message:
          given === undefined
            ? 'Login Required.'
            : 'Request had invalid authentication credentials.',
      });
    }
    if (!token.scopes.some(scope => scopes.includes(scope))) {
      throw new Refusal(403, {
        reason: 'insufficientPermissions',
        message: 'Request had insufficient authentication scopes.',
      });
    }
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, { reason: 'parseError', message: 'Parse Error' });
  }
}

function sendJson(
  response: ServerResponse,
  status: number,
  json: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=UTF-8',
    ...headers,
  });
  response.end(json);
}

function sendLogin(
  response: ServerResponse,
  status: number,
  body: object | string,
): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'metadata-flavor': 'Google',
    'content-type': isText ? 'application/text' : 'application/json',
  });
  response.end(isText ? body : JSON.stringify(body));
}
