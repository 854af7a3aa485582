import { annotationReader, Annotations, splitList } from '../annotations';
import { Origin } from '../endpoint';
import {
  LabelSelector,
  matchesSelector,
  parseAnnotationFilter,
  parseLabelSelector,
  SelectorError,
} from '../labelSelector';
import { Options } from '../options/types';
import { isPause, Steps } from '../plan/steps';
import { compileTemplates, Templates } from '../templates';
import { TemplateError } from '../templates/errors';
import { identityOf } from '../view';
import { Found } from './found';
import { BrokenObject, isRecord, textMap, unlessBroken } from './json';
import { shorten } from './shorten';
import { ClusterView, Kind, KubeObject } from './source';
import {
  SourceFailure,
  SourceStrategies,
  sourceStrategies,
} from './strategies';
import { Subject } from './subject';

/** All that stays the same while one source reads one cluster. @internal */
export interface Collection {
  view: ClusterView;
  options: Options;
  strategies: SourceStrategies;
  annotationsOf: (annotations: unknown) => Annotations;
  templates: Templates;
  annotationFilter: LabelSelector;
  labelFilter: LabelSelector;
}

/** @throws {@link SourceFailure} where a filter or template of the options cannot be read. @internal */
export function startCollection(
  view: ClusterView,
  options: Options,
  source: string,
): Collection {
  try {
    return {
      view,
      options,
      strategies: sourceStrategies(options),
      annotationsOf: annotationReader(options.annotationPrefixes),
      templates: compileTemplates(options, source),
      annotationFilter: parseAnnotationFilter(options.annotationFilter),
      labelFilter: parseLabelSelector(options.labelFilter),
    };
  } catch (error) {
    if (error instanceof SelectorError || error instanceof TemplateError) {
      throw new SourceFailure(error.message);
    }
    throw error;
  }
}

/** How one kind of object is read. @internal */
export interface ObjectReader {
  kind: Kind;
  /** ExternalDNS's word in the `resource` label, for example `httproute`. */
  resourceKind: string;
  /** Names that an object says outright, for its verdict where it is left out. */
  namesOf(subject: Subject): readonly string[];
  /** Adds the wishes and verdicts of one object in scope. */
  read(subject: Subject): void;
  /** Default true: only objects whose `controller` annotation is absent or ours. */
  checksController?: boolean;
  /** Default true: whether annotations of ours mean anything on this kind. */
  usesAnnotations?: boolean;
}

/**
 * Reads every object of a kind, with pauses. Each ends in at least one wish or verdict, and a
 * broken one, outside of compat, in a verdict that holds its rows.
 *
 * @internal
 */
export function* collectObjects(
  collection: Collection,
  reader: ObjectReader,
): Steps<Found[]> {
  const { view, options } = collection;
  const found: Found[] = [];
  const { brokenObject, checksEachObject } = collection.strategies;
  const make = (
    object: KubeObject,
    origin: Origin,
    annotations: Annotations,
    resource: string,
  ) =>
    new Subject(object, origin, annotations, resource, found, checksEachObject);
  const namespace = reader.kind.namespaced ? options.namespace : '';
  const readOne = (object: KubeObject): void => {
    const before = found.length;
    const origin = originOf(object, reader.kind, view.cluster);
    const resource = resourceLabel(reader, origin);
    try {
      const metadata: unknown = object.metadata;
      if (!isRecord(metadata) || origin.name === '') {
        throw new BrokenObject('metadata', 'an object with a name');
      }
      const annotations = collection.annotationsOf(
        reader.usesAnnotations === false ? undefined : metadata.annotations,
      );
      const subject = make(object, origin, annotations, resource);
      const filter = filteredBy(collection, reader, metadata, annotations);
      if (filter) leaveOut(subject, filter, reader.namesOf(subject));
      else reader.read(subject);
      if (found.length === before) subject.lost('no-hostname', '');
    } catch (error) {
      if (brokenObject === 'ends-sync') {
        throw failure(error, resource);
      }
      found.length = before;
      const readable = readableAnnotations(collection, object);
      const known = make(object, origin, readable, resource);
      const params = { detail: detailOf(error) };
      known.lost('broken-object', '', params);
      for (const name of unlessBroken(() => reader.namesOf(known)) ?? []) {
        if (name !== '') known.lost('broken-object', name, params);
      }
    }
  };
  let round = 0;
  for (const object of view.list(reader.kind, namespace)) {
    round += 1;
    if (isPause(round)) yield;
    readOne(object);
  }
  return found;
}

/** Hostnames of the `hostname` annotation; none where they are to be ignored. @internal */
export function annotatedHostnames(
  subject: Subject,
  options: Options,
): string[] {
  if (options.ignoreHostnameAnnotation) return [];
  const value = subject.annotations.get('hostname');
  return value === undefined ? [] : splitList(value);
}

/** @internal */
export function originOf(
  object: KubeObject,
  kind: Kind,
  cluster: string,
): Origin {
  const { namespace, name, uid, creationTimestamp } = identityOf(object);
  const origin: Origin = { cluster, kind: kind.kind, namespace, name };
  if (uid) origin.uid = uid;
  if (creationTimestamp) origin.creationTimestamp = creationTimestamp;
  return origin;
}

function resourceLabel(reader: ObjectReader, origin: Origin): string {
  const { resourceKind, kind } = reader;
  return kind.namespaced
    ? `${resourceKind}/${origin.namespace}/${origin.name}`
    : `${resourceKind}/${origin.name}`;
}

function filteredBy(
  collection: Collection,
  reader: ObjectReader,
  metadata: Readonly<Record<string, unknown>>,
  annotations: Annotations,
): string | undefined {
  const { annotationFilter, labelFilter } = collection;
  if (annotationFilter.length > 0) {
    const all = textMap(metadata.annotations, 'metadata.annotations');
    if (!matchesSelector(annotationFilter, all)) return 'annotationFilter';
  }
  if (labelFilter.length > 0) {
    const labels = textMap(metadata.labels, 'metadata.labels');
    if (!matchesSelector(labelFilter, labels)) return 'labelFilter';
  }
  if (reader.checksController === false) return undefined;
  const controller = annotations.get('controller');
  return controller === undefined || controller === 'dns-controller'
    ? undefined
    : 'controller';
}

function leaveOut(
  subject: Subject,
  filter: string,
  names: readonly string[],
): void {
  const reason = filter === 'controller' ? 'other-controller' : 'filtered';
  const params = { filter };
  const known = new Set(names.filter(name => name !== ''));
  for (const name of known) subject.lost(reason, name, params);
  if (known.size === 0) subject.lost(reason, '', params);
}

function readableAnnotations(
  collection: Collection,
  object: KubeObject,
): Annotations {
  const metadata: unknown = object.metadata;
  const whole = isRecord(metadata) ? metadata.annotations : undefined;
  const texts: Record<string, string> = {};
  if (isRecord(whole)) {
    for (const key of Object.keys(whole)) {
      const value = whole[key];
      if (typeof value === 'string' && value.length <= 65_536) {
        Object.defineProperty(texts, key, { value, enumerable: true });
      }
    }
  }
  return collection.annotationsOf(texts);
}

function detailOf(error: unknown): string {
  return shorten(error instanceof Error ? error.message : String(error));
}

function failure(error: unknown, resource: string): SourceFailure {
  if (error instanceof SourceFailure) return error;
  return new SourceFailure(`${resource}: ${detailOf(error)}`);
}
