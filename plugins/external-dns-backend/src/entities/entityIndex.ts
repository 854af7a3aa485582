import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { KUBERNETES_ANNOTATIONS } from '@openova/backstage-plugin-external-dns-common';
import {
  LabelSelector,
  matchesSelector,
  parseLabelSelector,
  Requirement,
  SelectorError,
} from '@openova/dns-engine';

/** What the kubernetes plugin's annotations say of one entity. @internal */
export interface EntityTarget {
  entityRef: string;
  /** As written; one of the two is given. */
  selector?: string;
  id?: string;
  /** Objects of this namespace only. */
  namespace?: string;
  /** Objects of this cluster only. */
  cluster?: string;
}

/**
 * Which objects an entity means, as the kubernetes plugin reads it: a label selector
 * counts before the id, and the id is the entity's name where only other annotations
 * stand. Undefined where none stands.
 *
 * @internal
 */
export function targetOf(entity: Entity): EntityTarget | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const { id, labelSelector, namespace, cluster } = KUBERNETES_ANNOTATIONS;
  if (![id, labelSelector, namespace, cluster].some(key => annotations[key])) {
    return undefined;
  }
  const target: EntityTarget = { entityRef: stringifyEntityRef(entity) };
  if (annotations[labelSelector]) target.selector = annotations[labelSelector];
  else target.id = annotations[id] || entity.metadata.name;
  if (annotations[namespace]) target.namespace = annotations[namespace];
  if (annotations[cluster]) target.cluster = annotations[cluster];
  return target;
}

/** An object, as far as entities look at it. @internal */
export interface LabelledObject {
  cluster: string;
  namespace: string;
  labels: Readonly<Record<string, string>>;
}

interface SelectorGroup {
  selector: LabelSelector;
  targets: EntityTarget[];
}

/**
 * Finds the entities of an object. Entities of one selector share one look at the
 * labels, and selectors are found by a label that they ask for, so that an object
 * costs a handful of look-ups however many entities there are.
 *
 * @internal
 */
export class EntityIndex {
  /** Selectors that could not be read, as sentences. */
  readonly mistakes: string[] = [];
  private readonly byId = new Map<string, EntityTarget[]>();
  /** By key, then value, of a label that the selectors ask for. */
  private readonly byLabel = new Map<string, Map<string, SelectorGroup[]>>();
  private readonly elsewhere: SelectorGroup[] = [];

  constructor(targets: readonly EntityTarget[]) {
    const bySelector = new Map<string, EntityTarget[]>();
    for (const target of targets) {
      if (target.selector !== undefined)
        add(bySelector, target.selector, target);
      else if (target.id !== undefined) add(this.byId, target.id, target);
    }
    for (const [selector, group] of bySelector) this.addGroup(selector, group);
  }

  /** Entity refs, sorted, none twice. */
  entitiesOf(object: LabelledObject): string[] {
    const found = new Set<string>();
    const { labels } = object;
    const id = labels[KUBERNETES_ANNOTATIONS.id];
    if (id !== undefined) collect(this.byId.get(id), object, found);
    for (const [key, byValue] of this.byLabel) {
      if (!Object.hasOwn(labels, key)) continue;
      for (const group of byValue.get(labels[key]) ?? []) {
        if (matchesSelector(group.selector, labels)) {
          collect(group.targets, object, found);
        }
      }
    }
    for (const group of this.elsewhere) {
      if (matchesSelector(group.selector, labels)) {
        collect(group.targets, object, found);
      }
    }
    return [...found].sort();
  }

  private addGroup(text: string, targets: EntityTarget[]): void {
    let selector: LabelSelector;
    try {
      selector = parseLabelSelector(text);
    } catch (error) {
      if (!(error instanceof SelectorError)) throw error;
      const names = targets.map(target => target.entityRef).join(', ');
      this.mistakes.push(
        `The annotation ${KUBERNETES_ANNOTATIONS.labelSelector} of ${names} cannot be read: ${error.message}`,
      );
      return;
    }
    const group = { selector, targets };
    const asked = selector.find(isEquality);
    if (!asked) {
      // An empty selector means every object; that is nobody's wish.
      if (selector.length > 0) this.elsewhere.push(group);
      return;
    }
    let byValue = this.byLabel.get(asked.key);
    if (!byValue) this.byLabel.set(asked.key, (byValue = new Map()));
    for (const value of new Set(asked.values)) add(byValue, value, group);
  }
}

function isEquality(requirement: Requirement): boolean {
  return requirement.operator === 'in';
}

function collect(
  targets: readonly EntityTarget[] | undefined,
  object: LabelledObject,
  found: Set<string>,
): void {
  for (const { entityRef, namespace, cluster } of targets ?? []) {
    if (namespace !== undefined && namespace !== object.namespace) continue;
    if (cluster !== undefined && cluster !== object.cluster) continue;
    found.add(entityRef);
  }
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Fields of an entity that {@link targetOf} reads. @internal */
export const entityFields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
] as const;
