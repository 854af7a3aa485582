import {
  ChangeView,
  CheckView,
  ClusterView,
  EntityDnsView,
  HostnameView,
  OverviewView,
  Page,
  RecordQuery,
  RecordView,
  ResyncScope,
  ResyncView,
  SyncView,
  ZoneView,
} from './state';

/**
 * The plugin's REST API, as a client sees it. Errors are `ResponseError`s.
 *
 * | method | request |
 * |---|---|
 * | getEntity | `GET /entities/{kind}/{namespace}/{name}` |
 * | getHostname | `GET /hostnames/{dnsName}` |
 * | getOverview | `GET /overview` |
 * | listClusters | `GET /clusters` |
 * | listZones | `GET /zones` |
 * | listRecords | `GET /records` |
 * | listChanges | `GET /changes` |
 * | listSyncs | `GET /syncs` |
 * | exportZone | `GET /zones/{name}/export` (JSON lines of Endpoint) |
 * | resync | `POST /resyncs` |
 * | getResync | `GET /resyncs/{id}` |
 * | check | `POST /checks` |
 * | forget | `POST /clusters/{name}/forget` |
 *
 * @public
 */
export interface ExternalDnsApi {
  getEntity(entityRef: string): Promise<EntityDnsView>;
  getHostname(dnsName: string): Promise<HostnameView>;
  getOverview(): Promise<OverviewView>;
  listClusters(): Promise<ClusterView[]>;
  listZones(): Promise<ZoneView[]>;
  listRecords(query: RecordQuery): Promise<Page<RecordView>>;
  listChanges(query: {
    zone?: string;
    dnsName?: string;
    cursor?: string;
    limit?: number;
  }): Promise<Page<ChangeView>>;
  listSyncs(query: {
    cursor?: string;
    limit?: number;
  }): Promise<Page<SyncView>>;
  exportZone(zone: string): Promise<string>;
  resync(scope: ResyncScope): Promise<ResyncView>;
  getResync(id: string): Promise<ResyncView>;
  /** Asks the authoritative servers now; needs entityRef unless the caller is an admin. */
  check(request: {
    dnsNames: string[];
    entityRef?: string;
  }): Promise<CheckView[]>;
  forget(cluster: string, kind?: string): Promise<void>;
}
