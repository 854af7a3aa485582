import {
  EntityDnsView,
  HostnameView,
  ObjectRef,
  RecordView,
} from '@openova/backstage-plugin-external-dns-common';
import { normaliseName } from '@openova/dns-engine';
import { Knex } from 'knex';
import { ObjectFacts } from '../collect/collected';
import { chainOf } from './chain';
import { readJson } from '../store/columns';
import { delegationsOfNames, PortOf } from './delegationViews';
import { groupBy } from './groupBy';
import { differingCheck, rankOf, worstState } from './hostnameState';
import { changesOfNames, lastSync } from './journalViews';
import { onObject } from './onObject';
import { recordsOfNames } from './recordViews';
import { VerdictRow, verdictView } from './verdictViews';
import { listClusters } from './zoneViews';

const HISTORY_LENGTH = 50;

interface ObjectRow extends ObjectRef {
  payload: string | null;
}

interface DigTarget {
  address: string;
  port?: number;
}

/** The DNS tab of an entity. */
export async function entityView(
  knex: Knex,
  entityRef: string,
  portOf: PortOf,
): Promise<EntityDnsView> {
  const [objects, verdicts, clusters, sync] = await Promise.all([
    objectsOfEntity(knex, entityRef),
    verdictsOfEntity(knex, entityRef),
    listClusters(knex),
    lastSync(knex),
  ]);
  const names = [...new Set(verdicts.map(row => row.dns_name))].filter(Boolean);
  const [hostnames, history, delegations] = await Promise.all([
    hostnameViews(knex, names, objects, verdicts),
    changesOfNames(knex, names, HISTORY_LENGTH),
    delegationsOfNames(knex, names, portOf),
  ]);
  const concerned = new Set(objects.map(object => object.cluster));
  return {
    entityRef,
    hostnames,
    objectsLookedAt: objects.map(refOf),
    staleClusters: clusters.filter(
      cluster =>
        ['stale', 'unread', 'gone'].includes(cluster.state) &&
        (objects.length === 0 || concerned.has(cluster.name)),
    ),
    ...(sync && { lastSync: sync }),
    history,
    ...(delegations.length > 0 && { delegations }),
  };
}

/** One hostname with everybody who asks for it; undefined if nobody knows it. */
export async function hostnameView(
  knex: Knex,
  dnsName: string,
): Promise<HostnameView | undefined> {
  const name = normaliseName(dnsName);
  const verdicts = await knex<VerdictRow>('verdicts').where('dns_name', name);
  const objects: ObjectRow[] = await knex('objects').whereIn(
    ['cluster', 'kind', 'namespace', 'name'],
    verdicts.map(row => [row.cluster, row.kind, row.namespace, row.name]),
  );
  const [view] = await hostnameViews(knex, [name], objects, verdicts);
  return view.records.length > 0 || verdicts.length > 0 ? view : undefined;
}

/** Normalised hostnames that the entity's objects ask for. */
export async function namesOfEntity(
  knex: Knex,
  entityRef: string,
): Promise<string[]> {
  const rows = await verdictsOfEntity(knex, entityRef);
  return [...new Set(rows.map(row => row.dns_name))].filter(Boolean);
}

function objectsOfEntity(knex: Knex, entityRef: string): Promise<ObjectRow[]> {
  return knex('object_entities as oe')
    .leftJoin('objects as o', join => onObject(join, 'oe', 'o'))
    .where('oe.entity_ref', entityRef)
    .select('oe.cluster', 'oe.kind', 'oe.namespace', 'oe.name', 'o.payload')
    .orderBy(['oe.cluster', 'oe.kind', 'oe.namespace', 'oe.name']);
}

function verdictsOfEntity(
  knex: Knex,
  entityRef: string,
): Promise<VerdictRow[]> {
  return knex('object_entities as oe')
    .join('verdicts as v', join => onObject(join, 'oe', 'v'))
    .where('oe.entity_ref', entityRef)
    .select('v.*');
}

async function hostnameViews(
  knex: Knex,
  names: readonly string[],
  objects: readonly ObjectRow[],
  verdicts: readonly VerdictRow[],
): Promise<HostnameView[]> {
  const records = await recordsOfNames(knex, names);
  const servers = await serversByZone(knex);
  const byName = groupBy(records, record => record.dnsName);
  const verdictsByName = groupBy(verdicts, row => row.dns_name);
  return names
    .map(name =>
      oneHostname({
        dnsName: name,
        objects,
        servers,
        records: byName.get(name) ?? [],
        verdicts: verdictsByName.get(name) ?? [],
      }),
    )
    .sort(
      (a, b) =>
        rankOf(a.state) - rankOf(b.state) || (a.dnsName < b.dnsName ? -1 : 1),
    );
}

