import { IncomingMessage, ServerResponse } from 'node:http';
import {
  bodyOf,
  callCounts,
  jsonOrText,
  LoopbackServer,
  sendHalf,
} from '../loopbackServer';
import { Certificate, loopbackCertificate } from './certificate';
import { validateFailure, Visibility } from './description';
import { Faults, internalError } from './faults';
import { FakeIdentity } from './identity';
import { Refusal, refusedByManager } from './refusal';
import { Answer, answerRequest, operationOf, Request } from './routes';
import { FakeZone } from './zone';

/** One request that came in, but for those of tokens. */
export interface Call {
  /** `GET RecordSets_List` and so on; the method alone where it is for nothing. */
  kind: string;
  path: string;
  status: number;
  body: unknown;
}

/**
 * Resource Manager with Azure's two DNS services, as strict as the real ones, on
 * loopback; and beside it where their tokens come from. Requests and answers are held
 * against Azure's description of the APIs: an answer that is not as described is in
 * `violations`, and the client gets a 500.
 */
export class FakeAzure {
  readonly subscriptionId = '00000000-0000-4000-8000-000000000000';
  readonly identity = new FakeIdentity();
  readonly faults = new Faults();
  /** Every request, in order. */
  readonly calls: Call[] = [];
  /** Most record sets in one page; who asks for more gets that many. */
  largestPage = 1000;
  /** What the headers say is left for this account. */
  remaining = { reads: 249, writes: 199, deletes: 199 };
  readonly #zones: FakeZone[] = [];
  readonly #server: LoopbackServer;

  private constructor(private readonly tls: Certificate | undefined) {
    this.#server = new LoopbackServer(
      (request, response) => this.#serve(request, response),
      tls,
    );
  }

  /** With TLS for clients that send tokens over nothing else. */
  static async start(options: { tls?: boolean } = {}): Promise<FakeAzure> {
    const fake = new FakeAzure(options.tls ? loopbackCertificate() : undefined);
    await fake.#server.start();
    return fake;
  }

  /** @throws where the fake itself broke the description: then no test counts. */
  stop(): Promise<void> {
    return this.#server.stop();
  }

  /** Of Resource Manager, and the authority that gives tokens for it. */
  get url(): string {
    return this.#server.url;
  }

  /** Who trusts it trusts the fake. */
  get certificate(): string | undefined {
    return this.tls?.cert;
  }

  get violations(): string[] {
    return this.#server.violations;
  }

  get zones(): readonly FakeZone[] {
    return this.#zones;
  }

  zone(name: string, visibility: Visibility): FakeZone | undefined {
    return this.#zones.find(
      zone =>
        zone.name === name.toLowerCase() && zone.visibility === visibility,
    );
  }

  addZone(options: ConstructorParameters<typeof FakeZone>[0]): FakeZone {
    const zone = new FakeZone(options);
    this.#zones.push(zone);
    return zone;
  }

  removeZone(zone: FakeZone): void {
    this.#zones.splice(this.#zones.indexOf(zone), 1);
  }

  hasResourceGroup(name: string): boolean {
    const wanted = name.toLowerCase();
    return ['dns', ...this.#zones.map(zone => zone.resourceGroup)].some(
      each => each.toLowerCase() === wanted,
    );
  }

  idOf({ resourceGroup, visibility, name }: FakeZone): string {
    const kind = visibility === 'public' ? 'dnszones' : 'privateDnsZones';
    return `/subscriptions/${this.subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/${kind}/${name}`;
  }

  /** How often each kind of call was made. */
  callCounts(): Record<string, number> {
    return callCounts(this.calls);
  }

  async #serve(
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = 'GET', headers } = incoming;
    const url = new URL(incoming.url ?? '/', this.url);
    const text = (await bodyOf(incoming)).toString();
    const token = this.identity.answer({ method, url, headers, text });
    if (token) {
      send(response, token, {});
      return;
    }
    const request: Request = { method, url, headers, body: jsonOrText(text) };
    const call: Call = {
      kind: method,
      path: url.pathname,
      status: 0,
      body: request.body,
    };
    this.calls.push(call);
    let cuts = false;
    let answer: Answer;
    let extra: Record<string, string> = {};
    try {
      this.#authenticate(request);
      const fault = this.faults.meet({ method, path: url.pathname });
      const route = operationOf(request);
      call.kind = `${method} ${route.operation.id}`;
      answer = answerRequest(this, request, route);
      const validate = route.operation.answers.get(answer.status);
      if (answer.body && !validate?.(answer.body)) {
        this.violations.push(
          `${call.kind}: ${JSON.stringify(validate?.errors ?? answer.status)}`,
        );
        throw internalError();
      }
      if (fault === 'fails after write') throw internalError();
      cuts = fault === 'cuts answer';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = { status: error.status, body: error.body };
      extra = error.headers;
      if (!validateFailure(error.body)) {
        this.violations.push(JSON.stringify(validateFailure.errors));
      }
    }
    call.status = answer.status;
    const all = { ...this.#rateHeaders(method), ...extra };
    if (cuts) cut(response, answer, all);
    else send(response, answer, all);
  }

  #authenticate({ headers }: Request): void {
    const { authorization } = headers;
    if (authorization === `Bearer ${this.identity.token}`) return;
    throw refusedByManager(
      401,
      authorization ? 'InvalidAuthenticationToken' : 'AuthenticationFailed',
      authorization
        ? 'The access token is invalid.'
        : "Authentication failed. The 'Authorization' header is missing.",
    );
  }

  #rateHeaders(method: string): Record<string, string> {
    const { reads, writes, deletes } = this.remaining;
    const prefix = 'x-ms-ratelimit-remaining-subscription-';
    if (method === 'GET') return { [`${prefix}reads`]: `${reads}` };
    return method === 'DELETE'
      ? { [`${prefix}deletes`]: `${deletes}` }
      : { [`${prefix}writes`]: `${writes}` };
  }
}

function send(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Record<string, string>,
): void {
  response.writeHead(status, {
    ...(body && { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  });
  response.end(body && JSON.stringify(body));
}

/** The connection ends within the answer. */
function cut(
  response: ServerResponse,
  { status, body = {} }: Answer,
  headers: Record<string, string>,
): void {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  sendHalf(response, status, { ...type, ...headers }, JSON.stringify(body));
}
