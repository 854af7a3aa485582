import { Options } from '../options/types';
import { parseAnnotationFilter } from '../labelSelector';
import { isRecord, JsonRecord } from './json';
import { KubeObject } from './source';

/** Whether templates are configured, which may read any field. @internal */
export function keepAll(options: Options): boolean {
  return (
    options.fqdnTemplate.length > 0 ||
    options.targetTemplate.length > 0 ||
    options.fqdnTargetTemplate.length > 0
  );
}

/** Annotations that other tools' conventions ask for, with any prefix. */
const foreignAnnotations: ReadonlySet<string> = new Set([
  'kubernetes.io/ingress.class',
  'zalando.org/dnsname',
  'domainName',
  'dns.alpha.kubernetes.io/external',
  'dns.alpha.kubernetes.io/internal',
  'k8gb.io/dnstype',
  'k8gb.absa.oss/dnstype',
]);

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The whole object without what the API server and kubectl note for themselves.
 *
 * @internal
 */
export function keepMetadata(
  object: KubeObject,
  _options: Options,
): KubeObject {
  const metadata: unknown = object.metadata;
  if (!isRecord(metadata)) return object;
  const { managedFields: _, annotations, ...rest } = metadata;
  const kept: Record<string, unknown> = rest;
  if (isRecord(annotations)) {
    kept.annotations = pick(annotations, key => key !== lastApplied);
  } else if (annotations !== undefined) {
    kept.annotations = annotations;
  }
  return withMetadata(object, kept);
}

/**
 * The object with `parts` in place of all but its type and the metadata that
 * sources, filters and the mapping to catalog entities read.
 *
 * @internal
 */
export function keepParts(
  object: KubeObject,
  options: Options,
  parts: JsonRecord,
): KubeObject {
  const metadata: unknown = object.metadata;
  const kept: Record<string, unknown> = {};
  if (isRecord(metadata)) {
    const { name, namespace, uid, creationTimestamp } = metadata;
    setKnown(kept, 'name', name);
    setKnown(kept, 'namespace', share(namespace));
    setKnown(kept, 'uid', uid);
    setKnown(kept, 'creationTimestamp', creationTimestamp);
    if (isRecord(metadata.labels)) kept.labels = shareValues(metadata.labels);
    else setKnown(kept, 'labels', metadata.labels);
    if (isRecord(metadata.annotations)) {
      const wanted = wantedAnnotations(options);
      const annotations = pick(metadata.annotations, wanted);
      if (Object.keys(annotations).length > 0) kept.annotations = annotations;
    } else {
      setKnown(kept, 'annotations', metadata.annotations);
    }
  }
  const { apiVersion, kind } = object;
  return withMetadata(
    { apiVersion: share(apiVersion), kind: share(kind), ...parts },
    kept,
  );
}

function withMetadata(
  object: Omit<KubeObject, 'metadata'>,
  metadata: Record<string, unknown>,
): KubeObject {
  // Its fields are as unchecked as those of the object that it was made from.
  return { ...object, metadata: metadata as KubeObject['metadata'] };
}

/** Keys of a record for which `wanted` holds, hostile ones included. @internal */
export function pick(
  from: JsonRecord,
  wanted: (key: string) => boolean,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(from)) {
    if (key !== '__proto__' && wanted(key)) kept[key] = from[key];
  }
  return kept;
}

/** The named keys that a record has. @internal */
export function only(value: unknown, ...keys: readonly string[]): unknown {
  if (!isRecord(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const key of keys) setKnown(kept, key, share(value[key]));
  return kept;
}

/** `keep` of each element of a list; what is no list stays as it is. @internal */
export function keepEach(
  value: unknown,
  keep: (element: unknown) => unknown,
): unknown {
  return Array.isArray(value) ? value.map(keep) : value;
}

/** Drops the keys that are undefined. @internal */
export function known(parts: JsonRecord): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(parts)) setKnown(kept, key, parts[key]);
  return kept;
}

function setKnown(kept: Record<string, unknown>, key: string, value: unknown) {
  if (value !== undefined) kept[key] = value;
}

const annotationWishes = new WeakMap<Options, (key: string) => boolean>();

function wantedAnnotations(options: Options): (key: string) => boolean {
  let wanted = annotationWishes.get(options);
  if (!wanted) {
    const { annotationPrefixes, annotationFilter } = options;
    const filtered = new Set(keysOf(annotationFilter));
    wanted = key =>
      annotationPrefixes.some(prefix => key.startsWith(prefix)) ||
      foreignAnnotations.has(key) ||
      filtered.has(key);
    annotationWishes.set(options, wanted);
  }
  return wanted;
}

function keysOf(filter: string): string[] {
  return parseAnnotationFilter(filter).map(requirement => requirement.key);
}

/*
 * Thousands of objects repeat the same few namespaces, gateways and label values,
 * and JSON.parse makes a new string for each. Sharing them is what keeps an object
 * within its half kilobyte. The pool is bounded: when full, it starts anew.
 */
const shared = new Map<string, string>();

/** The same text, stored once. @internal */
export function share(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > 64) return value;
  const before = shared.get(value);
  if (before !== undefined) return before;
  if (shared.size >= 16_384) shared.clear();
  shared.set(value, value);
  return value;
}

function shareValues(labels: JsonRecord): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(labels)) {
    if (key !== '__proto__') kept[key] = share(labels[key]);
  }
  return kept;
}
