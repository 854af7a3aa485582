import type { Routed } from './description';
import type { FakeGoogle } from './fakeGoogle';
import { keyOf, WantedChange } from './recordSet';
import { invalid, notFound, Refusal } from './refusal';
import type { FakeZone } from './zone';

/** What listings give where nothing is asked for, and at most. */
const usualPage = 100;
const largestPage = 1000;

/** What the API says to a request of somebody who may make it. */
export function answerRequest(
  fake: FakeGoogle,
  { operation, parameters }: Routed,
  query: URLSearchParams,
  change: WantedChange | undefined,
): object {
  const { project, managedZone = '', changeId = '' } = parameters;
  if (project !== fake.projectId) {
    throw new Refusal(403, { reason: 'forbidden', message: 'Forbidden' });
  }
  switch (operation) {
    case 'dns.projects.get':
      return toldProject(fake);
    case 'dns.managedZones.list':
      return listZones(fake, query);
    default:
  }
  const zone = fake.zones.find(
    each => each.name === managedZone || each.id === managedZone,
  );
  if (!zone) throw notFound('parameters.managedZone', managedZone);
  switch (operation) {
    case 'dns.managedZones.get':
      return toldZone(zone);
    case 'dns.resourceRecordSets.list':
      return listRecordSets(zone, query);
    case 'dns.changes.create':
      return zone.change(change ?? {}, fake.quota, fake.pendingAnswers);
    case 'dns.changes.get':
      return zone.changeById(changeId);
    case 'dns.changes.list':
      return listChanges(zone, query);
    default:
      throw new Error(`${operation} has no answer`);
  }
}

function listZones(fake: FakeGoogle, query: URLSearchParams): object {
  const dnsName = query.get('dnsName');
  const zones = fake.zones.filter(
    zone => dnsName === null || zone.dnsName === dnsName,
  );
  const { items, ...next } = pageOf(zones, query);
  return {
    kind: 'dns#managedZonesListResponse',
    managedZones: items.map(toldZone),
    ...next,
  };
}

function listChanges(zone: FakeZone, query: URLSearchParams): object {
  const order = query.get('sortOrder') ?? 'ascending';
  if (order !== 'ascending' && order !== 'descending') {
    throw new Refusal(400, invalid('parameters.sortOrder', order));
  }
  const changes = order === 'ascending' ? zone.changes : zone.changes.reverse();
  const { items, ...next } = pageOf(changes, query);
  return { kind: 'dns#changesListResponse', changes: items, ...next };
}

function listRecordSets(zone: FakeZone, query: URLSearchParams): object {
  const name = query.get('name')?.toLowerCase();
  const type = query.get('type');
  if (type !== null && name === undefined) {
    throw new Refusal(400, {
      reason: 'required',
      message: `The 'parameters.name' parameter is required but was missing.`,
    });
  }
  if (name !== undefined && !name.endsWith('.')) {
    throw new Refusal(400, invalid('parameters.name', name));
  }
  const sets =
    name === undefined
      ? zone.shown
      : zone.shown.filter(
          set => set.name === name && (type === null || set.type === type),
        );
  const { items, ...next } = pageOf(sets, query, keyOf);
  return {
    kind: 'dns#resourceRecordSetsListResponse',
    rrsets: items.map(set => ({ kind: 'dns#resourceRecordSet', ...set })),
    ...next,
  };
}

/**
 * One page. Where items have a key (and are in its order), the next page starts
 * behind the last key, whatever changed meanwhile.
 */
function pageOf<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  keyOfItem?: (item: Item) => string,
): { items: Item[]; nextPageToken?: string } {
  const wanted = Number(query.get('maxResults') ?? usualPage);
  if (wanted < 1) {
    throw new Refusal(400, invalid('parameters.maxResults', wanted));
  }
  const size = Math.min(wanted, largestPage);
  const start = startOf(items, query.get('pageToken'), keyOfItem);
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  if (last === undefined || start + size >= items.length)
    return { items: page };
  const place = keyOfItem ? keyOfItem(last) : String(start + size);
  return {
    items: page,
    nextPageToken: Buffer.from(place).toString('base64url'),
  };
}

function startOf<Item>(
  items: readonly Item[],
  token: string | null,
  keyOfItem?: (item: Item) => string,
): number {
  if (token === null) return 0;
  const place = Buffer.from(token, 'base64url').toString();
  if (!keyOfItem) {
    const start = Number(place);
    if (Number.isInteger(start) && start > 0) return start;
    throw new Refusal(400, invalid('parameters.pageToken', token));
  }
  let [start, end] = [0, items.length];
  while (start < end) {
    const middle = Math.floor((start + end) / 2);
    if (keyOfItem(items[middle]) > place) end = middle;
    else start = middle + 1;
  }
  return start;
}

function toldProject(fake: FakeGoogle): object {
  return {
    kind: 'dns#project',
    id: fake.projectId,
    number: '123456789012',
    quota: { kind: 'dns#quota', ...fake.quota },
  };
}

function toldZone(zone: FakeZone): object {
  return {
    kind: 'dns#managedZone',
    id: zone.id,
    name: zone.name,
    dnsName: zone.dnsName,
    description: '',
    creationTime: '2026-11-21T12:00:00.000Z',
    visibility: zone.visibility,
    nameServers: zone.nameServers,
    ...(zone.answeredBy && { [`${zone.answeredBy}Config`]: {} }),
  };
}
