import { Options } from '../options/types';
import { parseAnnotationFilter, SelectorError } from '../labelSelector';
import { isRecord, JsonRecord } from './json';
import { KeptFor, KubeObject } from './source';

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
  const kept = keepSpecAndStatus(object, options, parts.spec, parts.status);
  for (const key of Object.keys(parts)) kept[key] = parts[key];
  return kept;
}

/**
 * As `keepParts`, for objects that are nothing but a spec and a status. With `wishes`
 * only the metadata that a source reads of objects whose labels mean nothing to it
 * beyond the label filter.
 *
 * @internal
 */
export function keepSpecAndStatus(
  object: KubeObject,
  options: Options,
  spec: unknown,
  status: unknown,
  keptFor: KeptFor = 'entities',
): KubeObject {
  const metadata: unknown = object.metadata;
  // One literal for each, so that all objects have one shape in memory. The fields are
  // as unchecked as those of the object that they come from.
  return {
    apiVersion: share(object.apiVersion),
    kind: share(object.kind),
    metadata: (isRecord(metadata)
      ? keptMetadata(metadata, options, keptFor)
      : {}) as KubeObject['metadata'],
    spec,
    status,
  };
}

function keptMetadata(
  metadata: JsonRecord,
  options: Options,
  keptFor: KeptFor,
): JsonRecord {
  const annotations = isRecord(metadata.annotations)
    ? keptAnnotations(metadata.annotations, options)
    : metadata.annotations;
  if (keptFor === 'wishes') {
    return {
      name: metadata.name,
      namespace: share(metadata.namespace),
      creationTimestamp: metadata.creationTimestamp,
      labels: options.labelFilter === '' ? undefined : metadata.labels,
      annotations,
    };
  }
  return {
    name: metadata.name,
    namespace: share(metadata.namespace),
    uid: metadata.uid,
    creationTimestamp: metadata.creationTimestamp,
    labels: share(metadata.labels),
    annotations,
  };
}

function keptAnnotations(annotations: JsonRecord, options: Options): unknown {
  const wanted = wantedAnnotations(options);
  for (const key in annotations) {
    if (wanted(key)) return pick(annotations, wanted);
  }
  return undefined;
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
  try {
    return parseAnnotationFilter(filter).map(requirement => requirement.key);
  } catch (error) {
    // Told where the filter is used: nothing is read through it.
    if (error instanceof SelectorError) return [];
    throw error;
  }
}

/*
 * Thousands of objects repeat the same few namespaces, labels, gateways, answers
 * and backends, and JSON.parse makes each anew. Sharing them is what keeps an
 * object within its half kilobyte. The pools are bounded: when full, they start anew.
 */
const sharedTexts = new Map<string, string>();
const shared = new Map<string, unknown>();
const mostShared = 4096;
const longestShared = 512;

/**
 * An equal text, list or object that was met before; else the value itself. What
 * is large stays as it is. The answer must not be changed.
 *
 * @internal
 */
export function share<T>(value: T): T {
  if (typeof value === 'string') {
    return value.length > 64 ? value : (sharedText(value) as T & string);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (sizeOf(value, 0) > longestShared) return value;
  const key = JSON.stringify(value);
  const before = shared.get(key);
  // Equal JSON has equal types.
  if (before !== undefined) return before as T;
  if (shared.size >= mostShared) shared.clear();
  shared.set(key, value);
  return value;
}

function sharedText(value: string): string {
  const before = sharedTexts.get(value);
  if (before !== undefined) return before;
  if (sharedTexts.size >= mostShared) sharedTexts.clear();
  sharedTexts.set(value, value);
  return value;
}

/** Roughly the length as JSON; stops counting where it is too much. */
function sizeOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 4;
  if (depth > 8) return longestShared + 1;
  let size = 2;
  for (const [key, inner] of Object.entries(value)) {
    size += key.length + sizeOf(inner, depth + 1);
    if (size > longestShared) break;
  }
  return size;
}
