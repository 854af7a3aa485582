import { InputError } from '@backstage/errors';
import { Kind, kinds, Options, Source, sources } from '@openova/dns-engine';
import { KeepUse } from '../clusters/keepForAll';
import { resourceName } from '../clusters/kubernetesAnswers';
import { KindNeed } from '../clusters/reflectedCluster';
import {
  keepLabels,
  kindsWithBackends,
  withBackends,
} from '../entities/objectEntities';

/** @internal */
export function sourceNamed(name: string): Source {
  const source = sources.find(each => each.name === name);
  if (source) return source;
  const known = sources.map(each => each.name).join(', ');
  throw new InputError(
    `externalDns.sources: there is no source ${name}: use some of ${known}`,
  );
}

/**
 * Every kind that is to be reflected and what is kept of it: what the sources of the
 * instances read, and, to find the entities of routes, the labels of Services. No
 * source waits for the latter, nor for what it may read in one namespace.
 *
 * @internal
 */
export function kindsNeeded(instances: readonly Options[]): KindNeed[] {
  const needs = new Map<string, KindNeed & { uses: KeepUse[] }>();
  const need = (kind: Kind, use: KeepUse, namespace?: string) => {
    const key = resourceName(kind);
    const known = needs.get(key);
    if (!known) {
      needs.set(key, { kind, uses: [use], ...(namespace && { namespace }) });
      return;
    }
    if (known.namespace !== namespace) {
      throw new InputError(
        `externalDns.gslb.namespace: ${known.namespace} and ${namespace} are both asked for; k8gb has one namespace in all clusters`,
      );
    }
    known.uses.push(use);
  };
  for (const options of instances) {
    for (const name of options.sources) {
      const source = sourceNamed(name);
      for (const kind of source.reads(options)) {
        need(kind, { keep: object => source.keep(kind, object, options) });
      }
      for (const { kind, namespace } of source.mayRead?.(options) ?? []) {
        need(
          kind,
          { keep: object => source.keep(kind, object, options) },
          namespace,
        );
      }
    }
  }
  const all = [...needs.values()];
  // Templates may read any field; without them nobody reads a route's rules or type.
  const hasTemplates = instances.some(
    ({ fqdnTemplate, targetTemplate, fqdnTargetTemplate }) =>
      fqdnTemplate.length + targetTemplate.length + fqdnTargetTemplate.length >
      0,
  );
  for (const each of all.filter(({ kind }) => kindsWithBackends.has(kind))) {
    const isBare = !hasTemplates && each.kind !== kinds.ingress;
    each.finish = (kept, original) => withBackends(kept, original, isBare);
    need(kinds.service, keepLabels);
  }
  return [...needs.values()];
}
