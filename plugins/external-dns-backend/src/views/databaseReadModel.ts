import { OverviewView } from '@openova/backstage-plugin-external-dns-common';
import { ReadModel } from '../router/readModel';
import { Store } from '../store/store';
import { exportZone } from './exportZone';
import { entityView, hostnameView, namesOfEntity } from './hostnameViews';
import { lastSync, listChanges, listSyncs, resyncView } from './journalViews';
import { listRecords } from './recordViews';
import { listFindings, listVerdicts } from './verdictViews';
import { listClusters, listZones, overview } from './zoneViews';

/** The read model of the API: one query path for each question. */
export function databaseReadModel(
  { knex, resyncs }: Pick<Store, 'knex' | 'resyncs'>,
  mode: OverviewView['mode'],
): ReadModel {
  return {
    health: async () => {
      const sync = await lastSync(knex, ['ok', 'partial']);
      return sync
        ? { status: 'ok', lastSyncAt: sync.finishedAt }
        : { status: 'starting' };
    },
    overview: () => overview(knex, mode),
    entity: entityRef => entityView(knex, entityRef),
    entityNames: entityRef => namesOfEntity(knex, entityRef),
    hostname: dnsName => hostnameView(knex, dnsName),
    clusters: () => listClusters(knex),
    zones: () => listZones(knex),
    exportZone: zone => exportZone(knex, zone),
    records: query => listRecords(knex, query),
    verdicts: query => listVerdicts(knex, query),
    findings: () => listFindings(knex),
    changes: query => listChanges(knex, query),
    syncs: query => listSyncs(knex, query),
    resync: async id => {
      const resync = await resyncs.get(id);
      return resync && resyncView(resync);
    },
  };
}
