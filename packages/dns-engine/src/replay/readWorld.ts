import { Origin } from '../endpoint';
import { Claim, nameKey } from '../merge/claims';
import { normaliseName } from '../name';
import { isJsonObject, JsonObject } from '../options/configReader';
import { parseOptions } from '../options/parseOptions';
import { Options } from '../options/types';
import { RecordSet } from '../recordSet';
import { KubeObject } from '../sources/source';
import { WorldError } from './worldError';
import { readRecord } from './readEndpoint';
import { Trim, trimFor } from './trim';

/** A world of the replay contract, checked. @internal */
export interface World {
  id: string;
  config: JsonObject;
  /** The instances of the configuration. */
  instances: readonly Options[];
  /** Objects by cluster; undefined where the cluster cannot be read. */
  clusters: Map<string, readonly KubeObject[] | undefined>;
  /** Their zone is not known yet: an empty text. */
  records: RecordSet[];
  zones?: string[];
  now?: string;
  claims: Map<string, Claim>;
  /** What is known of delegations: see `delegationMemory`. */
  gslb?: JsonObject;
  /** Stored wishes by cluster: endpoints, wishes, or the objects themselves. */
  last: Map<string, readonly unknown[]>;
  /** The configured providers; each has a `type`. */
  providers: readonly JsonObject[];
}

/** @internal */
export function readWorld(value: unknown): World {
  if (!isJsonObject(value)) throw new WorldError('A world must be an object.');
  const reader = new WorldReader();
  for (const [key, each] of Object.entries(value)) reader.value(key, each);
  return reader.world();
}

/**
 * Reads a world part by part, as a scanner finds the parts: objects are trimmed at
 * once where the configuration came before them. Nothing throws before `world`, so
 * that a mistake is told with the id of its world.
 *
 * @public
 */
export class WorldReader {
  private readonly members = new Map<string, unknown>();
  private clusters: World['clusters'] = new Map();
  private kept: KubeObject[] = [];
  private standing: RecordSet[] = [];
  private trim: Trim | undefined;
  private mistake: WorldError | undefined;

  /** Undefined where it is missing or no text. */
  get id(): string | undefined {
    const id = this.members.get('id');
    return typeof id === 'string' ? id : undefined;
  }

  /** A key of the world with its whole value. The last one of several counts. */
  value(key: string, value: unknown): void {
    this.attempt(() => {
      if (key === 'clusters') this.clusters = readClusters(value);
      else if (key === 'records') {
        this.startRecords();
        this.records(listOf(value, 'records'));
      } else this.members.set(key, value);
    });
  }

  /** From here on objects are trimmed to what the configuration, if known, reads. */
  startClusters(): void {
    this.clusters = new Map();
    const config = this.members.get('config');
    if (!isJsonObject(config)) return;
    const { options, problems } = parseOptions(config);
    if (problems.length === 0) this.trim = trimFor(options);
  }

  startCluster(name: string): void {
    this.kept = [];
    this.clusters.set(name, this.kept);
  }

  /** A cluster whose value is no list. */
  clusterValue(name: string, value: unknown): void {
    this.attempt(() => this.clusters.set(name, readObjects(name, value)));
  }

  /** More objects of the cluster that was started. */
  objects(objects: readonly unknown[]): void {
    for (const each of objects) {
      if (!isJsonObject(each)) continue;
      const object = each as KubeObject;
      const kept = this.trim ? this.trim(object) : object;
      if (kept) this.kept.push(kept);
    }
  }

  startRecords(): void {
    this.standing = [];
  }

  records(records: readonly unknown[]): void {
    this.attempt(() => {
      for (const each of records) {
        this.standing.push(readRecord(each, this.standing.length));
      }
    });
  }

  /** @throws {@link WorldError} for the first mistake. @internal */
  world(): World {
    const id = this.members.get('id');
    const config = this.members.get('config');
    if (typeof id !== 'string') throw new WorldError('id must be a text.');
    if (!isJsonObject(config)) {
      throw new WorldError('config must be the externalDns section.');
    }
    if (this.mistake) throw this.mistake;
    const { options, problems } = parseOptions(config);
    if (problems.length > 0) {
      const { path, message } = problems[0];
      throw new WorldError(`${path} ${message}.`);
    }
    const world: World = {
      id,
      config,
      instances: options,
      clusters: this.takeClusters(),
      records: this.takeStanding(),
      claims: readClaims(this.members.get('claims')),
      last: readLast(this.members.get('last')),
      providers: listOf(config.providers, 'config.providers').filter(
        isJsonObject,
      ),
    };
    const gslb = this.members.get('gslb');
    if (isJsonObject(gslb)) world.gslb = gslb;
    const zones = this.members.get('zones');
    if (zones !== undefined && zones !== null) world.zones = readZones(zones);
    const now = this.members.get('now');
    if (now !== undefined && now !== null) world.now = readTime(now);
    return world;
  }

