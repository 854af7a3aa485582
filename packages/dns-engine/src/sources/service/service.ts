import { annotatedTargets, splitList } from '../../annotations';
import {
  Endpoint,
  endpointsForHostname,
  hasLongLabel,
  withoutTrailingDot,
} from '../../endpoint';
import { Options } from '../../options/types';
import { mergeBy, mergeEndpoints } from '../../wrappers/mergeEndpoints';
import {
  annotatedHostnames,
  Collection,
  collectObjects,
  startCollection,
} from '../collectObjects';
import { Found, isWish } from '../found';
import { record, text, texts } from '../json';
import { kinds } from '../kinds';
import { loadBalancerTargets } from '../loadBalancer';
import { Source } from '../source';
import { Subject } from '../subject';
import { pairEndpoints, templateHostnames } from '../templateNames';
import { headlessEndpoints } from './headless';
import { HeadlessPods } from './headlessPods';
import { keepServiceObject } from './keepServiceObjects';
import { legacyEndpoints } from './legacy';
import { nodePortEndpoints, nodePortTargets } from './nodePort';

/** Services of all types, by their hostname annotations or a template. @public */
export const service: Source = {
  name: 'service',
  reads: options => [
    kinds.service,
    ...(mayBe('ClusterIP', options) ? [kinds.endpointSlice] : []),
    ...(mayBe('ClusterIP', options) || mayBe('NodePort', options)
      ? [kinds.pod, kinds.node]
      : []),
  ],
  keep: keepServiceObject,
  *collect(view, options) {
    const collection = startCollection(view, options, 'service');
    const pods = new HeadlessPods(collection);
    const found = yield* collectObjects(collection, {
      kind: kinds.service,
      resourceKind: 'service',
      namesOf: subject => [
        ...annotatedHostnames(subject, options),
        ...internalHostnames(subject, options),
      ],
      read: subject => readService(subject, collection, pods),
    });
    yield* mergeServices(found);
  },
};

function mayBe(type: string, { serviceTypeFilter }: Options): boolean {
  return (
    serviceTypeFilter.length === 0 ||
    serviceTypeFilter.includes(type) ||
    serviceTypeFilter.includes('')
  );
}

function readService(
  subject: Subject,
  collection: Collection,
  pods: HeadlessPods,
): void {
  const { options } = collection;
  const hosts = annotatedHostnames(subject, options);
  const internal = internalHostnames(subject, options);
  const type = serviceType(subject);
  if (!mayBe(type, options)) {
    const names = new Set([...hosts, ...internal]);
    for (const name of names.size > 0 ? names : ['']) {
      subject.lost('filtered', name, { filter: 'serviceTypeFilter' });
    }
    return;
  }
  const publish = (host: string, isInternal: boolean) =>
    hostEndpoints(host, isInternal, type, subject, collection, pods);

  let endpoints = [
    ...hosts.flatMap(host => publish(host, false)),
    ...internal.flatMap(host => publish(host, true)),
  ];
  if (endpoints.length === 0 && options.compatibility) {
    endpoints = legacyEndpoints(subject, collection, type);
  }
  const combines = options.combineFqdnAnnotation;
  if (endpoints.length === 0 || combines) {
    endpoints = [...endpoints, ...pairEndpoints(subject, collection)];
  }
  if (endpoints.length === 0 || combines) {
    const names = templateHostnames(subject, collection);
    endpoints = [...endpoints, ...names.flatMap(host => publish(host, false))];
  }
  for (const endpoint of endpoints) subject.wish(endpoint);
}

/** What one hostname of a service becomes. */
function hostEndpoints(
  host: string,
  isInternal: boolean,
  type: string,
  subject: Subject,
  collection: Collection,
  pods: HeadlessPods,
): Endpoint[] {
  const annotated = annotatedTargets(subject.annotations);
  if (annotated.length > 0) return withTargets(host, annotated, subject);
  const spec = record(subject.object.spec, 'spec');
  switch (type) {
    case 'LoadBalancer':
      return withTargets(
        host,
        isInternal ? clusterIps(spec) : externalTargets(subject, spec),
        subject,
      );
    case 'ClusterIP':
      if (spec.clusterIP === 'None') {
        return headlessEndpoints(host, subject, collection, pods);
      }
      if (isInternal || collection.options.publishInternalServices) {
        return withTargets(host, clusterIps(spec), subject);
      }
      subject.lost('not-published-internally', withoutTrailingDot(host));
      return [];
    case 'NodePort':
      return [
        ...nodePortEndpoints(host, subject),
        ...withTargets(
          host,
          nodePortTargets(subject, collection, pods),
          subject,
        ),
      ];
    case 'ExternalName': {
      const ips = texts(spec.externalIPs, 'spec.externalIPs');
      const name = text(spec.externalName, 'spec.externalName');
      return withTargets(host, ips.length > 0 ? ips : [name], subject);
    }
    default:
      return [];
  }
}

function withTargets(
  host: string,
  targets: readonly string[],
  subject: Subject,
): Endpoint[] {
  const name = withoutTrailingDot(host);
  if (targets.length === 0) subject.lost('targets-lost', name);
  else if (hasLongLabel(name)) subject.lost('label-too-long', name);
  return endpointsForHostname(host, targets, subject.settings());
}

function externalTargets(
  subject: Subject,
  spec: Readonly<Record<string, unknown>>,
): readonly string[] {
  const ips = texts(spec.externalIPs, 'spec.externalIPs');
  return ips.length > 0 ? ips : loadBalancerTargets(subject.object);
}

function clusterIps(spec: Readonly<Record<string, unknown>>): string[] {
  const ip = text(spec.clusterIP, 'spec.clusterIP');
  return ip === '' || ip === 'None' ? [] : [ip];
}

function serviceType(subject: Subject): string {
  // The API server fills the type in; manifests leave it out.
  const spec = record(subject.object.spec, 'spec');
  return text(spec.type, 'spec.type') || 'ClusterIP';
}

function internalHostnames(subject: Subject, options: Options): string[] {
  if (options.ignoreHostnameAnnotation) return [];
  const value = subject.annotations.get('internal-hostname');
  return value === undefined ? [] : splitList(value);
}

/**
 * Services that share a name are one endpoint whatever their TTLs: the first by
 * resource label decides them, as in ExternalDNS. CNAMEs stay apart.
 */
function mergeServices(found: Found[]): Found[] {
  const byResource = [
    ...found.filter(each => !isWish(each)),
    ...found.filter(isWish).sort((left, right) => {
      const a = left.endpoint.labels?.resource ?? '';
      const b = right.endpoint.labels?.resource ?? '';
      if (a === b) return 0;
      return a < b ? -1 : 1;
    }),
  ];
  // As they come: merging adds to the targets.
  const identities = new Map(
    byResource
      .filter(isWish)
      .map(({ endpoint }) => [endpoint, identityOf(endpoint)]),
  );
  const merged = mergeBy(byResource, {
    isSame: (left, right) => identities.get(left) === identities.get(right),
    key: endpoint => identities.get(endpoint) ?? '',
  });
  return mergeEndpoints(merged);
}

/** Of endpoints with one name. */
function identityOf({
  recordType,
  setIdentifier = '',
  targets,
}: Endpoint): string {
  const own = recordType === 'CNAME' ? targets : [];
  return JSON.stringify([recordType, setIdentifier, own]);
}
