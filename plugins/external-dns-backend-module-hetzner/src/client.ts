import {
  ProviderContext,
  ProviderError,
  Secret,
} from '@openova/backstage-plugin-external-dns-node';
import {
  Action,
  ListedZone,
  Page,
  ServiceError,
  ServiceRecord,
  ServiceRecordSet,
} from './api';
import { Attempt, failureOf, unavailable } from './errors';

/** Where a record set is. @internal */
export interface RecordSetKey {
  zone: { id: string; name: string };
  /** Relative to the zone. */
  name: string;
  type: string;
}

/** Zones of one page: as many as the service gives. */
const zonesPerPage = 50;
/** Record sets of one page: as many as the service gives. */
const recordSetsPerPage = 100;

/**
 * The API, one method a call. It retries nothing: a write that was sent twice is none
 * that anybody planned, and the pace is the account's.
 *
 * @internal
 */
export class HetznerClient {
  constructor(
    private readonly options: { apiToken: Secret; baseUrl: string },
  ) {}

  /** Zones that can be written to: a secondary zone is a copy of somebody else's. */
  listZones(page: number, context: ProviderContext): Promise<Page<ListedZone>> {
    return this.#send(
      { what: 'list zones' },
      {
        path: ['zones'],
        query: { mode: 'primary', page, per_page: zonesPerPage },
        read: body => pageOf<ListedZone>(body, 'zones'),
      },
      context,
    );
  }

  /** All types of one name, or the whole zone; a page moves no set to another page. */
  listRecordSets(
    zone: { id: string; name: string },
    { page, name }: { page: number; name?: string },
    context: ProviderContext,
  ): Promise<Page<ServiceRecordSet>> {
    return this.#send(
      { what: `read zone ${zone.name}`, zone: zone.name },
      {
        path: ['zones', zone.id, 'rrsets'],
        query: { name, sort: 'id', page, per_page: recordSetsPerPage },
        read: body => pageOf<ServiceRecordSet>(body, 'rrsets'),
      },
      context,
    );
  }

  /** Fails where there is one already. */
  createRecordSet(
    { zone, name, type }: RecordSetKey,
    content: { ttl: number | null; records: readonly ServiceRecord[] },
    context: ProviderContext,
  ): Promise<Action> {
    return this.#send(
      { what: `write to zone ${zone.name}`, zone: zone.name, writes: 'create' },
      {
        method: 'POST',
        path: ['zones', zone.id, 'rrsets'],
        body: { name, type, ...content },
        read: actionOf,
      },
      context,
    );
  }

  deleteRecordSet(
    key: RecordSetKey,
    context: ProviderContext,
  ): Promise<Action> {
    return this.#change(key, { method: 'DELETE' }, context);
  }

  /** Replaces all values at once; the TTL stays. */
  setRecords(
    key: RecordSetKey,
    records: readonly ServiceRecord[],
    context: ProviderContext,
  ): Promise<Action> {
    return this.#change(
      key,
      { method: 'POST', action: 'set_records', body: { records } },
      context,
    );
  }

  /** @param ttl - In seconds; null: the zone's own. */
  changeTtl(
    key: RecordSetKey,
    ttl: number | null,
    context: ProviderContext,
  ): Promise<Action> {
    return this.#change(
      key,
      { method: 'POST', action: 'change_ttl', body: { ttl } },
      context,
    );
  }

  /** How far these actions are; those that nobody knows are left out. */
  actions(ids: readonly number[], context: ProviderContext): Promise<Action[]> {
    return this.#send(
      { what: 'say how far its actions are' },
      { path: ['actions'], query: { id: ids }, read: actionsOf },
      context,
    );
  }

  #change(
    { zone, name, type }: RecordSetKey,
    {
      method,
      action,
      body,
    }: { method: 'POST' | 'DELETE'; action?: string; body?: object },
    context: ProviderContext,
  ): Promise<Action> {
    return this.#send(
      { what: `write to zone ${zone.name}`, zone: zone.name, writes: 'change' },
      {
        method,
        path: [
          'zones',
          zone.id,
          'rrsets',
          name,
          type,
          ...(action ? ['actions', action] : []),
        ],
        body,
        read: actionOf,
      },
      context,
    );
  }

  async #send<Value>(
    attempt: Attempt,
    request: Request<Value>,
    { signal, budget }: ProviderContext,
  ): Promise<Value> {
    signal.throwIfAborted();
    const token = await this.#token();
    await budget.take(attempt.writes ? { write: true } : undefined);
    signal.throwIfAborted();
    const { method = 'GET', body, read } = request;
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.#url(request), {
        method,
        // The token goes nowhere but there.
        redirect: 'error',
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal,
      });
      budget.report(rateOf(response.headers));
      text = await response.text();
    } catch (error) {
      signal.throwIfAborted();
      throw unavailable(
        attempt.what,
        `it cannot be reached, or its answer was cut off${reasonOf(error)}`,
      );
    }
    const answer = parsed(text);
    if (response.status >= 400) {
      const { status, headers } = response;
      throw failureOf(
        { status, error: errorOf(answer), retryAfter: retryAfterOf(headers) },
        attempt,
      );
    }
    const value = read(answer);
    if (value === undefined) {
      throw unavailable(attempt.what, 'its answer cannot be understood');
    }
    return value;
  }

  async #token(): Promise<string> {
    const token = await this.options.apiToken.reveal();
    // What a header cannot hold would be told by the error of whoever makes it.
    if (/^[!-~]+$/.test(token)) return token;
    throw new ProviderError(
      'InvalidConfig',
      'The token of Hetzner has characters that no token has: copy it again',
    );
  }

  #url({ path, query = {} }: Pick<Request<unknown>, 'path' | 'query'>): string {
    const parameters = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each !== undefined) parameters.append(key, `${each}`);
      }
    }
    const search = parameters.size > 0 ? `?${parameters}` : '';
    const { baseUrl } = this.options;
    return `${baseUrl}/${path.map(encodeURIComponent).join('/')}${search}`;
  }
}

