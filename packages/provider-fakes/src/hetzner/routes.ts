import { ValidateFunction } from 'ajv';
import type { FakeHetzner } from './fakeHetzner';
import { Answer, invalidInput, notFound, Refusal, Request } from './messages';
import { recordTypes, requestSchemas } from './schemas';
import { answerWrite } from './writes';
import { FakeZone, RecordSetBody, toldRecordSet, toldZone } from './zone';

/** What the API says to a request of somebody who may make it. */
export function answerRequest(fake: FakeHetzner, request: Request): Answer {
  const { method, path, query } = request;
  const [root, zoneId, part] = path;
  if (root === 'actions' && path.length === 1) {
    only(method, 'GET');
    return listActions(fake, query);
  }
  if (root === 'actions' && path.length === 2) {
    only(method, 'GET');
    const action = fake.actions.pollOne(Number(zoneId));
    return { status: 200, schema: 'action', body: { action } };
  }
  if (root !== 'zones') throw notFound('route');
  if (zoneId === undefined) {
    only(method, 'GET');
    return listZones(fake, query);
  }
  const zone = fake.zone(zoneId);
  if (!zone) throw notFound('zone');
  if (part === undefined) {
    only(method, 'GET');
    return { status: 200, schema: 'zone', body: { zone: toldZone(zone) } };
  }
  if (part !== 'rrsets') throw notFound('route');
  if (zone.mode === 'secondary') {
    throw new Refusal(
      422,
      'incorrect_zone_mode',
      'zone is in the incorrect mode',
    );
  }
  return answerRecordSets(fake, zone, request);
}

function answerRecordSets(
  fake: FakeHetzner,
  zone: FakeZone,
  request: Request,
): Answer {
  const { method, path, query } = request;
  const [, , , name, type, actions, command] = path;
  if (name === undefined) {
    if (method === 'GET') return listRecordSets(zone, query);
    only(method, 'POST');
    const body = valid<RecordSetBody>(requestSchemas.create, request.body);
    return answerWrite(fake, zone, { command: 'create_rrset', body });
  }
  if (!recordTypes.some(each => each === type)) {
    throw invalidInput('rr_type', 'is no type');
  }
  if (actions === undefined) {
    if (method === 'GET') {
      const rrset = toldRecordSet(zone, zone.get(name, type));
      return { status: 200, schema: 'recordSet', body: { rrset } };
    }
    only(method, 'DELETE');
    return answerWrite(fake, zone, { command: 'delete_rrset', name, type });
  }
  only(method, 'POST');
  const key = { name, type };
  switch (`${actions}/${command}`) {
    case 'actions/set_records': {
      const body = valid<RecordSetBody>(
        requestSchemas.setRecords,
        request.body,
      );
      return answerWrite(fake, zone, {
        command: 'set_rrset_records',
        ...key,
        records: body.records,
      });
    }
    case 'actions/add_records': {
      const body = valid<RecordSetBody>(
        requestSchemas.addRecords,
        request.body,
      );
      return answerWrite(fake, zone, {
        command: 'add_rrset_records',
        ...key,
        records: body.records,
        ttl: body.ttl,
      });
    }
    case 'actions/remove_records': {
      const body = valid<RecordSetBody>(
        requestSchemas.removeRecords,
        request.body,
      );
      return answerWrite(fake, zone, {
        command: 'remove_rrset_records',
        ...key,
        records: body.records,
      });
    }
    case 'actions/change_ttl': {
      const { ttl } = valid<{ ttl: number | null }>(
        requestSchemas.changeTtl,
        request.body,
      );
      return answerWrite(fake, zone, {
        command: 'change_rrset_ttl',
        ...key,
        ttl,
      });
    }
    case 'actions/change_protection': {
      const { change } = valid<{ change: boolean }>(
        requestSchemas.changeProtection,
        request.body,
      );
      return answerWrite(fake, zone, {
        command: 'change_rrset_protection',
        ...key,
        isProtected: change,
      });
    }
    default:
      throw notFound('route');
  }
}

function listZones(fake: FakeHetzner, query: URLSearchParams): Answer {
  known(query, ['name', 'mode', 'page', 'per_page']);
  const name = query.get('name');
  const mode = query.get('mode');
  const zones = fake.zones.filter(
    zone =>
      (name === null || zone.name === name) &&
      (mode === null || zone.mode === mode),
  );
  const { page, meta } = pageOf(zones, query, 50);
  return {
    status: 200,
    schema: 'zones',
    body: { zones: page.map(toldZone), meta },
  };
}

function listRecordSets(zone: FakeZone, query: URLSearchParams): Answer {
  known(query, ['name', 'type', 'sort', 'page', 'per_page']);
  const name = query.get('name');
  const types = query.getAll('type');
  const sort = query.get('sort') ?? 'id';
  if (!['id', 'id:asc'].includes(sort)) {
    throw invalidInput('sort', 'is not known here');
  }
  const sets = zone.recordSets.filter(
    set =>
      (name === null || set.name === name) &&
      (types.length === 0 || types.includes(set.type)),
  );
  const { page, meta } = pageOf(sets, query, 100);
  return {
    status: 200,
    schema: 'recordSets',
    body: { rrsets: page.map(set => toldRecordSet(zone, set)), meta },
  };
}

function listActions(fake: FakeHetzner, query: URLSearchParams): Answer {
  known(query, ['id']);
  const ids = query.getAll('id').map(Number);
  if (ids.length === 0 || !ids.every(Number.isSafeInteger)) {
    throw invalidInput('id', 'must be given');
  }
  const actions = fake.actions.poll(ids);
  return { status: 200, schema: 'actions', body: { actions } };
}

function pageOf<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  most: number,
) {
  const page = Number(query.get('page') ?? 1);
  const perPage = Number(query.get('per_page') ?? 25);
  if (!Number.isInteger(page) || page < 1) {
    throw invalidInput('page', 'must be at least 1');
  }
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > most) {
    throw invalidInput('per_page', `must be 1 to ${most}`);
  }
  const last = Math.max(1, Math.ceil(items.length / perPage));
  return {
    page: items.slice((page - 1) * perPage, page * perPage),
    meta: {
      pagination: {
        page,
        per_page: perPage,
        previous_page: page > 1 ? page - 1 : null,
        next_page: page < last ? page + 1 : null,
        last_page: last,
        total_entries: items.length,
      },
    },
  };
}

/** @throws Refusal where the body is none that the description knows. */
function valid<Body>(validate: ValidateFunction, body: unknown): Body {
  if (typeof body === 'string') {
    throw new Refusal(400, 'json_error', 'invalid JSON');
  }
  if (validate(body)) return body as Body;
  const [error] = validate.errors ?? [];
  const field = (error?.instancePath ?? '').slice(1).replaceAll('/', '.');
  throw invalidInput(field, error?.message ?? 'is wrong');
}

function known(query: URLSearchParams, names: readonly string[]): void {
  const unknown = [...query.keys()].find(name => !names.includes(name));
  if (unknown !== undefined) throw invalidInput(unknown, 'is not known');
}

function only(method: string, allowed: string): void {
  if (method !== allowed) {
    throw new Refusal(405, 'method_not_allowed', 'method not allowed');
  }
}
