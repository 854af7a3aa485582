import { isIP, isIPv6 } from 'node:net';
import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import { nameDefect, normaliseName } from '@openova/dns-engine';
import { canonicalName, Name } from '@openova/dns-wire';
import { ZoneSeed } from './seed';
import { readSeed } from './seed';

/** One zone of an entry. */
export interface ZoneSettings {
  /** In `canonicalName`'s form. */
  name: Name;
  /** Where the NS records of a new zone point; empty: `ns1.<zone>`, with its address. */
  nameServers: Name[];
  visibility: 'public' | 'private';
}

/** An entry of `externalDns.providers` of type `embedded`. */
export interface EmbeddedEntry {
  /** Where it stands, for messages. */
  path: string;
  zones: ZoneSettings[];
  listen: { address: string; port: number };
  /** What zones get when they are made. */
  seed: ZoneSeed[];
}

/** Keys that every provider may have; the backend reads them. */
const commonKeys = [
  'type',
  'name',
  'account',
  'domainFilter',
  'excludeDomains',
  'zoneIdFilter',
  'limits',
];

/**
 * Checks an entry. Reads the file of `seed`; needs no network.
 *
 * @throws InputError with the path of what is wrong and what would be right.
 */
export async function readEntry(
  config: JsonObject,
  path: string,
): Promise<EmbeddedEntry> {
  refuseUnknown(config, path, [...commonKeys, 'zones', 'listen', 'seed']);
  const { zones, listen, seed } = config;
  if (!Array.isArray(zones) || zones.length === 0) {
    throw new InputError(
      `${path}.zones must be a list of zones, for example [example.org]`,
    );
  }
  const settings = zones.map((zone, index) =>
    readZone(zone, `${path}.zones[${index}]`),
  );
  settings.forEach(({ name }, index) => {
    if (settings.findIndex(each => each.name === name) < index) {
      throw new InputError(
        `${path}.zones[${index}] is ${name} a second time: remove one`,
      );
    }
  });
  return {
    path,
    zones: settings,
    listen: readListen(listen, `${path}.listen`),
    seed: await readSeed(seed, `${path}.seed`),
  };
}

function readZone(value: JsonValue | undefined, path: string): ZoneSettings {
  if (typeof value === 'string') {
    return {
      name: readName(value, path),
      nameServers: [],
      visibility: 'public',
    };
  }
  if (!isObject(value)) {
    throw new InputError(
      `${path} must be the name of a zone, or { name, nameServers, visibility }`,
    );
  }
  refuseUnknown(value, path, ['name', 'nameServers', 'visibility']);
  const { name, nameServers = [], visibility = 'public' } = value;
  if (!Array.isArray(nameServers)) {
    throw new InputError(`${path}.nameServers must be a list of host names`);
  }
  if (visibility !== 'public' && visibility !== 'private') {
    throw new InputError(`${path}.visibility must be public or private`);
  }
  return {
    name: readName(name, `${path}.name`),
    nameServers: nameServers.map((server, index) =>
      readName(server, `${path}.nameServers[${index}]`),
    ),
    visibility,
  };
}

function readName(value: JsonValue | undefined, path: string): Name {
  if (typeof value !== 'string' || value === '') {
    throw new InputError(`${path} must be a name, for example example.org`);
  }
  const name = normaliseName(value);
  const defect = nameDefect(name);
  if (defect) {
    throw new InputError(`${path} "${value}" is no DNS name: ${defect}`);
  }
  return canonicalName(name);
}

function readListen(
  value: JsonValue | undefined,
  path: string,
): EmbeddedEntry['listen'] {
  if (!isObject(value)) {
    throw new InputError(
      `${path} must be { address, port }, for example { address: 127.0.0.1, port: 5353 }`,
    );
  }
  refuseUnknown(value, path, ['address', 'port']);
  const { address = '127.0.0.1', port } = value;
  if (typeof address !== 'string' || isIP(address) === 0) {
    throw new InputError(
      `${path}.address must be an IP address of this machine, for example 127.0.0.1`,
    );
  }
  // A port from an environment variable comes as text.
  const number = typeof port === 'string' && port ? Number(port) : port;
  if (
    typeof number !== 'number' ||
    !Number.isInteger(number) ||
    number < 0 ||
    number > 65_535
  ) {
    throw new InputError(
      `${path}.port must be a port from 1 to 65535, or 0 for any that is free`,
    );
  }
  return { address, port: number };
}

function refuseUnknown(
  value: JsonObject,
  path: string,
  known: readonly string[],
): void {
  const unknown = Object.keys(value).find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new InputError(
      `${path}.${unknown} is unknown: use ${known.join(', ')}`,
    );
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether only this machine can reach an address. */
export function isLoopback(address: string): boolean {
  return isIPv6(address) ? address === '::1' : address.startsWith('127.');
}

/** Where this machine reaches a server that listens on an address. */
export function reachableAddress(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (isIPv6(address) && /^[0:]*$/.test(address)) return '::1';
  return address;
}