interface Request<Value> {
  method?: 'GET' | 'POST' | 'DELETE';
  path: readonly string[];
  query?: Record<
    string,
    string | number | readonly (string | number)[] | undefined
  >;
  body?: object;
  /** Undefined where the answer is none of this API's. */
  read: (answer: unknown) => Value | undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}

function pageOf<Item>(answer: unknown, key: string): Page<Item> | undefined {
  const items = member(answer, key);
  if (!Array.isArray(items)) return undefined;
  const next = member(
    member(member(answer, 'meta'), 'pagination'),
    'next_page',
  );
  return { items, ...(typeof next === 'number' && { next }) };
}

function actionOf(answer: unknown): Action | undefined {
  const action = member(answer, 'action');
  return isAction(action) ? action : undefined;
}

function actionsOf(answer: unknown): Action[] | undefined {
  const actions = member(answer, 'actions');
  return Array.isArray(actions) ? actions.filter(isAction) : undefined;
}

function isAction(value: unknown): value is Action {
  return (
    typeof member(value, 'id') === 'number' &&
    typeof member(value, 'status') === 'string'
  );
}

function errorOf(answer: unknown): ServiceError {
  const error = member(answer, 'error');
  const code = member(error, 'code');
  const message = member(error, 'message');
  return {
    code: typeof code === 'string' ? code : 'unknown',
    message: typeof message === 'string' ? message : '',
  };
}

/**
 * A project has so many requests (`RateLimit-Limit`, 3,600 an hour where nothing else
 * was agreed upon), and gets them back one by one, not at the end of a window.
 * `RateLimit-Reset` says when all of them will be there again; what counts for the
 * next request is when one more is: after an hour divided by the limit.
 */
function rateOf(headers: Headers): {
  limit?: number;
  remaining?: number;
  resetSeconds?: number;
} {
  const limit = wholeNumber(headers.get('ratelimit-limit'));
  return {
    limit,
    remaining: wholeNumber(headers.get('ratelimit-remaining')),
    resetSeconds: limit ? 3600 / limit : undefined,
  };
}

function retryAfterOf(headers: Headers): number | undefined {
  return wholeNumber(headers.get('retry-after'));
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The name of the system's error: the rest may hold what was sent. */
function reasonOf(error: unknown): string {
  const code = member(member(error, 'cause'), 'code');
  return typeof code === 'string' ? ` (${code})` : '';
}
