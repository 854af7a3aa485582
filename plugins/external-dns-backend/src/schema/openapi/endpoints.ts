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
  RecordQuery,
  RecordView,
  ResyncScope,
  ResyncView,
  SyncView,
  VerdictQuery,
  VerdictRow,
  ZoneView,
} from '@openova/backstage-plugin-external-dns-common';

/** Types of openapi.yaml's operations; the tests hold the answers to the document. */
export type EndpointMap = {
  '#get|/health': { response: HealthView };
  '#get|/overview': { response: OverviewView };
  '#get|/entities/{kind}/{namespace}/{name}': {
    path: { kind: string; namespace: string; name: string };
    response: EntityDnsView;
  };
  '#get|/entities/{kind}/{namespace}/{name}/health': {
    path: { kind: string; namespace: string; name: string };
    response: EntityHealthView;
  };
  '#get|/entities-health': {
    query: { entityRef?: string[]; cursor?: string; limit?: number };
    response: Page<HealthRow>;
  };
  '#get|/entities-health/roll-ups': {
    query: { by: HealthGroupBy };
    response: HealthRollUpView[];
  };
  '#get|/entities-health/days': { response: HealthDay[] };
  '#get|/hostnames/{dnsName}': {
    path: { dnsName: string };
    response: HostnameView;
  };
  '#get|/clusters': { response: ClusterView[] };
  '#post|/clusters/{name}/forget': {
    path: { name: string };
    body: { kind?: string };
    response: void;
  };
  '#get|/zones': { response: ZoneView[] };
  '#get|/zones/{name}/export': { path: { name: string }; response: string };
  '#get|/records': { query: RecordQuery; response: Page<RecordView> };
  '#get|/verdicts': { query: VerdictQuery; response: Page<VerdictRow> };
  '#get|/findings': { response: FindingView[] };
  '#get|/changes': {
    query: {
      zone?: string;
      dnsName?: string;
      syncId?: string;
      cursor?: string;
      limit?: number;
    };
    response: Page<ChangeView>;
  };
  '#get|/syncs': {
    query: { cursor?: string; limit?: number };
    response: Page<SyncView>;
  };
  '#post|/resyncs': { body: ResyncScope; response: ResyncView };
  '#get|/resyncs/{id}': { path: { id: string }; response: ResyncView };
  '#post|/checks': {
    body: { dnsNames: string[]; entityRef?: string };
    response: CheckView[];
  };
  '#get|/delegations': { response: DelegationView[] };
  '#get|/delegations/{zone}/events': {
    path: { zone: string };
    query: { cursor?: string; limit?: number };
    response: Page<DelegationEventView>;
  };
  '#get|/delegations/{zone}/preview': {
    path: { zone: string };
    query: { kind: DelegationDecision['kind']; cluster?: string };
    response: DelegationPreview;
  };
  '#post|/delegations/{zone}/decisions': {
    path: { zone: string };
    body: {
      kind: DelegationDecision['kind'];
      cluster?: string;
      digest: string;
    };
    response: void;
  };
  '#post|/delegations/{zone}/checks': {
    path: { zone: string };
    body: { entityRef?: string };
    response: DelegationView;
  };
};
