import { withStoredFacts } from '../delegation/storedFacts';
import { Origin, Wish } from '../endpoint';
import { isJsonObject, JsonObject } from '../options/configReader';
import { Options } from '../options/types';
import { ProviderSemantics } from '../provider';
import { resourceLabel } from '../registry/txtValue';
import { collectSource } from '../sources/collect';
import { Combined, combine } from '../sources/combine';
import { KubeObject } from '../sources/source';
import { sources } from '../sources/sources';
import { clusterView } from '../view';
import { readEndpoint } from './readEndpoint';

/**
 * What was stored of a cluster that cannot be read now: its wishes as endpoints
 * (the object is the label `resource`) or with their origin, or its objects as
 * they were read last. `names` are the sources that it is wanted of.
 *
 * @internal
 */
export function rememberedWishes(
  cluster: string,
  stored: readonly unknown[],
  options: Options,
  semantics: ProviderSemantics,
  names: ReadonlySet<string> = new Set(options.sources),
): Combined {
  const objects: KubeObject[] = [];
  const wishes: Wish[] = [];
  for (const [index, each] of stored.entries()) {
    if (isKubeObject(each)) objects.push(each);
    else {
      const wish = readWish(cluster, each, `last.${cluster}[${index}]`);
      if (isOfInstance(wish, options) && isOfSources(wish, options, names)) {
        wishes.push(wish);
      }
    }
  }
  const view = clusterView(cluster, objects);
  const found = options.sources.flatMap(name => {
    const source = sources.find(each => each.name === name);
    return source && names.has(name)
      ? [collectSource(source, view, options)]
      : [];
  });
  const combined = combine(found, options, semantics);
  return {
    wishes: [...combined.wishes, ...withStoredFacts(wishes)],
    verdicts: combined.verdicts,
  };
}

/** @internal */
export function isKubeObject(value: unknown): value is KubeObject {
  return (
    isJsonObject(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isJsonObject(value.metadata)
  );
}

function readWish(cluster: string, value: unknown, path: string): Wish {
  const fields: JsonObject = isJsonObject(value) ? value : {};
  const endpoint = readEndpoint(fields.endpoint ?? value, path);
  const origin = originOf(cluster, fields);
  return { endpoint, origin, contributors: [origin] };
}

/** The object behind a stored wish or endpoint; its parts are empty if unknown. @internal */
export function originOf(cluster: string, stored: JsonObject): Origin {
  if (isJsonObject(stored.origin)) return originFrom(stored.origin, cluster);
  const endpoint = isJsonObject(stored.endpoint) ? stored.endpoint : stored;
  const labels = isJsonObject(endpoint.labels) ? endpoint.labels : {};
  const resource = labels[resourceLabel];
  return originOfResource(
    typeof resource === 'string' ? resource : '',
    cluster,
  );
}

function originFrom(fields: JsonObject, cluster: string): Origin {
  const text = (key: string): string => {
    const value = fields[key];
    return typeof value === 'string' ? value : '';
  };
  const origin: Origin = {
    cluster,
    kind: text('kind'),
    namespace: text('namespace'),
    name: text('name'),
  };
  const created = text('creationTimestamp');
  if (created) origin.creationTimestamp = created;
  return origin;
}

const kindsOfResources: Readonly<Record<string, string>> = {
  crd: 'DNSEndpoint',
  httproute: 'HTTPRoute',
  grpcroute: 'GRPCRoute',
  tlsroute: 'TLSRoute',
  tcproute: 'TCPRoute',
  udproute: 'UDPRoute',
  ingress: 'Ingress',
  service: 'Service',
  node: 'Node',
  pod: 'Pod',
  zonedelegation: 'ZoneDelegation',
};

function originOfResource(resource: string, cluster: string): Origin {
  const parts = resource.split('/');
  const [kind] = parts;
  return {
    cluster,
    kind: Object.hasOwn(kindsOfResources, kind) ? kindsOfResources[kind] : kind,
    // A Node has no namespace.
    namespace: parts.length > 2 ? parts[1] : '',
    name: parts.slice(parts.length > 2 ? 2 : 1).join('/'),
  };
}

/** Stored endpoints do not say of which instance they are: its namespace does. */
function isOfInstance(wish: Wish, options: Options): boolean {
  return (
    options.namespace === '' ||
    wish.origin.namespace === '' ||
    wish.origin.namespace === options.namespace
  );
}

/** A wish of a source that is not wanted, or is not configured any more, is none. */
function isOfSources(
  { origin }: Wish,
  options: Options,
  names: ReadonlySet<string>,
): boolean {
  if (origin.kind === '') return true;
  const readers = sources.filter(source =>
    source.reads(options).some(({ kind }) => kind === origin.kind),
  );
  return readers.length === 0 || readers.some(({ name }) => names.has(name));
}