function oneHostname(known: {
  dnsName: string;
  objects: readonly ObjectRow[];
  servers: ReadonlyMap<string, DigTarget[]>;
  records: RecordView[];
  verdicts: readonly VerdictRow[];
}): HostnameView {
  const { dnsName } = known;
  const records = recordsThatMatter(known.records, known.verdicts);
  const verdicts = known.verdicts
    .map(row => ({ row, view: verdictView(row) }))
    .sort((a, b) => a.row.rank - b.row.rank);
  const differing = differingCheck(records);
  const [worst] = verdicts;
  const ofVerdicts = worstState(verdicts.map(({ row }) => row.state));
  const isDrifted = differing !== undefined && ofVerdicts === 'works';
  const zone = records[0]?.zone ?? worstZone(verdicts.map(({ row }) => row));
  return {
    dnsName,
    state: isDrifted ? 'drifted' : ofVerdicts,
    sentence: isDrifted
      ? "The record stands, but the zone's servers answer something else."
      : worst?.view.sentence ?? 'A record stands, and no object asks for it.',
    ...(worst && worst.row.state !== 'works' && { fix: worst.view.fix }),
    ...(zone && { zone }),
    records,
    verdicts: verdicts.map(({ view }) => view),
    branches: branchesOf(dnsName, known.objects, verdicts, records),
    dig: digCommands(dnsName, records, known.servers),
  };
}

/**
 * An apex also holds MX, NS and whatever else; whoever asks for an A record there
 * wants to see that one. If nothing of what was asked for stands, all does matter:
 * it may be in the way.
 */
function recordsThatMatter(
  records: readonly RecordView[],
  verdicts: readonly VerdictRow[],
): RecordView[] {
  const types = new Set(verdicts.map(row => row.record_type));
  const asked = records.filter(
    record => record.ours || types.has(record.recordType),
  );
  return asked.length > 0 ? asked : [...records];
}

function branchesOf(
  dnsName: string,
  objects: readonly ObjectRow[],
  verdicts: readonly { row: VerdictRow; view: HostnameView['verdicts'][0] }[],
  records: readonly RecordView[],
): HostnameView['branches'] {
  const byObject = groupBy(verdicts, ({ row }) => objectKey(row));
  return [...byObject.values()].map(ofObject => {
    const origin = ofObject[0].view.origin;
    const stored = objects.find(each => objectKey(each) === objectKey(origin));
    return {
      origin,
      links: chainOf({
        origin,
        dnsName,
        facts: stored?.payload
          ? readJson<ObjectFacts>(stored.payload)
          : undefined,
        verdicts: ofObject,
        records,
      }),
    };
  });
}

/** Servers of each zone, as far as its provider tells their addresses. */
async function serversByZone(knex: Knex): Promise<Map<string, DigTarget[]>> {
  const rows: {
    name: string;
    name_servers: string;
    server_addresses: string;
  }[] = await knex('zones').select('name', 'name_servers', 'server_addresses');
  return new Map(
    rows.map(row => {
      const addresses = readJson<DigTarget[]>(row.server_addresses);
      const names = readJson<string[]>(row.name_servers);
      return [
        row.name,
        addresses.length > 0 ? addresses : names.map(address => ({ address })),
      ];
    }),
  );
}

function digCommands(
  dnsName: string,
  records: readonly RecordView[],
  servers: ReadonlyMap<string, DigTarget[]>,
): HostnameView['dig'] {
  return records.flatMap(record =>
    (servers.get(record.zone) ?? [])
      .slice(0, 1)
      .map(({ address, port = 53 }) => ({
        server: address,
        port,
        command: `dig @${address}${
          port === 53 ? '' : ` -p ${port}`
        } ${dnsName} ${record.recordType}`,
      })),
  );
}

function worstZone(rows: readonly VerdictRow[]): string | undefined {
  return rows
    .map(row => readJson<Record<string, string>>(row.params).zone)
    .find(Boolean);
}

function refOf({ cluster, kind, namespace, name }: ObjectRef): ObjectRef {
  return { cluster, kind, namespace, name };
}

function objectKey({ cluster, kind, namespace, name }: ObjectRef): string {
  return `${cluster} ${kind} ${namespace} ${name}`;
}
