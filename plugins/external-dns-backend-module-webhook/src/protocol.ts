import { Endpoint } from '@openova/dns-engine';

/*
 * What goes over the wire in ExternalDNS's webhook protocol, version 1, and its
 * readers. The published description and the server that ExternalDNS ships differ
 * in how a domain filter is spelled; both spellings are read. Go writes an empty list
 * as null.
 */

/** Of every request and answer. @internal */
export const mediaType = 'application/external.dns.webhook+json;version=1';

/** What is written: the old and the new half of an update at the same index. @internal */
export interface WebhookChanges {
  create?: Endpoint[];
  updateOld?: Endpoint[];
  updateNew?: Endpoint[];
  delete?: Endpoint[];
}

/** The names that a webhook takes. @internal */
export interface WebhookFilter {
  include: string[];
  exclude: string[];
  regexInclude: string;
  regexExclude: string;
}

/** An answer that is none of the protocol; the message says where. @internal */
export class ProtocolError extends Error {}

/**
 * Whether a content type is version 1 of the protocol, however it is spelled.
 *
 * @internal
 */
export function isMediaType(contentType: string): boolean {
  const normal = contentType.toLowerCase().replace(/[\s"]/g, '');
  return normal === mediaType || normal.startsWith(`${mediaType};`);
}

/** @throws ProtocolError @internal */
export function readFilter(body: unknown): WebhookFilter {
  const filter = objectAt(body, 'the domain filter');
  const result: WebhookFilter = {
    include: [
      ...textsAt(filter.include, 'include'),
      ...textsAt(filter.filters, 'filters'),
    ],
    exclude: textsAt(filter.exclude, 'exclude'),
    regexInclude: textAt(filter.regexInclude, 'regexInclude'),
    regexExclude: textAt(filter.regexExclude, 'regexExclude'),
  };
  const hasLists = result.include.length > 0 || result.exclude.length > 0;
  if (hasLists && (result.regexInclude || result.regexExclude)) {
    throw new ProtocolError(
      'the domain filter has both lists and regular expressions',
    );
  }
  return result;
}

/** @throws ProtocolError @internal */
export function readEndpoints(body: unknown): Endpoint[] {
  if (body === null) return [];
  if (!Array.isArray(body)) {
    throw new ProtocolError('a list of endpoints was due');
  }
  return body.map((each: unknown, index) => readEndpoint(each, `[${index}]`));
}

/** @throws ProtocolError @internal */
export function readEndpoint(value: unknown, path: string): Endpoint {
  const given = objectAt(value, path);
  const endpoint: Endpoint = {
    dnsName: textAt(given.dnsName, `${path}.dnsName`),
    targets: textsAt(given.targets, `${path}.targets`),
    recordType: textAt(given.recordType, `${path}.recordType`),
  };
  if (endpoint.dnsName === '' || endpoint.recordType === '') {
    throw new ProtocolError(`${path} has no dnsName or no recordType`);
  }
  const setIdentifier = textAt(given.setIdentifier, `${path}.setIdentifier`);
  if (setIdentifier !== '') endpoint.setIdentifier = setIdentifier;
  const ttl = given.recordTTL ?? 0;
  if (typeof ttl !== 'number' || !Number.isSafeInteger(ttl) || ttl < 0) {
    throw new ProtocolError(`${path}.recordTTL is no number of seconds`);
  }
  if (ttl > 0) endpoint.recordTTL = ttl;
  const labels = Object.entries(objectAt(given.labels ?? {}, `${path}.labels`));
  if (labels.length > 0) {
    endpoint.labels = Object.fromEntries(
      labels.map(([name, each]) => [
        name,
        textAt(each, `${path}.labels.${name}`),
      ]),
    );
  }
  const properties = listAt(given.providerSpecific, `${path}.providerSpecific`);
  if (properties.length > 0) {
    endpoint.providerSpecific = properties.map((each, index) => {
      const where = `${path}.providerSpecific[${index}]`;
      const property = objectAt(each, where);
      return {
        name: textAt(property.name, `${where}.name`),
        value: textAt(property.value, `${where}.value`),
      };
    });
  }
  return endpoint;
}

function objectAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value));
  }
  throw new ProtocolError(`${path} is no object`);
}

function listAt(value: unknown, path: string): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new ProtocolError(`${path} is no list`);
}

function textsAt(value: unknown, path: string): string[] {
  return listAt(value, path).map((each, index) =>
    textAt(each, `${path}[${index}]`),
  );
}

/** The empty text where there is none, as Go leaves it out. */
function textAt(value: unknown, path: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  throw new ProtocolError(`${path} is no text`);
}
