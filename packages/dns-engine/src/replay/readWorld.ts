import { Origin } from '../endpoint';
import { Claim, nameKey } from '../merge/claims';
import { normaliseName } from '../name';
import { isJsonObject, JsonObject } from '../options/configReader';
import { RecordSet } from '../recordSet';
import { KubeObject } from '../sources/source';
import { WorldError } from './worldError';
import { readEndpoint } from './readEndpoint';

/** A world of the replay contract, checked. @internal */
export interface World {
  id: string;
  config: JsonObject;
  /** Objects by cluster; undefined where the cluster cannot be read. */
  clusters: Map<string, readonly KubeObject[] | undefined>;
  records: Omit<RecordSet, 'zone'>[];
  zones?: string[];
  now?: string;
  claims: Map<string, Claim>;
  /** Stored wishes by cluster: endpoints, wishes, or the objects themselves. */
  last: Map<string, readonly unknown[]>;
  providerType?: string;
}

/** @internal */
export function readWorld(value: unknown): World {
  if (!isJsonObject(value)) throw new WorldError('A world must be an object.');
  const { id, config } = value;
  if (typeof id !== 'string') throw new WorldError('id must be a text.');
  if (!isJsonObject(config)) {
    throw new WorldError('config must be the externalDns section.');
  }
  const world: World = {
    id,
    config,
    clusters: readClusters(value.clusters),
    records: listOf(value.records, 'records').map((each, index) =>
      readEndpoint(each, `records[${index}]`),
    ),
    claims: readClaims(value.claims),
    last: readLast(value.last),
  };
  if (value.zones !== undefined && value.zones !== null) {
    world.zones = listOf(value.zones, 'zones').map(zone => {
      if (typeof zone === 'string') return zone;
      if (isJsonObject(zone) && typeof zone.name === 'string') return zone.name;
      throw new WorldError('zones must be a list of names.');
    });
  }
  if (value.now !== undefined && value.now !== null) {
    if (typeof value.now !== 'string' || Number.isNaN(Date.parse(value.now))) {
      throw new WorldError('now must be a time as in RFC 3339.');
    }
    world.now = value.now;
  }
  const provider = listOf(config.providers, 'config.providers')[0];
  if (isJsonObject(provider) && typeof provider.type === 'string') {
    world.providerType = provider.type;
  }
  return world;
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
    Object.entries(value).map(([cluster, objects]) => {
      if (objects === null) return [cluster, undefined];
      if (!Array.isArray(objects)) {
        throw new WorldError(
          `clusters.${cluster} must be a list of Kubernetes objects, or null.`,
        );
      }
      return [cluster, objects.filter(isJsonObject) as KubeObject[]];
    }),
  );
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

function readLast(value: unknown): World['last'] {
  if (value === undefined || value === null) return new Map();
  const byCluster = asObject(value, 'last');
  const last: World['last'] = new Map();
  for (const [cluster, stored] of Object.entries(byCluster)) {
    if (stored === null) continue;
    const inner =
      isJsonObject(stored) && Array.isArray(stored.wishes)
        ? stored.wishes
        : stored;
    last.set(cluster, listOf(inner, `last.${cluster}`));
  }
  return last;
}

function asObject(value: unknown, path: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new WorldError(`${path} must be an object.`);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
