import { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, LoopbackServer } from '../loopbackServer';
import { Faults } from './faults';
import { namespace, NotAsDescribed, parseSimple, shapeOf } from './model';
import { BatchChange, HeldRecordSet } from './recordSet';
import { Refusal } from './refusal';
import { escaped, readDocument, writeDocument } from './xml';
import { FakeZone, ZoneOptions } from './zone';

/** One request that came in. */
export interface Call {
  operation: string;
  status: number;
  /** Of the zone, where it is about one. */
  zoneId?: string;
  /** Of a batch. */
  changes?: BatchChange[];
}

interface Route {
  operation: string;
  zoneId?: string;
}

const operations: readonly (readonly [string, RegExp, string])[] = [
  ['GET', /^\/2013-04-01\/hostedzone\/?$/, 'ListHostedZones'],
  [
    'GET',
    /^\/2013-04-01\/hostedzone\/([^/]+)\/rrset\/?$/,
    'ListResourceRecordSets',
  ],
  [
    'POST',
    /^\/2013-04-01\/hostedzone\/([^/]+)\/rrset\/?$/,
    'ChangeResourceRecordSets',
  ],
  ['POST', /^\/2013-04-01\/tags\/([^/]+)\/?$/, 'ListTagsForResources'],
];

const mostZonesOnPage = 100;
const mostSetsOnPage = 300;
const usualSetsOnPage = 100;

/**
 * Route 53's API, as strict as the real one, on loopback. Requests are read and
 * answers are written by the vendor's description of the API; an answer that is not
 * as described is in `violations`, and the client gets a 500.
 */
export class FakeRoute53 {
  /** The key that is let in; signatures are not computed. */
  readonly accessKeyId = 'AKIDEXAMPLE0000000000';
  readonly secretAccessKey = 'fake-secret-0123456789-abcdefghijklmnop';
  readonly faults = new Faults();
  /** Every request, in order. */
  readonly calls: Call[] = [];
  readonly #server = new LoopbackServer((request, response) =>
    this.#serve(request, response),
  );
  readonly violations = this.#server.violations;
  readonly #zones = new Map<string, FakeZone>();
  #changeCount = 0;

  private constructor() {}

  static async start(): Promise<FakeRoute53> {
    const fake = new FakeRoute53();
    await fake.#server.start();
    return fake;
  }

  stop(): Promise<void> {
    return this.#server.close();
  }

  /** For the option `endpoint` of the vendor's client. */
  get url(): string {
    return this.#server.url;
  }

  get zones(): FakeZone[] {
    return [...this.#zones.values()];
  }

  addZone(options: ZoneOptions): FakeZone {
    const zone = new FakeZone(options);
    this.#zones.set(zone.id, zone);
    return zone;
  }

  removeZone(id: string): void {
    this.#zones.delete(id);
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = (await bodyOf(request)).toString();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const call: Call = { operation: 'unknown', status: 200 };
    this.calls.push(call);
    try {
      this.#authenticate(request);
      const route = routeOf(request.method ?? 'GET', url.pathname);
      call.operation = route.operation;
      const met = this.faults.meet(route.operation);
      const answer = this.#answer(route, url.searchParams, body, call);
      const output = shapeOf(route.operation).output ?? '';
      const xml = writeDocument(output, answer);
      if (met === 'fails after write') {
        throw new Refusal('ServiceUnavailable', 'Service is unavailable', 503);
      }
      if (met === 'cuts answer') {
        response.writeHead(200, { 'content-length': xml.length });
        response.write(xml.slice(0, 20), () => response.destroy());
        return;
      }
      send(response, 200, xml);
    } catch (error) {
      const refusal = this.#refusalOf(error, call);
      call.status = refusal.status;
      send(response, refusal.status, errorDocument(refusal), refusal.headers);
    }
  }

  #refusalOf(error: unknown, call: Call): Refusal {
    if (error instanceof Refusal) return error;
    if (error instanceof NotAsDescribed) {
      return new Refusal(
        'InvalidInput',
        `1 validation error detected: ${error.message}`,
      );
    }
    this.violations.push(`${call.operation}: ${error}`);
    return new Refusal('InternalFailure', String(error), 500);
  }

  #authenticate({ headers }: IncomingMessage): void {
    const { authorization = '' } = headers;
    const given =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/[a-z0-9-]+\/route53\/aws4_request, SignedHeaders=[^,]*host[^,]*, Signature=[0-9a-f]{64}$/.exec(
        authorization,
      )?.[1];
    if (given === undefined) {
      throw new Refusal(
        'MissingAuthenticationToken',
        'Missing Authentication Token',
        403,
      );
    }
    if (given !== this.accessKeyId) {
      throw new Refusal(
        'InvalidClientTokenId',
        'The security token included in the request is invalid.',
        403,
      );
    }
  }

  #answer(
    { operation, zoneId = '' }: Route,
    query: URLSearchParams,
    body: string,
    call: Call,
  ): Record<string, unknown> {
    const input = readQuery(operation, query);
    switch (operation) {
      case 'ListHostedZones':
        return this.#listZones(input);
      case 'ListTagsForResources':
        return this.#listTags(zoneId, body);
      default:
    }
    call.zoneId = zoneId;
    const zone = this.#zones.get(zoneId);
    if (!zone) {
      throw new Refusal(
        'NoSuchHostedZone',
        `No hosted zone found with ID: ${zoneId}`,
        404,
      );
    }
    return operation === 'ListResourceRecordSets'
      ? listSets(zone, input)
      : this.#change(zone, body, call);
  }

  #listZones(input: Record<string, unknown>): Record<string, unknown> {
    const count = pageSize(input.MaxItems, mostZonesOnPage, mostZonesOnPage);
    const zones = this.zones;
    const first =
      input.Marker === undefined
        ? 0
        : zones.findIndex(zone => zone.id === input.Marker);
    const next = zones.at(first + count);
    return {
      HostedZones: zones.slice(first, first + count).map(zone => ({
        Id: `/hostedzone/${zone.id}`,
        Name: zone.name,
        CallerReference: `made-${zone.id}`,
        Config: { PrivateZone: zone.isPrivate },
        ResourceRecordSetCount: zone.records.length,
      })),
      Marker: String(input.Marker ?? ''),
      IsTruncated: next !== undefined,
      ...(next && { NextMarker: next.id }),
      MaxItems: count,
    };
  }

  #listTags(type: string, body: string): Record<string, unknown> {
    const input = readDocument(
      body,
      'ListTagsForResourcesRequest',
      'ListTagsForResourcesRequest',
    );
    const ids = input.ResourceIds as string[];
    return {
      ResourceTagSets: ids.map(id => {
        const zone = this.#zones.get(id);
        if (!zone || type !== 'hostedzone') {
          throw new Refusal(
            'NoSuchHostedZone',
            `No hosted zone found with ID: ${id}`,
            404,
          );
        }
        const tags = Object.entries(zone.tags);
        return {
          ResourceType: type,
          ResourceId: id,
          ...(tags.length > 0 && {
            Tags: tags.map(([Key, Value]) => ({ Key, Value })),
          }),
        };
      }),
    };
  }

  #change(zone: FakeZone, body: string, call: Call): Record<string, unknown> {
    const input = readDocument(
      body,
      'ChangeResourceRecordSetsRequest',
      'ChangeResourceRecordSetsRequest',
    );
    const { Changes } = input.ChangeBatch as { Changes: BatchChange[] };
    call.changes = Changes;
    zone.change(Changes, id => this.#zones.get(id));
    this.#changeCount += 1;
    return {
      ChangeInfo: {
        Id: `/change/C${this.#changeCount}`,
        Status: 'PENDING',
        SubmittedAt: new Date().toISOString(),
      },
    };
  }
}

