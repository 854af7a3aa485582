import { IncomingMessage, ServerResponse } from 'node:http';
import { ValidateFunction } from 'ajv';
import {
  bodyOf,
  callCounts,
  jsonOrText,
  LoopbackServer,
} from '../loopbackServer';
import { validators } from './schemas';
import { FakePowerDnsZone, HeldSet, Refusal } from './zone';

/** What shall go wrong, until it is switched off. */
export type PowerDnsFault =
  /** Of a proxy in front of it: the server itself does not count requests. */
  | { kind: 'throttled'; retryAfter?: number }
  | { kind: 'fails before write' }
  | { kind: 'fails after write' }
  | { kind: 'cuts answer' }
  /** Of a proxy as well: the server has one key, which may do everything. */
  | { kind: 'may not write' }
  | { kind: 'answers'; status: number; body: string };

/** What is remembered of a request. */
export interface PowerDnsCall {
  /** `PATCH /zones/{zone}` and so on. */
  kind: string;
  status: number;
  body: unknown;
}

interface Answer {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

/** The server's `webserver-max-bodysize`. */
const largestBody = 2 * 1024 * 1024;

/**
 * The HTTP API of a PowerDNS authoritative server, as strict as 4.7, on loopback, for
 * zones and their records. What the fake itself gets wrong is in `violations`.
 */
export class FakePowerDns {
  apiKey = 'fake-key-0123456789';
  fault: PowerDnsFault | undefined;
  /** Every request, in order. */
  readonly calls: PowerDnsCall[] = [];
  readonly #server = new LoopbackServer((request, response) =>
    this.#serve(request, response),
  );
  readonly violations = this.#server.violations;
  readonly #zones = new Map<string, FakePowerDnsZone>();

  private constructor() {}

  static async start(): Promise<FakePowerDns> {
    const fake = new FakePowerDns();
    await fake.#server.start();
    return fake;
  }

  /** @throws where the fake itself broke the description: then no test counts. */
  stop(): Promise<void> {
    return this.#server.stop();
  }

  get url(): string {
    return this.#server.url;
  }

  /** @param name - without the final dot. */
  addZone(name: string, kind = 'Native'): FakePowerDnsZone {
    const zone = new FakePowerDnsZone(`${name}.`, kind);
    this.#zones.set(zone.name, zone);
    return zone;
  }

  removeZone(name: string): void {
    this.#zones.delete(`${name}.`);
  }

  /** How often each kind of call was made. */
  callCounts(): Record<string, number> {
    return callCounts(this.calls);
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const sent = await bodyOf(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, zoneId] = /\/zones\/([^/]+)$/.exec(url.pathname) ?? [];
    const call: PowerDnsCall = {
      kind: `${request.method} ${zoneId ? '/zones/{zone}' : '/zones'}`,
      status: 0,
      body: jsonOrText(sent.toString()),
    };
    this.calls.push(call);
    const { fault } = this;
    const writes = request.method === 'PATCH';
    const instead = faultAnswer(fault, writes);
    const answer =
      instead && fault?.kind !== 'fails after write'
        ? instead
        : this.#answer(request, url, {
            zoneId,
            body: call.body,
            size: sent.length,
          });
    const told = instead ?? answer;
    call.status = told.status;
    if (fault?.kind === 'cuts answer' && writes) {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{', () => response.destroy());
      return;
    }
    response.writeHead(told.status, {
      'content-type': told.body?.startsWith('<')
        ? 'text/html'
        : 'application/json',
      connection: 'close',
      ...told.headers,
    });
    // As bytes: a large answer is not held as text until it is sent.
    response.end(Buffer.from(told.body ?? ''));
  }

  #answer(
    request: IncomingMessage,
    url: URL,
    asked: { zoneId?: string; body: unknown; size: number },
  ): Answer {
    if (request.headers['x-api-key'] !== this.apiKey) {
      return { status: 401, body: 'Unauthorized' };
    }
    const root = '/api/v1/servers/localhost/zones';
    if (url.pathname === root && request.method === 'GET') {
      const list = [...this.#zones.values()].map(toldZone);
      return this.#told(list, validators.zones);
    }
    const zone = this.#zones.get(decodeURIComponent(asked.zoneId ?? ''));
    if (!zone || !url.pathname.startsWith(`${root}/`)) {
      return { status: 404, body: 'Not Found' };
    }
    if (request.method === 'GET') {
      const name = url.searchParams.get('rrset_name');
      const sets =
        name === null
          ? zone.sets
          : zone.setsAt(name, url.searchParams.get('rrset_type'));
      return this.#told(
        { ...toldZone(zone), rrsets: sets satisfies HeldSet[] },
        validators.zone,
      );
    }
    if (request.method !== 'PATCH') {
      return { status: 405, body: 'Method Not Allowed' };
    }
    if (asked.size > largestBody) return { status: 400, body: 'Bad Request' };
    const { body } = asked;
    if (!validators.patch(body)) {
      const [defect] = validators.patch.errors ?? [];
      return refused(`${defect?.instancePath} ${defect?.message}`);
    }
    try {
      zone.patch(body.rrsets);
      return { status: 204 };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refused(error.message);
    }
  }

  #told(body: object, validate: ValidateFunction): Answer {
    if (validate(body)) return { status: 200, body: JSON.stringify(body) };
    this.violations.push(JSON.stringify(validate.errors));
    return { status: 500, body: '{"error": "the fake broke its own rules"}' };
  }
}

function toldZone({ name, kind, serial }: FakePowerDnsZone) {
  const url = `/api/v1/servers/localhost/zones/${name}`;
  return { id: name, name, kind, url, account: '', serial };
}

function refused(error: string): Answer {
  return { status: 422, body: JSON.stringify({ error }) };
}

function faultAnswer(
  fault: PowerDnsFault | undefined,
  writes: boolean,
): Answer | undefined {
  switch (fault?.kind) {
    case 'throttled':
      return {
        status: 429,
        body: 'Too Many Requests',
        headers:
          fault.retryAfter === undefined
            ? {}
            : { 'retry-after': `${fault.retryAfter}` },
      };
    case 'answers':
      return fault;
    case 'fails before write':
    case 'fails after write':
      return writes
        ? { status: 500, body: 'Internal Server Error' }
        : undefined;
    case 'may not write':
      return writes ? { status: 403, body: 'Forbidden' } : undefined;
    default:
      return undefined;
  }
}
