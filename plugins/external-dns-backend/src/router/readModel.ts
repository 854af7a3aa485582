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
  HealthView,
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
} from '@openova/backstage-plugin-external-dns-common';

/** What the router answers from: the database, and nothing else. */
export interface ReadModel {
  health(): Promise<HealthView>;
  overview(): Promise<OverviewView>;
  entity(entityRef: string): Promise<EntityDnsView>;
  /** Normalised names that the entity's objects ask for. */
  entityNames(entityRef: string): Promise<string[]>;
  /** The health of these entities, in their order. */
  healthOf(entityRefs: readonly string[]): Promise<EntityHealthView[]>;
  /** Of every entity that has objects, by ref. */
  healthPage(query: {
    cursor?: string;
    limit?: number;
  }): Promise<{ health: EntityHealthView[]; nextCursor?: string }>;
  allHealth(): AsyncIterable<EntityHealthView[]>;
  /** The last 30 days, the oldest first. */
  healthDays(): Promise<HealthDay[]>;
  hostname(dnsName: string): Promise<HostnameView | undefined>;
  clusters(): Promise<ClusterView[]>;
  zones(): Promise<ZoneView[]>;
  /** Lines of JSON with their line ends; undefined for an unknown zone. */
  exportZone(zone: string): Promise<AsyncIterable<string> | undefined>;
  records(query: RecordQuery): Promise<Page<RecordView>>;
  verdicts(query: VerdictQuery): Promise<Page<VerdictRow>>;
  findings(): Promise<FindingView[]>;
  /** k8gb's delegated zones, the ones with findings first. */
  delegations(): Promise<DelegationView[]>;
  /** @throws NotFoundError for a zone that is not delegated. */
  delegation(zone: string): Promise<DelegationView>;
  delegationEvents(
    zone: string,
    query: { cursor?: string; limit?: number },
  ): Promise<Page<DelegationEventView>>;
  /** @throws NotFoundError, or ConflictError where there is nothing to decide. */
  previewDecision(
    zone: string,
    decision: DelegationDecision,
  ): Promise<DelegationPreview>;
  changes(query: {
    zone?: string;
    dnsName?: string;
    syncId?: string;
    cursor?: string;
    limit?: number;
  }): Promise<Page<ChangeView>>;
  syncs(query: { cursor?: string; limit?: number }): Promise<Page<SyncView>>;
  resync(id: string): Promise<ResyncView | undefined>;
}

/** What the router asks for on behalf of people. Each returns at once or nearly so. */
export interface Requests {
  resync(scope: ResyncScope, requestedBy: string): Promise<ResyncView>;
  /** @throws an error that Backstage maps to 429 or 503 when it is too much. */
  check(dnsNames: readonly string[]): Promise<CheckView[]>;
  /** @throws NotFoundError for a cluster or kind that nobody remembers. */
  forget(cluster: string, kind?: string): Promise<void>;
  /** @throws ConflictError where the zone is not as it was previewed any more. */
  decide(
    zone: string,
    decision: DelegationDecision,
    confirmed: { digest: string; decidedBy: string },
  ): Promise<void>;
  /** @throws an error that Backstage maps to 429 or 503 when it is too much. */
  checkDelegation(zone: string): Promise<void>;
}
