import { IncomingHttpHeaders } from 'node:http';
import { Operation, operations, queryDefect, versions } from './description';
import type { FakeAzure } from './fakeAzure';
import { internalError, throttled } from './faults';
import { badRequest, Refusal, refusedByManager } from './refusal';
import { isAlias, Properties } from './values';
import { FakeZone, HeldSet } from './zone';

/** A request of somebody who may make it. */
export interface Request {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** What is answered to it. */
export interface Answer {
  status: number;
  body?: object;
}

/** Names in the path of a request. */
type Names = Record<string, string | undefined>;

/** The operation that a request is for. @throws Refusal */
export function operationOf({ method, url }: Request): {
  operation: Operation;
  names: Names;
} {
  for (const operation of operations) {
    if (operation.method !== method) continue;
    const names = operation.path.exec(url.pathname)?.groups;
    if (!names) continue;
    const decoded = Object.entries(names).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    return { operation, names: Object.fromEntries(decoded) };
  }
  throw refusedByManager(
    404,
    'InvalidResourceType',
    `The resource type could not be found for ${method} '${url.pathname}'.`,
  );
}

/** What the services make of a request. @throws Refusal */
export function answerRequest(
  fake: FakeAzure,
  request: Request,
  { operation, names }: { operation: Operation; names: Names },
): Answer {
  const { visibility } = operation;
  const version = request.url.searchParams.get('api-version') ?? '';
  if (!versions[visibility].includes(version)) {
    throw refusedByManager(
      400,
      'NoRegisteredProviderFound',
      `No registered resource provider found for API version '${version}'.`,
    );
  }
  const defect = queryDefect(operation, request.url.searchParams);
  if (defect) throw badRequest(defect);
  if (names.subscriptionId !== fake.subscriptionId) {
    throw refusedByManager(
      404,
      'SubscriptionNotFound',
      `The subscription '${names.subscriptionId}' could not be found.`,
    );
  }
  const group = names.resourceGroupName;
  if (group !== undefined && !fake.hasResourceGroup(group)) {
    throw refusedByManager(
      404,
      'ResourceGroupNotFound',
      `Resource group '${group}' could not be found.`,
    );
  }
  const zoneName = names.zoneName ?? names.privateZoneName;
  if (zoneName === undefined) return listZones(fake, operation, names, request);
  const zone = fake.zone(zoneName, visibility);
  if (!zone || !sameName(zone.resourceGroup, group)) {
    throw refusedByManager(
      404,
      operation.id.startsWith('RecordSets_')
        ? 'ParentResourceNotFound'
        : 'ResourceNotFound',
      `The zone '${zoneName}' under resource group '${group}' was not found.`,
    );
  }
  return inZone(fake, zone, operation, names, request);
}

function inZone(
  fake: FakeAzure,
  zone: FakeZone,
  operation: Operation,
  names: Names,
  request: Request,
): Answer {
  const type = (names.recordType ?? '').toUpperCase();
  const name = names.relativeRecordSetName ?? '';
  const { headers, method, url } = request;
  const conditions = {
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
  };
  if (method !== 'GET') {
    if (zone.writesLeft <= 0)
      throw throttled({ method, path: url.pathname }, 10);
    zone.writesLeft -= 1;
  }
  switch (operation.id) {
    case 'RecordSets_CreateOrUpdate': {
      const properties = propertiesOf(operation, request.body);
      const { set, isNew } = zone.put(type, name, properties, conditions);
      return { status: isNew ? 201 : 200, body: toldSet(fake, zone, set) };
    }
    case 'RecordSets_Delete':
      return { status: zone.delete(type, name, conditions) ? 200 : 204 };
    case 'RecordSets_Get': {
      const set = zone.get(type, name);
      if (set) return { status: 200, body: toldSet(fake, zone, set) };
      throw new Refusal(
        404,
        'NotFound',
        `The resource record '${name}' does not exist in resource group '${zone.resourceGroup}'.`,
      );
    }
    case 'RecordSets_ListByType':
    case 'RecordSets_ListByDnsZone':
    case 'RecordSets_ListAllByDnsZone':
    case 'RecordSets_List': {
      const suffix = url.searchParams.get('$recordsetnamesuffix');
      const sets = zone.sets.filter(
        set =>
          (type === '' || set.type === type) &&
          (suffix === null || set.name.endsWith(`.${suffix}`)),
      );
      return page(fake, sets, request, set => toldSet(fake, zone, set));
    }
    case 'Zones_Get':
    case 'PrivateZones_Get':
      return { status: 200, body: toldZone(fake, zone) };
    default:
      throw internalError();
  }
}

function sameName(left: string, right = ''): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function listZones(
  fake: FakeAzure,
  { visibility }: Operation,
  { resourceGroupName }: Names,
  request: Request,
): Answer {
  const zones = fake.zones.filter(
    zone =>
      zone.visibility === visibility &&
      (resourceGroupName === undefined ||
        sameName(zone.resourceGroup, resourceGroupName)),
  );
  return page(fake, zones, request, zone => toldZone(fake, zone));
}

/** What a write says, checked by the description. */
function propertiesOf(
  { body: validate }: Operation,
  body: unknown,
): Properties {
  if (!validate?.(body)) {
    const [error] = validate?.errors ?? [];
    throw badRequest(
      `The request is invalid: ${error?.instancePath ?? ''} ${
        error?.message ?? ''
      }.`,
    );
  }
  const { properties } = body as { properties?: Properties };
  if (!properties) throw badRequest("The request has no 'properties'.");
  return properties;
}

function page<Item>(
  fake: FakeAzure,
  items: readonly Item[],
  { url }: Request,
  told: (item: Item) => object,
): Answer {
  const top = Number(url.searchParams.get('$top') ?? 100);
  const size = Math.min(top, fake.largestPage);
  const start = Number(url.searchParams.get('$skipToken') ?? 0);
  const value = items.slice(start, start + size).map(told);
  if (start + size >= items.length) return { status: 200, body: { value } };
  const next = new URL(url);
  next.searchParams.set('$skipToken', `${start + size}`);
  return { status: 200, body: { value, nextLink: next.href } };
}

function toldZone(fake: FakeAzure, zone: FakeZone): object {
  const { name, etag, visibility, nameServers, isLegacyPrivate, sets } = zone;
  const isPublic = visibility === 'public';
  const counts = {
    maxNumberOfRecordSets: isPublic ? 10_000 : 25_000,
    numberOfRecordSets: sets.length,
  };
  return {
    id: fake.idOf(zone),
    name,
    type: `Microsoft.Network/${isPublic ? 'dnszones' : 'privateDnsZones'}`,
    etag,
    location: 'global',
    tags: {},
    properties: isPublic
      ? {
          ...counts,
          nameServers,
          zoneType: isLegacyPrivate ? 'Private' : 'Public',
        }
      : { ...counts, provisioningState: 'Succeeded' },
  };
}

function toldSet(fake: FakeAzure, zone: FakeZone, set: HeldSet): object {
  const { name, type, etag, properties, autoRegistered = false } = set;
  const isPublic = zone.visibility === 'public';
  const fqdn = name === '@' ? zone.name : `${name}.${zone.name}`;
  return {
    id: `${fake.idOf(zone)}/${type}/${name}`,
    name,
    type: `Microsoft.Network/${
      isPublic ? 'dnszones' : 'privateDnsZones'
    }/${type}`,
    etag,
    properties: {
      ...properties,
      fqdn: `${fqdn}.`,
      ...(isPublic
        ? {
            provisioningState: 'Succeeded',
            targetResource: isAlias(properties)
              ? properties.targetResource
              : {},
          }
        : { isAutoRegistered: autoRegistered }),
    },
  };
}
