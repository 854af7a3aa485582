import { ResyncScope } from '@openova/backstage-plugin-external-dns-common';
import { normaliseName } from '@openova/dns-engine';
import { Knex } from 'knex';
import { AccountZone } from '../accounts/account';
import { CollectedGroup } from '../collect/collected';
import { Due } from './due';

/*
 * What a resync forgets. Any replica writes the row of a request; the writer finds it
 * within a second, reads again what is in its scope, plans and applies with priority.
 * It bypasses neither policy nor ownership: it only forgets, and tries again what the
 * service refused.
 */

/** What has to be forgotten before a sync. @internal */
export interface Forgotten {
  /** Clusters whose objects are listed again; `all`: every one. */
  clusters: 'all' | ReadonlySet<string>;
  /** Whether the accounts are asked for their zones again. */
  zoneLists: boolean;
  /** What of a zone is read again. */
  rereadOf(
    zone: AccountZone,
    groups: readonly CollectedGroup[],
  ): 'all' | ReadonlySet<string> | undefined;
}

/** What the sweep and the resyncs of a sync forget together. @internal */
export async function forgottenBy(due: Due, knex: Knex): Promise<Forgotten> {
  const scopes = due.resyncs.map(resync => resync.scope);
  const everything = scopes.some(scope => scope.kind === 'all');
  const zones = new Set(
    scopes.flatMap(scope =>
      scope.kind === 'zone' ? [normaliseName(scope.zone)] : [],
    ),
  );
  const askers = new Set(
    scopes.flatMap(scope => (scope.kind === 'cluster' ? [scope.cluster] : [])),
  );
  const names = new Set<string>();
  const clusters = new Set(askers);
  for (const scope of scopes) {
    for (const each of await objectsOf(scope, knex)) {
      if (each.dns_name) names.add(each.dns_name);
      clusters.add(each.cluster);
    }
    if (scope.kind === 'record') names.add(normaliseName(scope.dnsName));
  }
  return {
    clusters: everything ? 'all' : clusters,
    zoneLists: due.sweep || everything || zones.size > 0,
    rereadOf(zone, groups) {
      if (due.sweep || everything) return 'all';
      if (zones.has(normaliseName(zone.zone.name))) return 'all';
      const wanted = new Set(names);
      for (const group of groups) {
        if (askers.has(group.cluster)) addNames(group, wanted);
      }
      return wanted.size > 0 ? wanted : undefined;
    },
  };
}

/** The names of an entity's objects, or the objects that ask for a name. */
async function objectsOf(
  scope: ResyncScope,
  knex: Knex,
): Promise<{ cluster: string; dns_name: string | null }[]> {
  if (scope.kind === 'record') {
    return knex('verdicts')
      .where({ dns_name: normaliseName(scope.dnsName) })
      .select('cluster', 'dns_name');
  }
  if (scope.kind !== 'entity') return [];
  return knex('object_entities as owned')
    .leftJoin('verdicts', join => {
      for (const column of ['cluster', 'kind', 'namespace', 'name']) {
        join.on(`verdicts.${column}`, `owned.${column}`);
      }
    })
    .where('owned.entity_ref', scope.entityRef.toLocaleLowerCase('en-US'))
    .select('owned.cluster as cluster', 'verdicts.dns_name as dns_name');
}

function addNames(group: CollectedGroup, names: Set<string>): void {
  for (const { wishes, verdicts } of group.sources) {
    for (const { endpoint } of wishes)
      names.add(normaliseName(endpoint.dnsName));
    for (const { dnsName } of verdicts) {
      if (dnsName) names.add(normaliseName(dnsName));
    }
  }
}
