import { annotatedTargets } from '../annotations';
import { Endpoint, endpointsForHostname, hasLongLabel } from '../endpoint';
import { mergeEndpoints } from '../wrappers/mergeEndpoints';
import {
  annotatedHostnames,
  Collection,
  collectObjects,
  startCollection,
} from './collectObjects';
import { isRecord, list, record, text, texts } from './json';
import {
  keepAll,
  keepEach,
  keepMetadata,
  keepParts,
  known,
  only,
} from './keep';
import { kinds } from './kinds';
import { loadBalancerTargets } from './loadBalancer';
import { Source } from './source';
import { SourceFailure } from './strategies';
import { Subject } from './subject';
import { templateHostnames } from './templateNames';

const classAnnotation = 'kubernetes.io/ingress.class';

/** Hostnames of Ingress rules, TLS sections and annotations. @public */
export const ingress: Source = {
  name: 'ingress',
  reads: () => [kinds.ingress],
  keep(_kind, object, options) {
    if (keepAll(options)) return keepMetadata(object, options);
    const { spec, status } = object;
    return keepParts(object, options, {
      spec: isRecord(spec)
        ? known({
            ingressClassName: spec.ingressClassName,
            rules: keepEach(spec.rules, rule => only(rule, 'host')),
            tls: keepEach(spec.tls, entry => only(entry, 'hosts')),
          })
        : spec,
      status: only(status, 'loadBalancer'),
    });
  },
  *collect(view, options) {
    const collection = startCollection(view, options, 'ingress');
    const filtersClass = collection.annotationFilter.some(
      requirement => requirement.key === classAnnotation,
    );
    if (filtersClass && options.ingressClassNames.length > 0) {
      throw new SourceFailure(
        `ingressClassNames and an annotationFilter on ${classAnnotation} exclude each other: use one of them`,
      );
    }
    const found = yield* collectObjects(collection, {
      kind: kinds.ingress,
      resourceKind: 'ingress',
      namesOf: subject => hostsOf(subject, collection),
      read: subject => readIngress(subject, collection),
    });
    yield* mergeEndpoints(found);
  },
};

function readIngress(subject: Subject, collection: Collection): void {
  const { options } = collection;
  if (!classFits(subject, options.ingressClassNames)) {
    const names = new Set(hostsOf(subject, collection));
    for (const name of names.size > 0 ? names : ['']) {
      subject.lost('filtered', name, { filter: 'ingressClassNames' });
    }
    return;
  }
  const source = hostnameSource(subject);
  if (!['', 'defined-hosts-only', 'annotation-only'].includes(source)) {
    subject.lost('annotation-invalid', '', {
      annotation: 'ingress-hostname-source',
      value: source,
      wanted: 'defined-hosts-only or annotation-only',
    });
  }
  const endpoints = publish(subject, hostsOf(subject, collection));
  if (endpoints.length === 0 || options.combineFqdnAnnotation) {
    endpoints.push(...publish(subject, templateHostnames(subject, collection)));
  }
  for (const endpoint of endpoints) subject.wish(endpoint);
}

function publish(subject: Subject, hosts: readonly string[]): Endpoint[] {
  const annotated = annotatedTargets(subject.annotations);
  const targets =
    annotated.length > 0 ? annotated : loadBalancerTargets(subject.object);
  return [...new Set(hosts)].flatMap(host => {
    if (targets.length === 0) subject.lost('targets-lost', host);
    else if (hasLongLabel(host)) subject.lost('label-too-long', host);
    return endpointsForHostname(host, targets, subject.settings());
  });
}

function hostnameSource(subject: Subject): string {
  const value = subject.annotations.get('ingress-hostname-source');
  return value?.toLowerCase() ?? '';
}

function hostsOf(subject: Subject, collection: Collection): string[] {
  const { options } = collection;
  const spec = record(subject.object.spec, 'spec');
  const defined: string[] = [];
  if (!options.ignoreIngressRulesSpec) {
    for (const rule of list(spec.rules, 'spec.rules')) {
      defined.push(text(record(rule, 'spec.rules').host, 'spec.rules.host'));
    }
  }
  if (!options.ignoreIngressTlsSpec) {
    for (const entry of list(spec.tls, 'spec.tls')) {
      defined.push(...texts(record(entry, 'spec.tls').hosts, 'spec.tls.hosts'));
    }
  }
  const hosts = defined.filter(host => host !== '');
  switch (hostnameSource(subject)) {
    case 'defined-hosts-only':
      return hosts;
    case 'annotation-only':
      return annotatedHostnames(subject, options);
    case '':
      return [...hosts, ...annotatedHostnames(subject, options)];
    default:
      return [];
  }
}

function classFits(subject: Subject, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const spec = record(subject.object.spec, 'spec');
  const { annotations } = subject.object.metadata;
  const name =
    text(spec.ingressClassName, 'spec.ingressClassName') ||
    (isRecord(annotations)
      ? text(annotations[classAnnotation], classAnnotation)
      : '');
  return name !== '' && wanted.includes(name);
}
