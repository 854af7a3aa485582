import {
  ProviderContext,
  ProviderError,
} from '@openova/backstage-plugin-external-dns-node';
import { Connection } from './connection';
import { asProviderError, Attempt } from './errors';
import { ServiceRecordSet } from './mapping/recordSets';
import { AzureService } from './mapping/services';
import { remainingIn } from './rateHeaders';

/** Most that Azure gives in one page. */
const largestPage = 1000;

/** A zone as Azure tells it. @internal */
export interface ServiceZone {
  id?: string;
  name?: string;
  properties?: { nameServers?: string[]; zoneType?: string };
}

/** A record set by its zone's id, its type, and its name within the zone. @internal */
export interface RecordSetPlace {
  zone: { id: string; name: string };
  type: string;
  name: string;
}

/** Under which condition a record set is written: nothing stands yet, or exactly this. @internal */
export type Condition = { etag: string } | 'absent';

interface Page<Item> {
  value?: Item[];
  nextLink?: string;
}

interface Call extends Attempt {
  method: 'GET' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: object;
}

/**
 * The requests that are made of Azure Resource Manager, one function each. Every
 * request awaits the account's budget and is sent once.
 *
 * The vendor's own clients are not used: the two services have one of each generation,
 * with arguments in another order, and both retry writes.
 *
 * @internal
 */
export class Client {
  constructor(
    private readonly service: AzureService,
    private readonly connection: () => Promise<Connection>,
  ) {}

  /** All zones of the subscription, or of the resource group where one is given. */
  async *zones(context: ProviderContext): AsyncGenerator<ServiceZone[]> {
    const { subscriptionId, resourceGroup } = await this.connection();
    const scope = ['subscriptions', subscriptionId];
    if (resourceGroup) scope.push('resourceGroups', resourceGroup);
    const path = scope.map(encodeURIComponent).join('/');
    const { zones, visibility } = this.service;
    yield* this.#pages<ServiceZone>(
      `/${path}/providers/Microsoft.Network/${zones}`,
      { what: `list the ${visibility} zones` },
      context,
    );
  }

  /** All record sets of a zone. */
  async *recordSets(
    zone: { id: string; name: string },
    context: ProviderContext,
  ): AsyncGenerator<ServiceRecordSet[]> {
    yield* this.#pages<ServiceRecordSet>(
      `${zone.id}/${this.service.allRecordSets}`,
      { what: `list the zone ${zone.name}`, zone: zone.name },
      context,
    );
  }

  /** @throws {@link ChangedMeanwhile} where the condition does not hold. */
  async put(
    place: RecordSetPlace,
    body: object,
    condition: Condition,
    context: ProviderContext,
  ): Promise<void> {
    const headers: Record<string, string> =
      condition === 'absent'
        ? { 'if-none-match': '*' }
        : { 'if-match': condition.etag };
    await this.#write(place, { method: 'PUT', headers, body }, context);
  }

  /** @throws {@link ChangedMeanwhile} where another one stands there. */
  async delete(
    place: RecordSetPlace,
    etag: string,
    context: ProviderContext,
  ): Promise<void> {
    const headers = { 'if-match': etag };
    await this.#write(place, { method: 'DELETE', headers }, context);
  }

  async #write(
    { zone, type, name }: RecordSetPlace,
    call: Pick<Call, 'method' | 'headers' | 'body'>,
    context: ProviderContext,
  ): Promise<void> {
    const { endpoint } = await this.connection();
    const path = `${zone.id}/${type}/${encodeURIComponent(name)}`;
    const verb = call.method === 'PUT' ? 'write' : 'delete';
    await this.#send(
      {
        ...call,
        url: `${endpoint}${path}?api-version=${this.service.apiVersion}`,
        what: `${verb} ${type} ${name} in the zone ${zone.name}`,
        writes: true,
        zone: zone.name,
      },
      context,
    );
  }

  async *#pages<Item>(
    path: string,
    attempt: Attempt,
    context: ProviderContext,
  ): AsyncGenerator<Item[]> {
    const { endpoint } = await this.connection();
    const query = `api-version=${this.service.apiVersion}&$top=${largestPage}`;
    let url: string | undefined = `${endpoint}${path}?${query}`;
    while (url) {
      const page: Page<Item> = await this.#send(
        { ...attempt, method: 'GET', url },
        context,
      );
      if (!Array.isArray(page.value)) {
        throw new ProviderError(
          'Unavailable',
          `Azure's answer was no list when it was asked to ${attempt.what}`,
        );
      }
      yield page.value;
      url = page.nextLink && safeLink(page.nextLink, endpoint);
    }
  }

  /** The body of the answer, which is JSON or empty. */
  async #send<Answer>(call: Call, context: ProviderContext): Promise<Answer> {
    const { signal, budget } = context;
    const { method, body } = call;
    signal.throwIfAborted();
    await budget.take(call.writes ? { write: true } : undefined);
    const { scope, tokens } = await this.connection();
    const token = await tokens.token(scope, signal);
    signal.throwIfAborted();
    const { response, text } = await exchange(call, {
      method,
      signal,
      // Tokens are for this address alone.
      redirect: 'error',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const remaining = remainingIn(response.headers);
    if (remaining) budget.report(remaining);
    if (response.status === 401) tokens.forget();
    if (!response.ok) throw asProviderError(response, text, call);
    try {
      return JSON.parse(text || '{}');
    } catch {
      throw unreachable(call);
    }
  }
}

/** One request, and the whole of its answer. */
async function exchange(
  call: Call,
  init: RequestInit & { signal: AbortSignal },
): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(call.url, init);
    return { response, text: await response.text() };
  } catch (error) {
    init.signal.throwIfAborted();
    throw unreachable(call, error);
  }
}

function unreachable({ what }: Call, cause?: unknown): ProviderError {
  return new ProviderError(
    'Unavailable',
    `Azure cannot be reached, or its answer was cut off, when it was asked to ${what}`,
    { cause },
  );
}

/** The next page; a token is sent nowhere else than the first one was. */
function safeLink(link: string, endpoint: string): string {
  if (URL.canParse(link) && new URL(link).origin === new URL(endpoint).origin) {
    return link;
  }
  throw new ProviderError(
    'Unavailable',
    "Azure's answer leads to another host for its next page",
  );
}
