import { ApiAnswer } from './apiRequest';

type Json = Record<string, unknown>;

/**
 * What a client reads of an answer, without the words about a mistake.
 */
export function factsWithoutWords(answer: ApiAnswer): Json {
  const { status, mediaType, body } = answerFacts(answer);
  const [{ message, ...rest }] = body as Json[];
  return { status, mediaType, hasMessage: Boolean(message), rest };
}

/**
 * What a client reads of an answer, without what differs from one moment or cluster to
 * the next: numbers become N, tokens and uids are only said to be there.
 */
export function answerFacts({ status, headers, text }: ApiAnswer): Json {
  const mediaType = headers['content-type']?.split(';')[0];
  return {
    status,
    mediaType,
    ...(mediaType === 'application/json'
      ? { body: documentsIn(text).map(documentFacts) }
      : { text }),
  };
}

/** One document, or the lines of a watch. */
function documentsIn(text: string): Json[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const isWatch = trimmed.startsWith('{"type":');
  return (isWatch ? trimmed.split('\n') : [trimmed]).map(each =>
    JSON.parse(each),
  );
}

function documentFacts(document: Json): Json {
  if (isJson(document.object)) {
    return { type: document.type, object: objectFacts(document.object) };
  }
  switch (document.kind) {
    case 'APIGroupList':
      return { ...typeOf(document), groups: readOf(document.groups) };
    case 'APIGroup':
    case 'APIVersions':
      return withoutAddress(document);
    case 'APIResourceList':
      return {
        ...typeOf(document),
        groupVersion: document.groupVersion,
        resources: resourceFacts(document.resources),
      };
    default:
      return Array.isArray(document.items)
        ? {
            ...typeOf(document),
            metadata: listMetadataFacts(document.metadata),
            items: document.items.map(objectFacts),
          }
        : objectFacts(document);
  }
}

function objectFacts(object: Json): Json {
  const metadata = object.metadata as Json;
  if (object.kind === 'Status') {
    const message = String(object.message).replace(/\d+/g, 'N');
    return { ...object, message, metadata: Object.keys(metadata) };
  }
  return {
    ...typeOf(object),
    name: metadata.name,
    namespace: metadata.namespace,
    labels: metadata.labels,
    annotations: metadata.annotations,
    metadata: Object.keys(metadata)
      // Says who wrote what, which no reader of a demo cluster asks for.
      .filter(key => key !== 'managedFields')
      .sort(),
  };
}

function typeOf(document: Json): Json {
  return { kind: document.kind, apiVersion: document.apiVersion };
}

function listMetadataFacts(metadata: unknown): Json {
  const { remainingItemCount, ...rest } = metadata as Json;
  return { keys: Object.keys(rest).sort(), remainingItemCount };
}

/** Groups and resources that we read: a real server has more of both. */
const readGroups: ReadonlySet<unknown> = new Set([
  'apiextensions.k8s.io',
  'discovery.k8s.io',
  'networking.k8s.io',
  'gateway.networking.k8s.io',
  'externaldns.k8s.io',
]);

const readCore: ReadonlySet<unknown> = new Set([
  'namespaces',
  'nodes',
  'pods',
  'services',
]);

function readOf(groups: unknown): Json[] {
  return (groups as Json[])
    .filter(({ name }) => readGroups.has(name))
    .sort(byName);
}

function resourceFacts(resources: unknown): Json[] {
  return (resources as Json[])
    .filter(({ name }) => !String(name).includes('/'))
    .filter(({ kind, name }) => readKinds.has(kind) || readCore.has(name))
    .map(({ name, singularName, namespaced, kind, verbs }) => ({
      name,
      singularName,
      namespaced,
      kind,
      reads: ['get', 'list', 'watch'].filter(verb =>
        (verbs as string[]).includes(verb),
      ),
    }))
    .sort(byName);
}

const readKinds: ReadonlySet<unknown> = new Set([
  'DNSEndpoint',
  'EndpointSlice',
  'GRPCRoute',
  'Gateway',
  'HTTPRoute',
  'Ingress',
  'ListenerSet',
  'TCPRoute',
  'TLSRoute',
  'UDPRoute',
]);

function byName(left: Json, right: Json): number {
  return String(left.name).localeCompare(String(right.name));
}

function withoutAddress(document: Json): Json {
  const { serverAddressByClientCIDRs, ...rest } = document;
  return { ...rest, hasAddress: Array.isArray(serverAddressByClientCIDRs) };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
