import {
  DelegationDecision,
  DelegationEventView,
  DelegationPreview,
  DelegationView,
  EntityDnsView,
  ExternalDnsApi,
  HealthGroupBy,
  healthGradesWorstFirst,
  HealthQuery,
  HostnameState,
  OverviewView,
  Page,
  RecordQuery,
  RecordView,
  ResyncScope,
  ResyncView,
  VerdictQuery,
  VerdictRow,
} from '@openova/backstage-plugin-external-dns-common';
import { changes, records, syncs } from './data/activity';
import { ago, entityRef } from './data/building';
import { clusters, staleCluster, zones } from './data/clusters';
import { delegationEvents, delegationPreview } from './data/delegationChanges';
import { delegations, entityDelegations } from './data/delegations';
import { healthDays, healthRows } from './data/health';
import { hostnames } from './data/hostnames';

/** Answers as the backend would, from made-up data: for development and tests. */
export class MockExternalDns implements ExternalDnsApi {
  readonly #resyncs = new Map<string, { view: ResyncView; polls: number }>();
  readonly #records = records();

  async getEntity(ref: string): Promise<EntityDnsView> {
    if (ref !== entityRef) {
      return {
        entityRef: ref,
        hostnames: [],
        objectsLookedAt: [],
        staleClusters: [],
        history: [],
      };
    }
    return {
      entityRef: ref,
      hostnames: hostnames(),
      objectsLookedAt: [],
      staleClusters: [staleCluster()],
      lastSync: syncs()[0],
      history: changes(),
      delegations: entityDelegations(),
    };
  }

  async getEntityHealth(ref: string) {
    const rows = healthRows();
    const found = rows.find(row => row.entityRef === ref);
    const [unasked] = rows.filter(row => row.grade === 'unknown');
    const { grade, reasons, facts } = found ?? unasked;
    return { entityRef: ref, grade, reasons, facts };
  }

  async listHealth({ entityRefs }: HealthQuery) {
    return {
      items: healthRows().filter(
        row => !entityRefs || entityRefs.includes(row.entityRef),
      ),
    };
  }

  async listHealthRollUps(by: HealthGroupBy) {
    const rows = healthRows();
    const refs = [...new Set(rows.map(row => row[by] ?? ''))];
    return refs.map(ref => {
      const counts = { broken: 0, degraded: 0, unknown: 0, healthy: 0 };
      for (const row of rows) {
        if ((row[by] ?? '') === ref) counts[row.grade] += 1;
      }
      const grade = healthGradesWorstFirst.find(each => counts[each] > 0);
      return { ref, grade: grade ?? 'unknown', counts };
    });
  }

  async listHealthDays() {
    return healthDays();
  }

  async getHostname(dnsName: string) {
    const found = hostnames().find(one => one.dnsName === dnsName);
    if (!found) throw new Error(`There is no hostname ${dnsName}`);
    return found;
  }

  async getOverview(): Promise<OverviewView> {
    const counts: Record<HostnameState, number> = {
      works: 812,
      updating: 3,
      waits: 14,
      blocked: 9,
      conflict: 2,
      drifted: 1,
      foreign: 6,
      filtered: 21,
      unknown: 0,
    };
    return {
      mode: 'sync',
      clusters: { fresh: 2, stale: 1, unsupported: 1 },
      zones: { inSync: 2, pending: 1, failed: 1 },
      hostnames: counts,
      lastSync: syncs()[0],
      problems: [
        {
          sentence: 'Cluster us-west cannot be read: 403 on gateways.',
          fix: 'Give the token of us-west list and watch for gateways.gateway.networking.k8s.io.',
        },
        {
          sentence: 'Zone shop.example.org cannot be written.',
          fix: 'Renew externalDns.providers[1].apiToken.',
        },
      ],
    };
  }

  async listClusters() {
    return clusters();
  }

  async listZones() {
    return zones();
  }

  async listRecords(query: RecordQuery): Promise<Page<RecordView>> {
    const { search, zone, recordType, ours, orderBy, order } = query;
    const column = orderBy ?? 'dnsName';
    const found = this.#records
      .filter(one => !search || one.dnsName.includes(search))
      .filter(one => !zone || one.zone === zone)
      .filter(one => !recordType || one.recordType === recordType)
      .filter(one => ours === undefined || one.ours === ours)
      .sort(
        (a, b) =>
          a[column].localeCompare(b[column]) * (order === 'desc' ? -1 : 1),
      );
    return page(found, query);
  }

