import { annotatedTargets } from '../annotations';
import { Endpoint, endpointsForHostname, hasLongLabel } from '../endpoint';
import { mergeEndpoints } from '../wrappers/mergeEndpoints';
import { Collection, collectObjects, startCollection } from './collectObjects';
import { keepAll, keepMetadata, keepParts, only } from './keep';
import { kinds } from './kinds';
import {
  isUnschedulable,
  nodeAddresses,
  publicAddresses,
} from './nodeAddresses';
import { Source } from './source';
import { SourceFailure } from './strategies';
import { Subject } from './subject';
import { pairEndpoints, templateHostnames } from './templateNames';

/** Nodes under their own name, or under those that a template makes. @public */
export const node: Source = {
  name: 'node',
  reads: () => [kinds.node],
  keep: (_kind, object, options) =>
    keepAll(options)
      ? keepMetadata(object, options)
      : keepParts(object, options, {
          spec: only(object.spec, 'unschedulable'),
          status: only(object.status, 'addresses'),
        }),
  *collect(view, options) {
    const collection = startCollection(view, options, 'node');
    const found = yield* collectObjects(collection, {
      kind: kinds.node,
      resourceKind: 'node',
      namesOf: subject =>
        namedByTemplate(collection) ? [] : [subject.origin.name],
      read: subject => readNode(subject, collection),
    });
    yield* mergeEndpoints(found);
  },
};

function readNode(subject: Subject, collection: Collection): void {
  const { options, templates } = collection;
  const { combineFqdnAnnotation } = options;
  const ownName = namedByTemplate(collection) ? '' : subject.origin.name;
  if (options.excludeUnschedulable && isUnschedulable(subject.object)) {
    subject.lost('filtered', ownName, { filter: 'excludeUnschedulable' });
    return;
  }
  const endpoints: Endpoint[] = [];
  if (ownName !== '' || combineFqdnAnnotation) {
    endpoints.push(...endpointsFor(subject, collection, [subject.origin.name]));
  }
  if (endpoints.length === 0 || combineFqdnAnnotation) {
    endpoints.push(...pairEndpoints(subject, collection));
  }
  if (templates.fqdn && (endpoints.length === 0 || combineFqdnAnnotation)) {
    const names = templateHostnames(subject, collection);
    endpoints.push(...endpointsFor(subject, collection, names));
  }
  for (const endpoint of endpoints) subject.wish(endpoint);
}

/** Whether a template names the nodes, in place of their own name. */
function namedByTemplate({ templates }: Collection): boolean {
  return templates.fqdn !== undefined || templates.fqdnTarget !== undefined;
}

function endpointsFor(
  subject: Subject,
  collection: Collection,
  names: readonly string[],
): Endpoint[] {
  const targets = targetsOf(subject, collection);
  const { recordTTL, resource } = subject.settings();
  return names.flatMap(name => {
    if (targets.length === 0) subject.lost('targets-lost', name);
    else if (hasLongLabel(name)) subject.lost('label-too-long', name);
    // Set identifier and properties of nodes mean nothing to ExternalDNS.
    return endpointsForHostname(name, [...new Set(targets)], {
      recordTTL,
      resource,
    });
  });
}

function targetsOf(subject: Subject, collection: Collection): string[] {
  const annotated = annotatedTargets(subject.annotations);
  if (annotated.length > 0) return annotated;
  const addresses = nodeAddresses(subject.object);
  const found =
    addresses.external.length > 0
      ? publicAddresses(addresses, collection.options.exposeInternalIpv6)
      : addresses.internal;
  if (
    found.length === 0 &&
    collection.strategies.brokenObject === 'ends-sync'
  ) {
    throw new SourceFailure(`${subject.resource} has no address`);
  }
  return found;
}
