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

/** How a request is made. @public */
export interface RequestOptions {
  /** Gives the request up; the promise then rejects with an `AbortError`. */
  signal?: AbortSignal;
}

/**
 * The plugin's REST API, as a client sees it. Errors are `ResponseError`s.
 *
 * | method | request |
 * |---|---|
 * | getEntity | `GET /entities/{kind}/{namespace}/{name}` |
 * | getEntityHealth | `GET /entities/{kind}/{namespace}/{name}/health` |
 * | listHealth | `GET /entities-health`, ordered by entity ref |
 * | listHealthRollUps | `GET /entities-health/roll-ups`, the worst first |
 * | listHealthDays | `GET /entities-health/days`, the oldest first |
 * | getHostname | `GET /hostnames/{dnsName}` |
 * | getOverview | `GET /overview` |
 * | listClusters | `GET /clusters` |
 * | listZones | `GET /zones` |
 * | listRecords | `GET /records` |
 * | listVerdicts | `GET /verdicts`, the worst state first, then by name |
 * | listFindings | `GET /findings` |
 * | listChanges | `GET /changes` |
 * | listSyncs | `GET /syncs` |
 * | exportZone | `GET /zones/{name}/export` (JSON lines of Endpoint) |
 * | resync | `POST /resyncs` |
 * | getResync | `GET /resyncs/{id}` |
 * | check | `POST /checks` |
 * | listDelegations | `GET /delegations` |
 * | listDelegationEvents | `GET /delegations/{zone}/events`, the newest first |
 * | previewDelegationDecision | `GET /delegations/{zone}/preview` |
 * | decideDelegation | `POST /delegations/{zone}/decisions` |
 * | checkDelegation | `POST /delegations/{zone}/checks` |
 * | forget | `POST /clusters/{name}/forget` |
 *
 * @public
 */
export interface ExternalDnsApi {
  getEntity(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityDnsView>;
  getEntityHealth(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityHealthView>;
  listHealth(
    query: HealthQuery,
    options?: RequestOptions,
  ): Promise<Page<HealthRow>>;
  listHealthRollUps(
    by: HealthGroupBy,
    options?: RequestOptions,
  ): Promise<HealthRollUpView[]>;
  /** The last 30 days; one day on the first. */
  listHealthDays(options?: RequestOptions): Promise<HealthDay[]>;
  getHostname(dnsName: string, options?: RequestOptions): Promise<HostnameView>;
  getOverview(options?: RequestOptions): Promise<OverviewView>;
  listClusters(options?: RequestOptions): Promise<ClusterView[]>;
  listZones(options?: RequestOptions): Promise<ZoneView[]>;
  listRecords(
    query: RecordQuery,
    options?: RequestOptions,
  ): Promise<Page<RecordView>>;
  listVerdicts(
    query: VerdictQuery,
    options?: RequestOptions,
  ): Promise<Page<VerdictRow>>;
  listFindings(options?: RequestOptions): Promise<FindingView[]>;
  listChanges(
    query: {
      zone?: string;
      dnsName?: string;
      /** Of one sync only. */
      syncId?: string;
      cursor?: string;
      limit?: number;
    },
    options?: RequestOptions,
  ): Promise<Page<ChangeView>>;
  listSyncs(
    query: {
      cursor?: string;
      limit?: number;
    },
    options?: RequestOptions,
  ): Promise<Page<SyncView>>;
  exportZone(zone: string, options?: RequestOptions): Promise<string>;
  resync(scope: ResyncScope, options?: RequestOptions): Promise<ResyncView>;
  getResync(id: string, options?: RequestOptions): Promise<ResyncView>;
  /** Asks the authoritative servers now; needs entityRef unless the caller is an admin. */
  check(
    request: {
      dnsNames: string[];
      entityRef?: string;
    },
    options?: RequestOptions,
  ): Promise<CheckView[]>;
  forget(
    cluster: string,
    kind?: string,
    options?: RequestOptions,
  ): Promise<void>;
  /** Every delegated zone, those with findings first. */
  listDelegations(options?: RequestOptions): Promise<DelegationView[]>;
  listDelegationEvents(
    zone: string,
    query: { cursor?: string; limit?: number },
    options?: RequestOptions,
  ): Promise<Page<DelegationEventView>>;
  /** What the decision would change; nothing is decided yet. */
  previewDelegationDecision(
    zone: string,
    decision: DelegationDecision,
    options?: RequestOptions,
  ): Promise<DelegationPreview>;
  /** Takes the decision if the zone is still as it was previewed, else 409. */
  decideDelegation(
    zone: string,
    decision: DelegationDecision,
    digest: string,
    options?: RequestOptions,
  ): Promise<void>;
  /** Asks the parent's servers and the clusters' now; needs entityRef unless the caller is an admin. */
  checkDelegation(
    zone: string,
    request: { entityRef?: string },
    options?: RequestOptions,
  ): Promise<DelegationView>;
}
