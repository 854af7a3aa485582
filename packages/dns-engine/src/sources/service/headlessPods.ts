import { LabelSelector, matchesSelector } from '../../labelSelector';
import { Collection } from '../collectObjects';
import { record, text, textMap, unlessBroken } from '../json';
import { kinds } from '../kinds';
import { KubeObject } from '../source';
import { Subject } from '../subject';

/**
 * EndpointSlices and Pods of a cluster by the service that they serve, looked up
 * once for all services. Objects that cannot be read count as absent.
 *
 * @internal
 */
export class HeadlessPods {
  private slices: Map<string, KubeObject[]> | undefined;
  private readonly pods = new Map<string, KubeObject[]>();

  constructor(private readonly collection: Collection) {}

  slicesOf(subject: Subject): readonly KubeObject[] {
    const { namespace, name } = subject.origin;
    this.slices ??= this.readSlices();
    return this.slices.get(`${namespace}/${name}`) ?? [];
  }

  /** Pods of the service's namespace that fit its selector; an absent one fits all. */
  podsOf(subject: Subject): readonly KubeObject[] {
    const selector = selectorOf(subject);
    return this.podsIn(subject.origin.namespace).filter(pod => {
      const labels = unlessBroken(() =>
        textMap(pod.metadata.labels, 'metadata.labels'),
      );
      return labels !== undefined && matchesSelector(selector, labels);
    });
  }

  private podsIn(namespace: string): readonly KubeObject[] {
    let pods = this.pods.get(namespace);
    if (!pods) {
      pods = [...this.collection.view.list(kinds.pod, namespace)].filter(
        pod => typeof pod.metadata === 'object' && pod.metadata !== null,
      );
      this.pods.set(namespace, pods);
    }
    return pods;
  }

  private readSlices(): Map<string, KubeObject[]> {
    const byService = new Map<string, KubeObject[]>();
    const { view, options } = this.collection;
    for (const slice of view.list(kinds.endpointSlice, options.namespace)) {
      const key = unlessBroken(() => serviceOf(slice));
      if (key === undefined) continue;
      const known = byService.get(key);
      if (known) known.push(slice);
      else byService.set(key, [slice]);
    }
    return byService;
  }
}

function serviceOf(slice: KubeObject): string | undefined {
  const metadata = record(slice.metadata, 'metadata');
  const labels = textMap(metadata.labels, 'metadata.labels');
  const name = labels['kubernetes.io/service-name'];
  return name === undefined
    ? undefined
    : `${text(metadata.namespace, 'metadata.namespace')}/${name}`;
}

function selectorOf(subject: Subject): LabelSelector {
  const spec = record(subject.object.spec, 'spec');
  const selector = textMap(spec.selector, 'spec.selector');
  return Object.keys(selector).map(key => ({
    key,
    operator: 'in',
    values: [selector[key]],
  }));
}
