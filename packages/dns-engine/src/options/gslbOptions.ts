import { addressFamily } from '../address';
import { isWithin, nameDefect, normaliseName } from '../name';
import { ConfigReader, isJsonObject } from './configReader';

/** What is done for delegated zones; `auto` chooses by who writes them. @public */
export type GslbMode = 'auto' | 'own' | 'observe' | 'off';

/** A delegated zone that the configuration names. @public */
export interface GslbZoneOptions {
  /** Normalised. */
  zone: string;
  /** Normalised; empty where the objects have to tell it. */
  parent: string;
  /** Geo tags of its members; empty: every cluster with k8gb. */
  tags: readonly string[];
  /** Undefined: as for all zones. */
  mode?: GslbMode;
}

/** What the configuration says of k8gb in one cluster. @public */
export interface GslbClusterOptions {
  /** Empty where k8gb has to tell it. */
  geoTag: string;
  /** Addresses of its name server that are published in place of k8gb's. */
  addresses: readonly string[];
}

/** A kind of a platform's own that stands for a host of k8gb. @public */
export interface GslbExtraKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
  /** Path to a host or a list of hosts, like `spec.hostnames`. */
  hosts: string;
}

/** The section `externalDns.gslb`, and `gslb` of `externalDns.clusters`. @public */
export interface GslbOptions {
  mode: GslbMode;
  /** Seconds; of the NS set and the glue where k8gb tells no TTL. */
  nsTtl: number;
  /** Where k8gb runs, in every cluster. */
  namespace: string;
  zones: readonly GslbZoneOptions[];
  clusters: Readonly<Record<string, GslbClusterOptions>>;
  extraKinds: readonly GslbExtraKind[];
}

/** What holds where nothing is configured. @public */
export const defaultGslbOptions: GslbOptions = {
  mode: 'auto',
  nsTtl: 30,
  namespace: 'k8gb',
  zones: [],
  clusters: {},
  extraKinds: [],
};

const modes: readonly GslbMode[] = ['auto', 'own', 'observe', 'off'];

/** Reads what the section says of k8gb; in compat nothing of it counts. @internal */
export function parseGslb(top: ConfigReader, compat: boolean): GslbOptions {
  if (compat) return defaultGslbOptions;
  const reader = top.section('gslb');
  reader.refuseUnknown([
    'extraKind',
    'extraKinds',
    'mode',
    'namespace',
    'nsTtl',
    'zones',
  ]);
  return {
    mode: reader.choice('mode', modes, defaultGslbOptions.mode),
    nsTtl: readTtl(reader),
    namespace: reader.text('namespace', defaultGslbOptions.namespace),
    zones: sections(reader, 'zones').flatMap(readZone),
    clusters: readClusters(top),
    extraKinds: [
      ...sections(reader, 'extraKinds'),
      ...sections(reader, 'extraKind'),
    ].flatMap(readExtraKind),
  };
}

function readTtl(reader: ConfigReader): number {
  const ttl = reader.duration('nsTtl', defaultGslbOptions.nsTtl);
  if (ttl > 0) return ttl;
  reader.problem('nsTtl', 'must be at least one second');
  return defaultGslbOptions.nsTtl;
}

function readZone(reader: ConfigReader): GslbZoneOptions[] {
  reader.refuseUnknown(['mode', 'parent', 'tags', 'zone']);
  const zone = normaliseName(reader.text('zone', ''));
  const parent = normaliseName(reader.text('parent', ''));
  const defect = nameDefect(zone);
  if (defect) {
    reader.problem('zone', `must be the name of the delegated zone: ${defect}`);
    return [];
  }
  if (parent !== '' && (parent === zone || !isWithin(zone, parent))) {
    reader.problem('parent', `must be a zone above ${zone}`);
    return [];
  }
  const options: GslbZoneOptions = {
    zone,
    parent,
    tags: reader.list('tags', []),
  };
  if (reader.has('mode')) options.mode = reader.choice('mode', modes, 'auto');
  return [options];
}

function readClusters(top: ConfigReader): GslbOptions['clusters'] {
  const clusters = top.raw('clusters');
  if (!isJsonObject(clusters)) return {};
  const read: Record<string, GslbClusterOptions> = {};
  for (const [name, value] of Object.entries(clusters)) {
    if (!isJsonObject(value) || value.gslb === undefined) continue;
    const path = `${top.path}.clusters.${name}`;
    const gslb = new ConfigReader(value, path, top.problems).section('gslb');
    gslb.refuseUnknown(['addresses', 'geoTag']);
    read[name] = { geoTag: readTag(gslb), addresses: readAddresses(gslb) };
  }
  return read;
}

function readTag(reader: ConfigReader): string {
  const tag = reader.text('geoTag', '');
  if (tag === '' || /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(tag)) {
    return tag;
  }
  reader.problem('geoTag', 'must be letters, digits and hyphens, like eu');
  return '';
}

function readAddresses(reader: ConfigReader): readonly string[] {
  const addresses = reader.list('addresses', []);
  for (const [index, address] of addresses.entries()) {
    if (addressFamily(address) === 4) continue;
    reader.problem(
      `addresses[${index}]`,
      'must be an IPv4 address: k8gb answers there only',
    );
  }
  return addresses.filter(each => addressFamily(each) === 4);
}

function readExtraKind(reader: ConfigReader): GslbExtraKind[] {
  reader.refuseUnknown(['group', 'hosts', 'kind', 'plural', 'version']);
  const kind = reader.text('kind', '');
  const version = reader.text('version', '');
  const hosts = reader.text('hosts', '').replace(/^\$?\.+/, '');
  for (const [key, value] of Object.entries({ kind, version, hosts })) {
    if (value === '') reader.problem(key, 'must be given');
  }
  if (kind === '' || version === '' || hosts === '') return [];
  return [
    {
      group: reader.text('group', ''),
      version,
      kind,
      plural: reader.text('plural', `${kind.toLowerCase()}s`),
      hosts,
    },
  ];
}

/** The sections of a list, or a single one. */
function sections(reader: ConfigReader, key: string): ConfigReader[] {
  const value = reader.raw(key);
  if (value === undefined) return [];
  if (isJsonObject(value)) return [reader.section(key)];
  if (!Array.isArray(value)) {
    reader.problem(key, 'must be a list of sections');
    return [];
  }
  return value.flatMap((each: unknown, index) => {
    if (isJsonObject(each)) {
      const path = `${reader.path}.${key}[${index}]`;
      return [new ConfigReader(each, path, reader.problems)];
    }
    reader.problem(`${key}[${index}]`, 'must be a section with keys');
    return [];
  });
}
