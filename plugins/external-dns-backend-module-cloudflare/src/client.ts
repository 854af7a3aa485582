import { ProviderContext } from '@openova/backstage-plugin-external-dns-node';
import type { APIPromise } from 'cloudflare/api-promise';
import type { BaseCloudflare } from 'cloudflare/client';
import { BaseRegionalHostnames } from 'cloudflare/resources/addressing/regional-hostnames/regional-hostnames';
import { BaseCustomHostnames } from 'cloudflare/resources/custom-hostnames/custom-hostnames';
import { BaseRecords } from 'cloudflare/resources/dns/records';
import { BaseZones } from 'cloudflare/resources/zones/zones';
import { createClient } from 'cloudflare/tree-shakable';
import { Credential, CredentialSource } from './credential';
import { Attempt, toProviderError } from './errors';
import { Operations } from './operations';
import { ListedRecord } from './recordSets';

/** A zone as far as it is read. @internal */
export interface ListedZone {
  id: string;
  name: string;
  name_servers?: readonly string[] | null;
  type?: string;
  plan?: { legacy_id?: string | null };
}

/** One page of a listing. @internal */
export interface Page<Item> {
  items: readonly Item[];
  /** How many pages there are; undefined where the service does not say. */
  pages?: number;
}

/** Zones of one page: as many as the service gives. */
const zonesPerPage = 50;

/**
 * The vendor's client, one method a call. It retries nothing: a write that was
 * sent twice is none that anybody planned, and the pace is the account's.
 *
 * @internal
 */
export class CloudflareClient {
  #made: { credential: string; api: Api } | undefined;

  constructor(
    private readonly options: {
      credential: CredentialSource;
      /** Where the API is; undefined: at Cloudflare. */
      baseUrl?: string;
      recordsPerPage: number;
    },
  ) {}

  listZones(
    query: { page: number; accountId?: string },
    context: ProviderContext,
  ): Promise<Page<ListedZone>> {
    return this.send({ what: 'list zones' }, context, async (api, signal) => {
      const { page, accountId } = query;
      const answer = api.zones.list(
        {
          page,
          per_page: zonesPerPage,
          ...(accountId === undefined ? {} : { account: { id: accountId } }),
        },
        { signal },
      );
      const { data, response } = await answered(answer);
      const items: ListedZone[] = data.result.map(zone => ({
        ...zone,
        plan: { legacy_id: legacyPlan(zone.plan) },
      }));
      return { value: { items, pages: pagesOf(data.result_info) }, response };
    });
  }

  listRecords(
    zone: { id: string; name: string },
    query: { page: number; name?: string },
    context: ProviderContext,
  ): Promise<Page<ListedRecord>> {
    const attempt = { what: `read zone ${zone.name}`, zone: zone.name };
    return this.send(attempt, context, async (api, signal) => {
      const { page, name } = query;
      const answer = api.dns.records.list(
        {
          zone_id: zone.id,
          page,
          per_page: this.options.recordsPerPage,
          order: 'name',
          direction: 'asc',
          ...(name === undefined ? {} : { name: { exact: name } }),
        },
        { signal },
      );
      const { data, response } = await answered(answer);
      const items: readonly ListedRecord[] = data.result;
      return { value: { items, pages: pagesOf(data.result_info) }, response };
    });
  }

  /** All of it or nothing. */
  writeBatch(
    zone: { id: string; name: string },
    { deletes, patches, posts }: Operations,
    context: ProviderContext,
  ): Promise<void> {
    const attempt = {
      what: `write to zone ${zone.name}`,
      zone: zone.name,
      writes: true,
    };
    return this.send(attempt, context, async (api, signal) => {
      const answer = api.dns.records.batch(
        {
          zone_id: zone.id,
          ...(deletes.length > 0 && { deletes }),
          ...(patches.length > 0 && { patches }),
          ...(posts.length > 0 && { posts }),
        },
        { signal },
      );
      const { response } = await answered(answer);
      return { value: undefined, response };
    });
  }

  /** One request: awaits the account's turn, and tells it what the service said. */
  async send<Value>(
    attempt: Attempt,
    { signal, budget }: ProviderContext,
    call: (
      api: Api,
      signal: AbortSignal,
    ) => Promise<{ value: Value; response: Response }>,
  ): Promise<Value> {
    signal.throwIfAborted();
    const api = await this.#api();
    await budget.take(attempt.writes ? { write: true } : undefined);
    signal.throwIfAborted();
    try {
      const { value, response } = await call(api, signal);
      budget.report(rateOf(response.headers));
      return value;
    } catch (error) {
      signal.throwIfAborted();
      const headers = headersOf(error);
      if (headers) budget.report(rateOf(headers));
      throw toProviderError(error, attempt);
    }
  }

  /** A client for the credential as it is now. */
  async #api(): Promise<Api> {
    const credential = await this.options.credential();
    const key = JSON.stringify(credential);
    if (this.#made?.credential !== key) {
      this.#made = { credential: key, api: newApi(credential, this.options) };
    }
    return this.#made.api;
  }
}

/** The parts of the vendor's client that are used. @internal */
export type Api = BaseCloudflare & {
  zones: BaseZones;
  dns: { records: BaseRecords };
  addressing: { regionalHostnames: BaseRegionalHostnames };
  customHostnames: BaseCustomHostnames;
};

function newApi(credential: Credential, options: { baseUrl?: string }): Api {
  const { apiToken, apiKey, apiEmail } = credential;
  return createClient({
    resources: [
      BaseCustomHostnames,
      BaseRecords,
      BaseRegionalHostnames,
      BaseZones,
    ],
    // Said each time: what is left out the vendor's client takes from the environment.
    apiToken: apiToken ?? null,
    apiKey: apiKey ?? null,
    apiEmail: apiEmail ?? null,
    userServiceKey: null,
    ...(options.baseUrl === undefined ? {} : { baseURL: options.baseUrl }),
    maxRetries: 0,
    logLevel: 'off',
  });
}

function answered<Data>(
  promise: APIPromise<Data>,
): Promise<{ data: Data; response: Response }> {
  return promise.withResponse();
}

/** How many pages there are; the vendor's types know less than the service says. @internal */
export function pagesOf(
  info: { total_pages?: number; page?: number } | undefined,
) {
  return info?.total_pages;
}

function legacyPlan(plan: { legacy_id?: string; id?: string } | undefined) {
  return plan?.legacy_id;
}

function headersOf(error: unknown): Headers | undefined {
  return error instanceof Error &&
    'headers' in error &&
    error.headers instanceof Headers
    ? error.headers
    : undefined;
}

/** `Ratelimit: "default";r=50;t=30` and `Ratelimit-Policy: "default";q=100;w=60`. */
function rateOf(headers: Headers): {
  limit?: number;
  remaining?: number;
  resetSeconds?: number;
} {
  const number = (name: string, key: string) => {
    const match = new RegExp(`;\\s*${key}=(\\d+)`).exec(
      headers.get(name) ?? '',
    );
    return match ? Number(match[1]) : undefined;
  };
  return {
    limit: number('ratelimit-policy', 'q'),
    remaining: number('ratelimit', 'r'),
    resetSeconds: number('ratelimit', 't'),
  };
}
