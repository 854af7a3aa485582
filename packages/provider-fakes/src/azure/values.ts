import { isIPv4, isIPv6 } from 'node:net';
import { Visibility } from './description';
import { badRequest } from './refusal';

/*
 * What a record set may hold, beyond what the description says: from the services'
 * documentation of limits and record types.
 */

/** What a write says of a record set, spelled as the service spells it. */
export type Properties = Record<string, unknown>;

type Rule = (record: Record<string, unknown>) => void;

const mostRecords = 20;
const mostText = 4096;

const publicNames: Readonly<Record<string, string>> = {
  A: 'ARecords',
  AAAA: 'AAAARecords',
  CAA: 'caaRecords',
  CNAME: 'CNAMERecord',
  MX: 'MXRecords',
  NS: 'NSRecords',
  PTR: 'PTRRecords',
  SOA: 'SOARecord',
  SRV: 'SRVRecords',
  TXT: 'TXTRecords',
};

/** The property that holds the values of a type. */
export function valuesName(type: string, visibility: Visibility): string {
  if (visibility === 'public') return publicNames[type];
  const isOne = type === 'CNAME' || type === 'SOA';
  return `${type.toLowerCase()}Record${isOne ? '' : 's'}`;
}

export function ttlName(visibility: Visibility): string {
  return visibility === 'public' ? 'TTL' : 'ttl';
}

/** @throws Refusal where the service does not take it. */
export function checkProperties(
  type: string,
  visibility: Visibility,
  properties: Properties,
): void {
  const ttl = properties[ttlName(visibility)];
  if (typeof ttl !== 'number' || ttl < 1 || ttl > 2_147_483_647) {
    throw badRequest(
      `The TTL '${ttl ?? ''}' is invalid: it must be between 1 and 2147483647.`,
    );
  }
  const own = valuesName(type, visibility);
  const foreign = Object.keys(properties).find(
    name => /records?$/i.test(name) && name !== own,
  );
  if (foreign) {
    throw badRequest(
      `A record set of type '${type}' cannot have '${foreign}'.`,
    );
  }
  if (isAlias(properties)) {
    checkAlias(type, properties, own);
    return;
  }
  const records = recordsIn(properties[own]);
  if (records.length > mostRecords) {
    throw badRequest(
      `A record set cannot have more than ${mostRecords} records.`,
    );
  }
  if (type === 'CNAME' && records.length !== 1) {
    throw badRequest(
      'A record set of type CNAME must have exactly one record.',
    );
  }
  for (const record of records) rules[type](record);
  const distinct = new Set(
    records.map(each => JSON.stringify(each).toLowerCase()),
  );
  if (distinct.size < records.length) {
    throw badRequest('The record set has duplicate records.');
  }
  if (type === 'TXT') checkText(records);
}

/** Whether an address or a name comes from a resource of Azure. */
export function isAlias({ targetResource }: Properties): boolean {
  const { id } = recordsIn(targetResource)[0] ?? {};
  return typeof id === 'string' && id !== '';
}

function checkAlias(type: string, properties: Properties, own: string): void {
  if (!['A', 'AAAA', 'CNAME'].includes(type)) {
    throw badRequest(`A record set of type '${type}' cannot be an alias.`);
  }
  if (recordsIn(properties[own]).length > 0) {
    throw badRequest('An alias record set cannot have records of its own.');
  }
}

const rules: Readonly<Record<string, Rule>> = {
  A: ({ ipv4Address }) => {
    if (typeof ipv4Address === 'string' && isIPv4(ipv4Address)) return;
    throw badRequest(`The IPv4 address '${ipv4Address}' is invalid.`);
  },
  AAAA: ({ ipv6Address }) => {
    if (typeof ipv6Address === 'string' && isIPv6(ipv6Address)) return;
    throw badRequest(`The IPv6 address '${ipv6Address}' is invalid.`);
  },
  CAA: ({ flags, tag, value }) => {
    number('flags', flags, 255);
    if (typeof tag !== 'string' || !/^[a-z0-9]{1,15}$/i.test(tag)) {
      throw badRequest(`The CAA tag '${tag}' is invalid.`);
    }
    if (typeof value !== 'string' || value.length > 1024) {
      throw badRequest('The CAA value is invalid.');
    }
  },
  CNAME: ({ cname }) => host(cname),
  MX: ({ preference, exchange }) => {
    number('preference', preference, 65_535);
    host(exchange, '.');
  },
  NS: ({ nsdname }) => host(nsdname),
  PTR: ({ ptrdname }) => host(ptrdname),
  SOA: () => {},
  SRV: ({ priority, weight, port, target }) => {
    number('priority', priority, 65_535);
    number('weight', weight, 65_535);
    number('port', port, 65_535);
    host(target, '.');
  },
  TXT: ({ value }) => {
    const strings: unknown[] = Array.isArray(value) ? value : [];
    if (strings.length === 0)
      throw badRequest('A TXT record must have a value.');
    for (const string of strings) {
      if (typeof string === 'string' && Buffer.byteLength(string) <= 255)
        continue;
      throw badRequest(
        'A string of a TXT record is longer than 255 characters.',
      );
    }
  },
};

function checkText(records: readonly Record<string, unknown>[]): void {
  const text = records
    .map(({ value }) => (value as string[]).join(''))
    .join('');
  if (Buffer.byteLength(text) > mostText) {
    throw badRequest(
      `A TXT record set cannot have more than ${mostText} characters.`,
    );
  }
}

function number(name: string, value: unknown, most: number): void {
  if (typeof value === 'number' && value >= 0 && value <= most) return;
  throw badRequest(`The value '${value}' for '${name}' is invalid.`);
}

function host(value: unknown, root?: string): void {
  if (typeof value === 'string' && (value === root || isHost(value))) return;
  throw badRequest(`The domain name '${value}' is invalid.`);
}

function isHost(value: string): boolean {
  const name = value.endsWith('.') ? value.slice(0, -1) : value;
  return (
    name.length <= 253 &&
    name
      .split('.')
      .every(label => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label))
  );
}

function recordsIn(value: unknown): Record<string, unknown>[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]) as Record<string, unknown>[];
}
