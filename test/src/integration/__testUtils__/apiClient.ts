import { mockCredentials } from '@backstage/backend-test-utils';
import { Endpoint } from '@openova/dns-engine';
import {
  ChangeView,
  CheckView,
  ClusterView,
  DelegationDecision,
  DelegationEventView,
  DelegationPreview,
  DelegationView,
  EntityDnsView,
  EntityHealthView,
  FindingView,
  HealthDay,
  HealthGroupBy,
  HealthRollUpView,
  HealthRow,
  HealthView,
  HostnameView,
  OverviewView,
  Page,
  RecordView,
  ResyncScope,
  ResyncView,
  SyncView,
  VerdictRow,
  ZoneView,
} from '@openova/backstage-plugin-external-dns-common';
import { ApiContract } from './apiContract';

const contract = new ApiContract();

/** A refusal of the API, with its sentence. */
export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/**
 * The API over HTTP, with the credentials of one person. Every answer, refusals
 * included, is held against the API description.
 */
export class ApiClient {
  constructor(
    private readonly baseUrl: string,
    private readonly userEntityRef: string,
    /** Told the text of every answer. */
    private readonly heard: (text: string) => void = () => {},
  ) {}

  health = () => this.get<HealthView>('/health');
  overview = () => this.get<OverviewView>('/overview');
  clusters = () => this.get<ClusterView[]>('/clusters');
  zones = () => this.get<ZoneView[]>('/zones');
  findings = () => this.get<FindingView[]>('/findings');
  records = (query = '') => this.get<Page<RecordView>>(`/records${query}`);
  verdicts = (query = '') => this.get<Page<VerdictRow>>(`/verdicts${query}`);
  changes = (query = '') => this.get<Page<ChangeView>>(`/changes${query}`);
  syncs = (query = '') => this.get<Page<SyncView>>(`/syncs${query}`);
  hostname = (name: string) => this.get<HostnameView>(`/hostnames/${name}`);
  entity = (name: string) =>
    this.get<EntityDnsView>(`/entities/component/default/${name}`);
  entityHealth = (name: string) =>
    this.get<EntityHealthView>(`/entities/component/default/${name}/health`);
  listHealth = (query = '') =>
    this.get<Page<HealthRow>>(`/entities-health${query}`);
  healthRollUps = (by: HealthGroupBy) =>
    this.get<HealthRollUpView[]>(`/entities-health/roll-ups?by=${by}`);
  healthDays = () => this.get<HealthDay[]>('/entities-health/days');
  delegations = () => this.get<DelegationView[]>('/delegations');
  delegationEvents = (zone: string) =>
    this.get<Page<DelegationEventView>>(`/delegations/${zone}/events`);
  previewDecision = (zone: string, decision: DelegationDecision) =>
    this.get<DelegationPreview>(
      `/delegations/${zone}/preview?${new URLSearchParams({ ...decision })}`,
    );
  decide = (zone: string, decision: DelegationDecision, digest: string) =>
    this.post<void>(`/delegations/${zone}/decisions`, { ...decision, digest });
  checkDelegation = (zone: string, entityRef?: string) =>
    this.post<DelegationView>(
      `/delegations/${zone}/checks`,
      entityRef ? { entityRef } : {},
    );
  resyncState = (id: string) => this.get<ResyncView>(`/resyncs/${id}`);
  resync = (scope: ResyncScope) => this.post<ResyncView>('/resyncs', scope);
  check = (request: { dnsNames: string[]; entityRef?: string }) =>
    this.post<CheckView[]>('/checks', request);
  forget = (cluster: string, kind?: string) =>
    this.post<void>(`/clusters/${cluster}/forget`, kind ? { kind } : {});

  async exportZone(zone: string): Promise<Endpoint[]> {
    const text = await this.get<string>(`/zones/${zone}/export`);
    return text
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
  }

  /** Asks for a resync and waits for its end. */
  async resyncUntilDone(scope: ResyncScope): Promise<ResyncView> {
    const { id } = await this.resync(scope);
    for (;;) {
      const state = await this.resyncState(id);
      if (state.state === 'done' || state.state === 'failed') return state;
      await new Promise(resolve => setTimeout(resolve, 25));
    }
  }

  get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.send<T>('POST', path, JSON.stringify(body));
  }

  private async send<T>(method: string, path: string, body?: string) {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      body,
      headers: {
        authorization: mockCredentials.user.header(this.userEntityRef),
        // A test may keep the process busy for longer than the server keeps an idle
        // connection: none is used twice.
        connection: 'close',
        ...(body && { 'content-type': 'application/json' }),
      },
    });
    const contentType = response.headers.get('content-type') ?? '';
    const text = await response.text();
    this.heard(text);
    const answer = readBody(contentType, text);
    const { status } = response;
    contract.check({ method, path, status, contentType, body: answer });
    if (!response.ok) {
      const { error } = answer as { error: { message: string } };
      throw new ApiError(status, error.message);
    }
    return answer as T;
  }
}

function readBody(contentType: string, text: string): unknown {
  if (text === '') return undefined;
  return contentType.startsWith('application/json') ? JSON.parse(text) : text;
}
