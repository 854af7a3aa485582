import {
  ProviderContext,
  ProviderError,
  Secret,
} from '@openova/backstage-plugin-external-dns-node';
import {
  actionOf,
  actionsOf,
  errorOf,
  pageOf,
  parsed,
  rateOf,
  reasonOf,
  retryAfterOf,
} from './answers';
import {
  Action,
  ListedZone,
  Page,
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

  /** All types of one name, or the whole zone, in the order of their ids. */
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
        {
          status,
          error: errorOf(answer, status),
          retryAfter: retryAfterOf(headers),
        },
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
