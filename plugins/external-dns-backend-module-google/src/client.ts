import {
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { Credentials } from './credentials';
import { asConnectionError, asServiceError } from './errors';
import {
  ChangeState,
  ManagedZone,
  Quota,
  ServiceChange,
  ServiceRecordSet,
} from './serviceTypes';

/** Record sets of a page; the service may give fewer. @internal */
export const recordSetsPerPage = 1000;

/** One page of a listing; `next` where there are more. @internal */
export interface Page<Item> {
  items: Item[];
  next?: string;
}

interface Request {
  /** Below the project, with a slash at its start; empty: the project itself. */
  path: string;
  query?: Record<string, string | undefined>;
  /** Absent: nothing is written. */
  body?: object;
  /** What it is about, for messages. */
  subject: string;
}

/**
 * The calls that are made of Cloud DNS, one function each. Every request awaits the
 * account's budget and is sent once: what is tried again, and when, is decided by who
 * reads the zone first.
 *
 * @internal
 */
export class Client {
  readonly #options: { apiEndpoint: string; credentials: Credentials };

  constructor(options: { apiEndpoint: string; credentials: Credentials }) {
    this.#options = options;
  }

  async managedZones(
    pageToken: string | undefined,
    context: ProviderContext,
  ): Promise<Page<ManagedZone>> {
    const answer = await this.#send<{
      managedZones?: ManagedZone[];
      nextPageToken?: string;
    }>(
      { path: '/managedZones', query: { pageToken }, subject: 'the zones' },
      context,
    );
    return { items: answer.managedZones ?? [], next: answer.nextPageToken };
  }

  /** What the project may do in one change. */
  async quota(context: ProviderContext): Promise<Quota> {
    const { quota = {} } = await this.#send<{ quota?: Quota }>(
      { path: '', subject: 'the quotas of the project' },
      context,
    );
    return quota;
  }

  /** A page of the zone, or of one name of it (absolute). */
  async recordSets(
    zone: Pick<Zone, 'id' | 'name'>,
    query: { name?: string; pageToken?: string },
    context: ProviderContext,
  ): Promise<Page<ServiceRecordSet>> {
    const answer = await this.#send<{
      rrsets?: ServiceRecordSet[];
      nextPageToken?: string;
    }>(
      {
        path: `${pathOf(zone)}/rrsets`,
        query: { maxResults: String(recordSetsPerPage), ...query },
        subject: `the zone ${zone.name}`,
      },
      context,
    );
    return { items: answer.rrsets ?? [], next: answer.nextPageToken };
  }

  /** All of it, or nothing. */
  change(
    zone: Pick<Zone, 'id' | 'name'>,
    body: ServiceChange,
    context: ProviderContext,
  ): Promise<ChangeState> {
    return this.#send(
      {
        path: `${pathOf(zone)}/changes`,
        body,
        subject: `the zone ${zone.name}`,
      },
      context,
    );
  }

  /** How far a change is. */
  changeState(
    zone: Pick<Zone, 'id' | 'name'>,
    id: string,
    context: ProviderContext,
  ): Promise<ChangeState> {
    return this.#send(
      {
        path: `${pathOf(zone)}/changes/${encodeURIComponent(id)}`,
        subject: `the zone ${zone.name}`,
      },
      context,
    );
  }

  /** The last change of a zone, whoever made it; undefined where there was none. */
  async lastChange(
    zone: Pick<Zone, 'id' | 'name'>,
    context: ProviderContext,
  ): Promise<ChangeState | undefined> {
    const { changes = [] } = await this.#send<{ changes?: ChangeState[] }>(
      {
        path: `${pathOf(zone)}/changes`,
        query: {
          sortBy: 'changeSequence',
          sortOrder: 'descending',
          maxResults: '1',
        },
        subject: `the zone ${zone.name}`,
      },
      context,
    );
    return changes.at(0);
  }

  async #send<Answer>(
    { path, query = {}, body, subject }: Request,
    { signal, budget }: ProviderContext,
  ): Promise<Answer> {
    signal.throwIfAborted();
    await budget.take(body && { write: true });
    const { apiEndpoint, credentials } = this.#options;
    // After the wait, in which a token could have come to its end.
    const { headers, project } = await credentials.login();
    signal.throwIfAborted();
    const url = new URL(
      `${apiEndpoint}/dns/v1/projects/${encodeURIComponent(project)}${path}`,
    );
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const { ok, status, text, retryAfter } = await exchange(url, {
      headers: withType(headers, body),
      signal,
      // A token goes to the API alone.
      redirect: 'error',
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (ok) return answerIn(text);
    if (status === 401) credentials.forget();
    throw asServiceError(
      { status, body: parsed(text), retryAfter },
      { subject, writes: body !== undefined },
    );
  }
}

/** One request and its whole answer. */
async function exchange(
  url: URL,
  request: RequestInit & { signal: AbortSignal },
): Promise<{
  ok: boolean;
  status: number;
  text: string;
  retryAfter: string | null;
}> {
  try {
    const response = await fetch(url, request);
    const { ok, status, headers } = response;
    const text = await response.text();
    return { ok, status, text, retryAfter: headers.get('retry-after') };
  } catch (error) {
    request.signal.throwIfAborted();
    throw asConnectionError(error);
  }
}

function withType(headers: Headers, body: object | undefined): Headers {
  const all = new Headers(headers);
  if (body) all.set('content-type', 'application/json');
  return all;
}

/** As the API describes it: what is not there is undefined. */
function answerIn<Answer>(text: string): Answer {
  const answer = parsed(text);
  if (typeof answer === 'object' && answer !== null) return answer as Answer;
  throw new ProviderError(
    'Unavailable',
    'Google Cloud DNS gave an answer that is none of its own: is something in between?',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathOf({ id }: Pick<Zone, 'id'>): string {
  return `/managedZones/${encodeURIComponent(id)}`;
}
