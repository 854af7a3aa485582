import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { ExternalDnsApi, RequestOptions } from './api';
import {
  DelegationDecision,
  DelegationEventView,
  DelegationPreview,
  DelegationView,
} from './gslb';
import {
  EntityHealthView,
  HealthDay,
  HealthGroupBy,
  HealthQuery,
  HealthRollUpView,
  HealthRow,
} from './health';
import {
  ChangeView,
  CheckView,
  ClusterView,
  EntityDnsView,
  FindingView,
  HostnameView,
  OverviewView,
  Page,
  RecordQuery,
  RecordView,
  ResyncScope,
  ResyncView,
  SyncView,
  VerdictQuery,
  VerdictRow,
  ZoneView,
} from './state';

const pluginId = 'external-dns';

type Query = Record<
  string,
  string | number | boolean | readonly string[] | undefined
>;

/**
 * Reads and asks the backend plugin over HTTP.
 *
 * @remarks
 * An answer outside of 2xx rejects with a `ResponseError`, whose `statusCode`
 * tells 403 (no permission) from the rest; an aborted request with an `AbortError`.
 *
 * @public
 */
export class ExternalDnsClient implements ExternalDnsApi {
  readonly #fetch: typeof fetch;
  readonly #baseUrl: () => Promise<string>;

  /**
   * @param options - `fetchApi` adds whatever credentials are needed. Without a
   * `discoveryApi` it also has to understand `plugin://` addresses, as the one of
   * the frontend does.
   */
  constructor(options: {
    fetchApi: { fetch: typeof fetch };
    discoveryApi?: { getBaseUrl(pluginId: string): Promise<string> };
  }) {
    const { fetchApi, discoveryApi } = options;
    this.#fetch = (...request) => fetchApi.fetch(...request);
    this.#baseUrl = async () =>
      discoveryApi?.getBaseUrl(pluginId) ?? `plugin://${pluginId}`;
  }

  getEntity(entityRef: string, options?: RequestOptions) {
    return this.#read<EntityDnsView>(entityPath(entityRef), {}, options);
  }

  getEntityHealth(entityRef: string, options?: RequestOptions) {
    const path = `${entityPath(entityRef)}/health`;
    return this.#read<EntityHealthView>(path, {}, options);
  }

  listHealth({ entityRefs, ...query }: HealthQuery, options?: RequestOptions) {
    return this.#read<Page<HealthRow>>(
      '/entities-health',
      { ...query, entityRef: entityRefs },
      options,
    );
  }

  listHealthRollUps(by: HealthGroupBy, options?: RequestOptions) {
    const path = '/entities-health/roll-ups';
    return this.#read<HealthRollUpView[]>(path, { by }, options);
  }

  listHealthDays(options?: RequestOptions) {
    return this.#read<HealthDay[]>('/entities-health/days', {}, options);
  }

  getHostname(dnsName: string, options?: RequestOptions) {
    return this.#read<HostnameView>(
      `/hostnames/${encodeURIComponent(dnsName)}`,
      {},
      options,
    );
  }

  getOverview(options?: RequestOptions) {
    return this.#read<OverviewView>('/overview', {}, options);
  }

  listClusters(options?: RequestOptions) {
    return this.#read<ClusterView[]>('/clusters', {}, options);
  }

  listZones(options?: RequestOptions) {
    return this.#read<ZoneView[]>('/zones', {}, options);
  }

  listRecords(query: RecordQuery, options?: RequestOptions) {
    return this.#read<Page<RecordView>>('/records', { ...query }, options);
  }

  listVerdicts(query: VerdictQuery, options?: RequestOptions) {
    return this.#read<Page<VerdictRow>>('/verdicts', { ...query }, options);
  }

  listFindings(options?: RequestOptions) {
    return this.#read<FindingView[]>('/findings', {}, options);
  }

  listChanges(
    query: {
      zone?: string;
      dnsName?: string;
      syncId?: string;
      cursor?: string;
      limit?: number;
    },
    options?: RequestOptions,
  ) {
    return this.#read<Page<ChangeView>>('/changes', query, options);
  }

  listSyncs(
    query: { cursor?: string; limit?: number },
    options?: RequestOptions,
  ) {
    return this.#read<Page<SyncView>>('/syncs', query, options);
  }

  async exportZone(zone: string, options?: RequestOptions) {
    const response = await this.#request(
      `/zones/${encodeURIComponent(zone)}/export`,
      { signal: options?.signal },
    );
    return response.text();
  }

  resync(scope: ResyncScope, options?: RequestOptions) {
    return this.#send<ResyncView>('/resyncs', scope, options);
  }

  getResync(id: string, options?: RequestOptions) {
    return this.#read<ResyncView>(
      `/resyncs/${encodeURIComponent(id)}`,
      {},
      options,
    );
  }

  check(
    request: { dnsNames: string[]; entityRef?: string },
    options?: RequestOptions,
  ) {
    return this.#send<CheckView[]>('/checks', request, options);
  }

  async forget(cluster: string, kind?: string, options?: RequestOptions) {
    await this.#request(`/clusters/${encodeURIComponent(cluster)}/forget`, {
      ...json({ kind }),
      signal: options?.signal,
    });
  }

  listDelegations(options?: RequestOptions) {
    return this.#read<DelegationView[]>('/delegations', {}, options);
  }

  listDelegationEvents(
    zone: string,
    query: { cursor?: string; limit?: number },
    options?: RequestOptions,
  ) {
    const path = `${delegationPath(zone)}/events`;
    return this.#read<Page<DelegationEventView>>(path, query, options);
  }

  previewDelegationDecision(
    zone: string,
    decision: DelegationDecision,
    options?: RequestOptions,
  ) {
    const path = `${delegationPath(zone)}/preview`;
    return this.#read<DelegationPreview>(path, { ...decision }, options);
  }

  async decideDelegation(
    zone: string,
    decision: DelegationDecision,
    digest: string,
    options?: RequestOptions,
  ) {
    await this.#request(`${delegationPath(zone)}/decisions`, {
      ...json({ ...decision, digest }),
      signal: options?.signal,
    });
  }

  checkDelegation(
    zone: string,
    request: { entityRef?: string },
    options?: RequestOptions,
  ) {
    const path = `${delegationPath(zone)}/checks`;
    return this.#send<DelegationView>(path, request, options);
  }

  async #read<T>(path: string, query: Query, options?: RequestOptions) {
    const response = await this.#request(`${path}${search(query)}`, {
      signal: options?.signal,
    });
    return (await response.json()) as T;
  }

  async #send<T>(path: string, body: object, options?: RequestOptions) {
    const response = await this.#request(path, {
      ...json(body),
      signal: options?.signal,
    });
    return (await response.json()) as T;
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const response = await this.#fetch(`${await this.#baseUrl()}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const parts = [kind, namespace, name].map(part =>
    encodeURIComponent(part.toLocaleLowerCase('en-US')),
  );
  return `/entities/${parts.join('/')}`;
}

function delegationPath(zone: string): string {
  return `/delegations/${encodeURIComponent(zone)}`;
}

function json(body: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function search(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== '') {
        parameters.append(name, String(each));
      }
    }
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
