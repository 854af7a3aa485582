import { OverviewView } from '@openova/backstage-plugin-external-dns-common';
import { systemClock } from '../clock/clock';
import {
  allEntityHealth,
  entitiesWithObjects,
  healthOfEntities,
} from '../health/entityHealth';
import { listHealthDays } from '../health/healthDays';
import { ReadModel } from '../router/readModel';
import { Store } from '../store/store';
import {
  delegationView,
  listDelegationEvents,
  listDelegations,
  PortOf,
  previewDecision,
} from './delegationViews';
import { exportZone } from './exportZone';
import { entityView, hostnameView, namesOfEntity } from './hostnameViews';
import { lastSync, listChanges, listSyncs, resyncView } from './journalViews';
import { listRecords } from './recordViews';
import { listFindings, listVerdicts } from './verdictViews';
import { listClusters, listZones, overview } from './zoneViews';

/** How far back the trend of health goes, in milliseconds: 30 days with this one. */
const TREND = 29 * 24 * 60 * 60 * 1000;

/** The read model of the API: one query path for each question. */
export function databaseReadModel(
  { knex, resyncs }: Pick<Store, 'knex' | 'resyncs'>,
  mode: OverviewView['mode'],
  portOf: PortOf,
): ReadModel {
  return {
    health: async () => {
      const sync = await lastSync(knex, ['ok', 'partial']);
      return sync
        ? { status: 'ok', lastSyncAt: sync.finishedAt }
        : { status: 'starting' };
    },
    overview: () => overview(knex, mode),
    entity: entityRef => entityView(knex, entityRef, portOf),
    entityNames: entityRef => namesOfEntity(knex, entityRef),
    healthOf: entityRefs => healthOfEntities(knex, entityRefs),
    healthPage: async query => {
      const { entityRefs, ...next } = await entitiesWithObjects(knex, query);
      return { health: await healthOfEntities(knex, entityRefs), ...next };
    },
    allHealth: () => allEntityHealth(knex),
    healthDays: () =>
      listHealthDays(knex, new Date(+systemClock.now() - TREND)),
    hostname: dnsName => hostnameView(knex, dnsName),
    clusters: () => listClusters(knex),
    zones: () => listZones(knex),
    exportZone: zone => exportZone(knex, zone),
    records: query => listRecords(knex, query),
    verdicts: query => listVerdicts(knex, query),
    findings: () => listFindings(knex),
    delegations: () => listDelegations(knex),
    delegation: zone => delegationView(knex, zone),
    delegationEvents: (zone, query) => listDelegationEvents(knex, zone, query),
    previewDecision: (zone, decision) => previewDecision(knex, zone, decision),
    changes: query => listChanges(knex, query),
    syncs: query => listSyncs(knex, query),
    resync: async id => {
      const resync = await resyncs.get(id);
      return resync && resyncView(resync);
    },
  };
}
