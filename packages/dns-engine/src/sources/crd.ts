import { Endpoint, ProviderSpecificProperty } from '../endpoint';
import { mergeEndpoints } from '../wrappers/mergeEndpoints';
import { LabelSelector, matchesSelector } from '../labelSelector';
import { Collection, collectObjects, startCollection } from './collectObjects';
import {
  BrokenObject,
  integer,
  isRecord,
  list,
  record,
  text,
  textMap,
  texts,
  unlessBroken,
} from './json';
import { keepParts } from './keep';
import { kinds } from './kinds';
import { shorten } from './shorten';
import { Source } from './source';
import { Subject } from './subject';

/**
 * Endpoints of DNSEndpoint objects, as written. Those that k8gb marked are left
 * to the k8gb source, and where that is not configured, what stands for their
 * delegations stays as it is.
 *
 * ExternalDNS has a bug here that compat repeats: one object outside of the
 * annotation filter makes all of them vanish.
 *
 * @public
 */
export const crd: Source = {
  name: 'crd',
  reads: () => [kinds.dnsEndpoint],
  keep: (_kind, object, options) =>
    keepParts(object, options, { spec: object.spec }),
  *collect(view, options) {
    const collection = filteredAsWhole(startCollection(view, options, 'crd'));
    const found = yield* collectObjects(collection, {
      kind: kinds.dnsEndpoint,
      resourceKind: 'crd',
      checksController: false,
      usesAnnotations: false,
      namesOf: subject =>
        endpointsOf(subject).map(each =>
          isRecord(each) && typeof each.dnsName === 'string'
            ? each.dnsName
            : '',
        ),
      read: subject => readDnsEndpoint(subject, collection),
    });
    yield* mergeEndpoints(found);
  },
};

/** Matches no object. */
const nothing: LabelSelector = [{ key: '', operator: 'in', values: [] }];

function filteredAsWhole(collection: Collection): Collection {
  const { strategies, annotationFilter, labelFilter, view, options } =
    collection;
  if (
    strategies.unmatchedDnsEndpoint === 'leaves-out-itself' ||
    annotationFilter.length === 0
  ) {
    return collection;
  }
  for (const object of view.list(kinds.dnsEndpoint, options.namespace)) {
    const isUnmatched = unlessBroken(() => {
      const metadata = record(object.metadata, 'metadata');
      const labels = textMap(metadata.labels, 'labels');
      const annotations = textMap(metadata.annotations, 'annotations');
      return (
        matchesSelector(labelFilter, labels) &&
        !matchesSelector(annotationFilter, annotations)
      );
    });
    if (isUnmatched) return { ...collection, annotationFilter: nothing };
  }
  return collection;
}

const k8gbMarks = ['k8gb.io/dnstype', 'k8gb.absa.oss/dnstype'];

function readDnsEndpoint(subject: Subject, collection: Collection): void {
  const { strategies, options } = collection;
  const mark = strategies.skipsK8gbEndpoints ? k8gbMark(subject) : undefined;
  for (const value of endpointsOf(subject)) {
    if (value === null) continue;
    const entry = record(value, 'spec.endpoints');
    if (mark !== undefined) {
      const kept = mark !== 'local' && !options.sources.includes('k8gb');
      subject.lost(
        kept ? 'k8gb-delegation-kept' : 'managed-by-k8gb',
        text(entry.dnsName, 'dnsName'),
        {},
        text(entry.recordType, 'recordType'),
        text(entry.setIdentifier, 'setIdentifier'),
      );
      continue;
    }
    try {
      readEntry(subject, endpointOf(entry, subject.resource));
    } catch (error) {
      const isOwnFault = error instanceof BrokenObject;
      if (!isOwnFault || strategies.brokenObject === 'ends-sync') throw error;
      const name = typeof entry.dnsName === 'string' ? entry.dnsName : '';
      subject.lost('broken-object', name, { detail: shorten(error.message) });
    }
  }
}

function readEntry(subject: Subject, endpoint: Endpoint): void {
  const { recordType, targets } = endpoint;
  const bad = targets.find(target => !dotFits(recordType, target));
  if (bad === undefined) {
    subject.wish(endpoint);
    return;
  }
  const detail =
    recordType === 'NAPTR' ? 'it must end with a dot' : 'it ends with a dot';
  const params = { recordType, target: shorten(bad), detail };
  subject.lost(
    'broken-target',
    endpoint.dnsName,
    params,
    recordType,
    endpoint.setIdentifier ?? '',
  );
}

/** Types whose targets may or may not end with a dot. */
const eitherDot: ReadonlySet<string> = new Set([
  'CNAME',
  'DNAME',
  'TXT',
  'MX',
  'SRV',
]);

function dotFits(recordType: string, target: string): boolean {
  if (eitherDot.has(recordType)) return true;
  return target.endsWith('.') === (recordType === 'NAPTR');
}

function endpointsOf(subject: Subject): readonly unknown[] {
  const spec = record(subject.object.spec, 'spec');
  return list(spec.endpoints, 'spec.endpoints');
}

function endpointOf(
  entry: Readonly<Record<string, unknown>>,
  resource: string,
): Endpoint {
  const endpoint: Endpoint = {
    dnsName: text(entry.dnsName, 'dnsName'),
    targets: [...texts(entry.targets, 'targets')],
    recordType: text(entry.recordType, 'recordType'),
    labels: { ...textMap(entry.labels, 'labels'), resource },
  };
  const recordTTL = integer(entry.recordTTL, 'recordTTL');
  if (recordTTL) endpoint.recordTTL = recordTTL;
  const setIdentifier = text(entry.setIdentifier, 'setIdentifier');
  if (setIdentifier) endpoint.setIdentifier = setIdentifier;
  const properties = list(entry.providerSpecific, 'providerSpecific').map(
    property,
  );
  if (properties.length > 0) endpoint.providerSpecific = properties;
  return endpoint;
}

function property(value: unknown): ProviderSpecificProperty {
  const each = record(value, 'providerSpecific');
  return {
    name: text(each.name, 'providerSpecific.name'),
    value: text(each.value, 'providerSpecific.value'),
  };
}

function k8gbMark(subject: Subject): string | undefined {
  const { labels, annotations } = subject.object.metadata;
  for (const marks of [labels, annotations]) {
    if (!isRecord(marks)) continue;
    for (const key of k8gbMarks) {
      if (Object.hasOwn(marks, key)) return String(marks[key]);
    }
  }
  return undefined;
}
