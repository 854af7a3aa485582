import {
  jsonElements,
  ProviderContext,
  ProviderError,
  Zone,
} from '@openova/backstage-plugin-external-dns-node';
import { PowerDnsEntry } from './entry';
import { answerError, Attempt, connectionError } from './errors';
import { ListedSet, SetChange } from './mapping';

/** A zone as it is listed, as far as it is read. @internal */
export interface ListedZone {
  id: string;
  /** With a final dot. */
  name: string;
  kind: string;
  serial: number;
}

interface Request {
  /** As in `PowerDNS at ... failed when it was asked to ...`. */
  what: string;
  path: string;
  /** The name of the zone that it is about. */
  zone?: string;
  /** Of the answer, which is a list itself where this is left out. */
  member?: string;
  /** Of a write. */
  body?: object;
}

/** Characters of the server's own words that a sentence of ours repeats. */
const longestQuote = 300;

/**
 * The HTTP API of a PowerDNS authoritative server, one method a call. Nothing is sent
 * twice.
 *
 * @internal
 */
export class PowerDnsClient {
  constructor(private readonly entry: PowerDnsEntry) {}

  async listZones(context: ProviderContext): Promise<ListedZone[]> {
    const zones: ListedZone[] = [];
    const request = { what: 'list its zones', path: '/zones?dnssec=false' };
    for await (const zone of this.#elements(request, context)) {
      zones.push({
        id: String(zone.id),
        name: String(zone.name),
        kind: String(zone.kind),
        serial: Number(zone.serial),
      });
    }
    return zones;
  }

  /** Host names of the NS records at the zone's own name. */
  async nameServers(
    { id, name }: ListedZone,
    context: ProviderContext,
  ): Promise<string[]> {
    const query = new URLSearchParams({ rrset_name: name, rrset_type: 'NS' });
    const names: string[] = [];
    const request = {
      what: `name the servers of ${name}`,
      path: `/zones/${encodeURIComponent(id)}?${query}`,
      zone: name,
      member: 'rrsets',
    };
    for await (const element of this.#elements(request, context)) {
      const set = this.#listedSet(element);
      if (set.type !== 'NS' || set.name !== name) continue;
      for (const { content, disabled } of set.records) {
        if (!disabled) names.push(content);
      }
    }
    return names;
  }

  /** All that is in the zone, as it comes: the API has no pages. */
  async *listSets(
    { id, name }: Zone,
    context: ProviderContext,
  ): AsyncGenerator<ListedSet> {
    const request = {
      what: `read the zone ${name}`,
      path: `/zones/${encodeURIComponent(id)}`,
      zone: name,
      member: 'rrsets',
    };
    for await (const element of this.#elements(request, context)) {
      yield this.#listedSet(element);
    }
  }

  /** All of it or nothing. */
  async patch(
    { id, name }: Zone,
    rrsets: readonly SetChange[],
    context: ProviderContext,
  ): Promise<void> {
    const request: Request = {
      what: `write to the zone ${name}`,
      path: `/zones/${encodeURIComponent(id)}`,
      zone: name,
      body: { rrsets },
    };
    const response = await this.#send(request, context);
    if (response.status === 204) return;
    await response.body?.cancel();
    throw this.#isNoApi();
  }

  /** The objects of a list in an answer, while it still comes. */
  async *#elements(
    request: Request,
    context: ProviderContext,
  ): AsyncGenerator<Record<string, unknown>> {
    const response = await this.#send(request, context);
    const elements = jsonElements(response.body ?? noBody(), request.member);
    try {
      for await (const element of elements) {
        yield element as Record<string, unknown>;
      }
    } catch (error) {
      context.signal.throwIfAborted();
      if (error instanceof ProviderError) throw error;
      if (error instanceof SyntaxError) throw this.#isNoApi();
      throw connectionError(error, this.#attempt(request));
    }
  }

  /** An answer that says yes, its body unread. */
  async #send(
    request: Request,
    { signal, budget }: ProviderContext,
  ): Promise<Response> {
    const { server, serverId, apiKey } = this.entry;
    const { body } = request;
    signal.throwIfAborted();
    const key = await apiKey.reveal();
    await budget.take(body === undefined ? undefined : { write: true });
    signal.throwIfAborted();
    const root = `${server}/api/v1/servers/${encodeURIComponent(serverId)}`;
    let failure: { status: number; headers: Headers; said: string };
    try {
      const response = await fetch(`${root}${request.path}`, {
        method: body === undefined ? 'GET' : 'PATCH',
        headers: {
          accept: 'application/json',
          'x-api-key': key,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
        redirect: 'manual',
        signal,
      });
      if (response.ok) return response;
      const { status, headers } = response;
      failure = { status, headers, said: saidIn(await response.text(), key) };
    } catch (error) {
      signal.throwIfAborted();
      throw connectionError(error, this.#attempt(request));
    }
    throw answerError(failure, this.#attempt(request));
  }

  #attempt({ what, zone, body }: Request): Attempt {
    const { server, path } = this.entry;
    return { what, zone, writes: body !== undefined, server, path };
  }

  #listedSet(set: Record<string, unknown>): ListedSet {
    if (!Array.isArray(set.records)) throw this.#isNoApi();
    return {
      name: String(set.name),
      type: String(set.type),
      ttl: Number(set.ttl),
      records: set.records.map(({ content, disabled }) => ({
        content: String(content),
        disabled: disabled === true,
      })),
    };
  }

  #isNoApi(): ProviderError {
    const { server, path } = this.entry;
    return new ProviderError(
      'Unavailable',
      `What ${server} answers is not what a PowerDNS server answers: check ${path}.server`,
    );
  }
}

async function* noBody(): AsyncGenerator<Uint8Array> {}

/** The sentence of `{"error": ...}`, without the key. */
function saidIn(text: string, key: string): string {
  let said = '';
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    if (typeof error === 'string') said = error;
  } catch {
    said = text.startsWith('<') ? '' : text;
  }
  return said
    .replaceAll(key, '***')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestQuote);
}