  async listVerdicts(query: VerdictQuery): Promise<Page<VerdictRow>> {
    const found = hostnames().flatMap(({ state, verdicts }) =>
      verdicts
        .filter(() => !query.state || query.state === state)
        .filter(one => !query.search || one.dnsName.includes(query.search))
        .map(verdict => ({ ...verdict, state, entityRefs: [entityRef] })),
    );
    return page(found, query);
  }

  async listFindings() {
    return [
      {
        id: 'txt-unreadable:_externaldns.a-mail.openova.io',
        subject: '_externaldns.a-mail.openova.io',
        severity: 'warning' as const,
        sentence:
          'The ownership TXT _externaldns.a-mail.openova.io cannot be read, so mail.openova.io is left alone.',
        fix: 'Look at the TXT: its value has to start with heritage=external-dns.',
      },
    ];
  }

  async listChanges(
    query: Parameters<ExternalDnsApi['listChanges']>[0],
  ): ReturnType<ExternalDnsApi['listChanges']> {
    const found = changes()
      .filter(one => !query.syncId || one.syncId === query.syncId)
      .filter(one => !query.zone || one.zone === query.zone)
      .filter(one => !query.dnsName || one.dnsName === query.dnsName);
    return page(found, query);
  }

  async listSyncs(query: { cursor?: string; limit?: number }) {
    return page(syncs(), query);
  }

  async exportZone(zone: string) {
    return this.#records
      .filter(one => one.zone === zone)
      .map(({ dnsName, recordType, targets }) =>
        JSON.stringify({ dnsName, recordType, targets }),
      )
      .join('\n');
  }

  async resync(scope: ResyncScope): Promise<ResyncView> {
    const view: ResyncView = {
      id: `${this.#resyncs.size + 1}`,
      scope,
      requestedAt: ago(0),
      requestedBy: 'user:default/dev',
      state: 'queued',
    };
    this.#resyncs.set(view.id, { view, polls: 0 });
    return view;
  }

  async getResync(id: string): Promise<ResyncView> {
    const resync = this.#resyncs.get(id);
    if (!resync) throw new Error(`There is no resync ${id}`);
    resync.polls += 1;
    if (resync.polls > 3) {
      return {
        ...resync.view,
        state: 'done',
        finishedAt: ago(0),
        syncId: '4712',
        sentence: 'Nothing had to be changed.',
      };
    }
    return {
      ...resync.view,
      state: 'running',
      progress: { zones: 3, zonesDone: resync.polls },
    };
  }

  async check(request: { dnsNames: string[] }) {
    return hostnames()
      .filter(({ dnsName }) => request.dnsNames.includes(dnsName))
      .flatMap(hostname => hostname.records)
      .flatMap(({ check }) => (check ? [{ ...check, checkedAt: ago(0) }] : []));
  }

  async forget() {}

  async listDelegations(): Promise<DelegationView[]> {
    return delegations();
  }

  async listDelegationEvents(
    zone: string,
    query: { cursor?: string; limit?: number },
  ): Promise<Page<DelegationEventView>> {
    return page(delegationEvents(zone), query);
  }

  async previewDelegationDecision(
    zone: string,
    decision: DelegationDecision,
  ): Promise<DelegationPreview> {
    return delegationPreview(await this.#delegation(zone), decision);
  }

  async decideDelegation() {}

  async checkDelegation(zone: string): Promise<DelegationView> {
    const found = await this.#delegation(zone);
    return {
      ...found,
      observed: found.observed && { ...found.observed, at: ago(0) },
    };
  }

  async #delegation(zone: string): Promise<DelegationView> {
    const found = delegations().find(each => each.zone === zone);
    if (!found) throw new Error(`There is no delegated zone ${zone}`);
    return found;
  }
}

/** Cursors are the index of the first row. */
function page<T>(
  items: T[],
  query: { cursor?: string; limit?: number },
): Page<T> {
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? 50);
  return {
    items: items.slice(start, end),
    nextCursor: end < items.length ? `${end}` : undefined,
    totalItems: items.length,
  };
}
