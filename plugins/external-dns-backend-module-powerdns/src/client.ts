import {
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
    const body = await this.#send(
      { what: 'list its zones', path: '/zones?dnssec=false' },
      context,
    );
    return listAt(body, this.entry).map(zone => ({
      id: String(zone.id),
      name: String(zone.name),
      kind: String(zone.kind),
      serial: Number(zone.serial),
    }));
  }

  /** Host names of the NS records at the zone's own name. */
  async nameServers(
    { id, name }: ListedZone,
    context: ProviderContext,
  ): Promise<string[]> {
    const query = new URLSearchParams({ rrset_name: name, rrset_type: 'NS' });
    const sets = await this.#sets(
      { id, name, query: `?${query}`, what: `name the servers of ${name}` },
      context,
    );
    return sets
      .filter(set => set.type === 'NS' && set.name === name)
      .flatMap(({ records }) => records)
      .flatMap(({ content, disabled }) => (disabled ? [] : [content]));
  }

  /** All that is in the zone: the API has no pages. */
  listSets(zone: Zone, context: ProviderContext): Promise<ListedSet[]> {
    const what = `read the zone ${zone.name}`;
    return this.#sets({ ...zone, query: '', what }, context);
  }

  /** All of it or nothing. */
  async patch(
    { id, name }: Zone,
    rrsets: readonly SetChange[],
    context: ProviderContext,
  ): Promise<void> {
    await this.#send(
      {
        what: `write to the zone ${name}`,
        path: `/zones/${encodeURIComponent(id)}`,
        zone: name,
        body: { rrsets },
      },
      context,
    );
  }

  async #sets(
    zone: { id: string; name: string; query: string; what: string },
    context: ProviderContext,
  ): Promise<ListedSet[]> {
    const { id, name, query, what } = zone;
    const path = `/zones/${encodeURIComponent(id)}${query}`;
    const body = await this.#send({ what, path, zone: name }, context);
    const { rrsets } = body as { rrsets?: unknown };
    return listAt(rrsets, this.entry).map(set => ({
      name: String(set.name),
      type: String(set.type),
      ttl: Number(set.ttl),
      records: listAt(set.records, this.entry).map(record => ({
        content: String(record.content),
        disabled: record.disabled === true,
      })),
    }));
  }

  async #send(
    request: { what: string; path: string; zone?: string; body?: object },
    { signal, budget }: ProviderContext,
  ): Promise<unknown> {
    const { server, serverId, apiKey, path: entryPath } = this.entry;
    const { what, zone, body } = request;
    const writes = body !== undefined;
    const attempt: Attempt = { what, zone, writes, server, path: entryPath };
    signal.throwIfAborted();
    const key = await apiKey.reveal();
    await budget.take(writes ? { write: true } : undefined);
    signal.throwIfAborted();
    let answer: { status: number; headers: Headers; text: string };
    try {
      const root = `${server}/api/v1/servers/${encodeURIComponent(serverId)}`;
      const response = await fetch(`${root}${request.path}`, {
        method: writes ? 'PATCH' : 'GET',
        headers: {
          accept: 'application/json',
          'x-api-key': key,
          ...(writes && { 'content-type': 'application/json' }),
        },
        body: writes ? JSON.stringify(body) : undefined,
        redirect: 'manual',
        signal,
      });
      answer = {
        status: response.status,
        headers: response.headers,
        text: await response.text(),
      };
    } catch (error) {
      signal.throwIfAborted();
      throw connectionError(error, attempt);
    }
    const { status, text } = answer;
    if (status === 204) return undefined;
    if (status === 200) return parsed(text, this.entry);
    throw answerError({ ...answer, said: saidIn(text, key) }, attempt);
  }
}

function parsed(text: string, entry: PowerDnsEntry): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw noApi(entry);
  }
}

function listAt(
  value: unknown,
  entry: PowerDnsEntry,
): Record<string, unknown>[] {
  const isList =
    Array.isArray(value) &&
    value.every(each => typeof each === 'object' && each !== null);
  if (isList) return value;
  throw noApi(entry);
}

function noApi({ server, path }: PowerDnsEntry): ProviderError {
  return new ProviderError(
    'Unavailable',
    `What ${server} answers is not what a PowerDNS server answers: check ${path}.server`,
  );
}

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