  private takeClusters(): World['clusters'] {
    const { clusters } = this;
    this.clusters = new Map();
    this.kept = [];
    return clusters;
  }

  /** Whoever plans a world lets its records go one zone after the other. */
  private takeStanding(): RecordSet[] {
    const { standing } = this;
    this.standing = [];
    return standing;
  }

  private attempt(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.mistake ??= error;
    }
  }
}

function readZones(value: unknown): string[] {
  return listOf(value, 'zones').map(zone => {
    if (typeof zone === 'string') return zone;
    if (isJsonObject(zone) && typeof zone.name === 'string') return zone.name;
    throw new WorldError('zones must be a list of names.');
  });
}

function readTime(value: unknown): string {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) {
    throw new WorldError('now must be a time as in RFC 3339.');
  }
  return value;
}

/** A list; a single text or object counts as a list of one. */
function listOf(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (typeof value === 'string' || isJsonObject(value)) return [value];
  throw new WorldError(`${path} must be a list.`);
}

function readClusters(value: unknown): World['clusters'] {
  if (value === undefined || value === null) return new Map();
  if (!isJsonObject(value)) {
    throw new WorldError(
      'clusters must be an object of lists of Kubernetes objects.',
    );
  }
  return new Map(
    Object.entries(value).map(([cluster, objects]) => [
      cluster,
      readObjects(cluster, objects),
    ]),
  );
}

function readObjects(
  cluster: string,
  objects: unknown,
): readonly KubeObject[] | undefined {
  if (objects === null) return undefined;
  if (!Array.isArray(objects)) {
    throw new WorldError(
      `clusters.${cluster} must be a list of Kubernetes objects, or null.`,
    );
  }
  return objects.filter(isJsonObject) as KubeObject[];
}

/** A list of claims, or an object of claims or cluster names by dnsName. */
function readClaims(value: unknown): World['claims'] {
  const claims = new Map<string, Claim>();
  if (value === undefined || value === null) return claims;
  const entries: [string, unknown][] = isJsonObject(value)
    ? Object.entries(value)
    : listOf(value, 'claims').map(each => ['', each]);
  for (const [name, each] of entries) {
    const claim = readClaim(name, each);
    claims.set(nameKey(claim.dnsName, claim.setIdentifier), claim);
  }
  return claims;
}

function readClaim(name: string, value: unknown): Claim {
  const fields: JsonObject =
    typeof value === 'string' ? { cluster: value } : asObject(value, 'claims');
  const origin = isJsonObject(fields.origin) ? fields.origin : fields;
  const cluster = textOf(fields.cluster) || textOf(origin.cluster);
  const dnsName = textOf(fields.dnsName) || name;
  if (cluster === '' || dnsName === '') {
    throw new WorldError('Each claim needs a dnsName and a cluster.');
  }
  const holder: Origin = {
    cluster,
    kind: textOf(origin.kind),
    namespace: textOf(origin.namespace),
    name: textOf(origin.name),
  };
  return {
    dnsName: normaliseName(dnsName),
    setIdentifier: textOf(fields.setIdentifier),
    cluster,
    instance: textOf(fields.instance),
    origin: holder,
    contributors: listOf(fields.contributors, 'claims.contributors').filter(
      (each): each is string => typeof each === 'string',
    ),
    since: textOf(fields.since),
  };
}

/** By cluster, or one list whose wishes say in their origin of which they are. */
function readLast(value: unknown): World['last'] {
  const last: World['last'] = new Map();
  if (value === undefined || value === null) return last;
  if (Array.isArray(value)) {
    const byCluster = new Map<string, unknown[]>();
    for (const [index, each] of value.entries()) {
      const fields = asObject(each, `last[${index}]`);
      const origin = isJsonObject(fields.origin) ? fields.origin : fields;
      const cluster = textOf(origin.cluster);
      if (cluster === '') {
        throw new WorldError(`last[${index}].origin.cluster must be a text.`);
      }
      byCluster.set(cluster, [...(byCluster.get(cluster) ?? []), each]);
    }
    return byCluster;
  }
  for (const [cluster, stored] of Object.entries(asObject(value, 'last'))) {
    if (stored === null) continue;
    last.set(cluster, listOf(listIn(stored), `last.${cluster}`));
  }
  return last;
}

/** A list, or the list in an object such as a result of ours. */
function listIn(stored: unknown): unknown {
  if (!isJsonObject(stored)) return stored;
  const lists = ['wishes', 'endpoints', 'objects', 'items'].flatMap(key => {
    const list = stored[key];
    return Array.isArray(list) ? list : [];
  });
  return lists.length > 0 || !('dnsName' in stored || 'kind' in stored)
    ? lists
    : stored;
}

function asObject(value: unknown, path: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new WorldError(`${path} must be an object.`);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