function listSets(
  zone: FakeZone,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const count = pageSize(input.MaxItems, usualSetsOnPage, mostSetsOnPage);
  const name = text(input.StartRecordName);
  const type = text(input.StartRecordType);
  const identifier = text(input.StartRecordIdentifier);
  if ((type !== undefined && !name) || (identifier !== undefined && !type)) {
    throw new Refusal(
      'InvalidInput',
      'The input is not valid: a type needs a name, and an identifier needs a type',
    );
  }
  const { sets, next } = zone.list(
    name === undefined
      ? undefined
      : { Name: name, Type: type, SetIdentifier: identifier },
    count,
  );
  return {
    ResourceRecordSets: sets,
    IsTruncated: next !== undefined,
    ...(next && nextOf(next)),
    MaxItems: count,
  };
}

function nextOf({ Name, Type, SetIdentifier }: HeldRecordSet): object {
  return {
    NextRecordName: Name,
    NextRecordType: Type,
    ...(SetIdentifier !== undefined && { NextRecordIdentifier: SetIdentifier }),
  };
}

/** @throws NotAsDescribed where a parameter is unknown, or not of its type. */
function readQuery(
  operation: string,
  query: URLSearchParams,
): Record<string, unknown> {
  const { members = {} } = shapeOf(shapeOf(operation).input ?? '');
  const input: Record<string, unknown> = {};
  for (const [parameter, value] of query) {
    const member = Object.entries(members).find(
      ([, each]) => each.query === parameter,
    );
    if (!member) {
      throw new NotAsDescribed(`${operation} has no parameter ${parameter}`);
    }
    const [key, { target }] = member;
    input[key] = parseSimple(value, shapeOf(target), key);
  }
  return input;
}

function pageSize(wanted: unknown, usual: number, most: number): number {
  return typeof wanted === 'number' ? Math.min(wanted, most) : usual;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function routeOf(method: string, path: string): Route {
  for (const [verb, pattern, operation] of operations) {
    const match = verb === method ? pattern.exec(path) : undefined;
    if (match) return { operation, zoneId: match.at(1) };
  }
  throw new Refusal('UnknownOperation', `${method} ${path}`, 404);
}

function errorDocument({ code, message }: Refusal): string {
  return `<?xml version="1.0"?>\n<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(
    message,
  )}</Message></Error><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ErrorResponse>`;
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/xml', ...headers });
  response.end(body);
}
