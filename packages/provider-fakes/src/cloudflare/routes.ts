import { pageOf, success, valid, wrongMethod } from './answers';
import type { FakeCloudflare } from './fakeCloudflare';
import { answerCustom, answerRegional } from './hostnameRoutes';
import { Answer, Request } from './messages';
import { HeldRecord, RecordBody, Refusal } from './records';
import { requestSchemas } from './schemas';
import { Batch, FakeZone, toldRecord, toldZone } from './zones';

/** What the API says to a request of somebody who may make it. */
export function answerRequest(fake: FakeCloudflare, request: Request): Answer {
  const { method, path, query } = request;
  const [root, zoneId, part, recordId] = path;
  const isRegional = part === 'addressing' && recordId === 'regional_hostnames';
  if (root !== 'zones' || path.length > (isRegional ? 5 : 4)) {
    throw noRoute(path);
  }
  if (zoneId === undefined) {
    if (method !== 'GET') throw wrongMethod();
    return listZones(fake, query);
  }
  if (!/^[0-9a-f]{32}$/.test(zoneId)) throw noRoute(path);
  const zone = fake.zone(zoneId);
  if (!zone) {
    throw new Refusal(
      7003,
      `Could not route to /zones/${zoneId}, perhaps your object identifier is invalid?`,
      404,
    );
  }
  if (part === undefined) {
    if (method !== 'GET') throw wrongMethod();
    return { status: 200, schema: 'zone', body: success(toldZone(zone)) };
  }
  if (isRegional) return answerRegional(zone, request);
  if (part === 'custom_hostnames') return answerCustom(zone, request);
  if (part !== 'dns_records') throw noRoute(path);
  if (recordId === undefined) {
    if (method === 'GET') return listRecords(zone, query);
    if (method !== 'POST') throw wrongMethod();
    const body = valid<RecordBody>(requestSchemas.post, request.body);
    return told(zone.post(body));
  }
  if (recordId === 'batch') {
    if (method !== 'POST') throw wrongMethod();
    return batch(zone, valid<Batch>(requestSchemas.batch, request.body));
  }
  return oneRecord(zone, recordId, request);
}

function oneRecord(zone: FakeZone, id: string, request: Request): Answer {
  switch (request.method) {
    case 'GET':
      return told(zone.get(id));
    case 'PUT':
      return told(
        zone.put(id, valid<RecordBody>(requestSchemas.post, request.body)),
      );
    case 'DELETE':
      zone.delete(id);
      return { status: 200, schema: 'deleted', body: success({ id }) };
    default:
      throw wrongMethod();
  }
}

function batch(zone: FakeZone, body: Batch): Answer {
  const done = zone.batch(body);
  return {
    status: 200,
    schema: 'batch',
    body: success({
      deletes: done.deletes.map(toldRecord),
      patches: done.patches.map(toldRecord),
      puts: done.puts.map(toldRecord),
      posts: done.posts.map(toldRecord),
    }),
  };
}

function listZones(fake: FakeCloudflare, query: URLSearchParams): Answer {
  known(query, ['page', 'per_page', 'account.id', 'name', 'status']);
  const account = query.get('account.id');
  const name = query.get('name');
  const zones = fake.zones.filter(
    zone =>
      (account === null || zone.accountId === account) &&
      (name === null || zone.name === name),
  );
  const { page, info } = pageOf(zones, query, {
    least: 5,
    most: 50,
    usual: 20,
  });
  return {
    status: 200,
    schema: 'zones',
    body: { ...success(page.map(toldZone)), result_info: info },
  };
}

function listRecords(zone: FakeZone, query: URLSearchParams): Answer {
  known(query, ['page', 'per_page', 'order', 'direction', 'name.exact']);
  const order = query.get('order');
  if (order !== null && order !== 'name') {
    throw new Refusal(1004, `DNS Validation Error: order ${order}`);
  }
  const name = query.get('name.exact');
  const all = order === 'name' ? zone.recordsByName : zone.records;
  const records = name === null ? all : zone.at(name.toLowerCase());
  const { page, info } = pageOf(records, query, {
    least: 1,
    most: 5000,
    usual: 100,
  });
  return {
    status: 200,
    schema: 'records',
    body: { ...success(page.map(toldRecord)), result_info: info },
  };
}

function told(record: HeldRecord): Answer {
  return { status: 200, schema: 'record', body: success(toldRecord(record)) };
}

function known(query: URLSearchParams, names: readonly string[]): void {
  const unknown = [...query.keys()].find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new Refusal(1004, `DNS Validation Error: unknown filter ${unknown}`);
  }
}

function noRoute(path: readonly string[]): Refusal {
  return new Refusal(
    7003,
    `Could not route to /${path.join(
      '/',
    )}, perhaps your object identifier is invalid?`,
  );
}
