import { KubernetesObject, ObjectReference, groupOf } from './kubernetesObject';
import { ObjectStore, ObjectStoreOptions } from './objectStore';
import {
  ResourceDefinition,
  builtInResources,
  isCustomResourceDefinition,
  readDefinition,
  resourceName,
} from './resourceDefinitions';

/**
 * What one cluster holds: which kinds are installed, and their objects. Kinds come and go with
 * their CustomResourceDefinition, and take their objects with them, as in a real cluster.
 */
export class ClusterContents {
  readonly store: ObjectStore;
  readonly #definitions = new Map<string, ResourceDefinition>();
  readonly #listeners = new Set<() => void>();

  constructor(options: ObjectStoreOptions) {
    this.store = new ObjectStore(options);
    for (const definition of builtInResources) {
      this.#definitions.set(resourceName(definition), definition);
    }
  }

  /** Every installed kind. */
  definitions(): ResourceDefinition[] {
    return [...this.#definitions.values()];
  }

  /** The installed kind with this RBAC name, such as `httproutes.gateway.networking.k8s.io`. */
  definition(name: string): ResourceDefinition | undefined {
    return this.#definitions.get(name);
  }

  /** The installed kind of a manifest; throws an Error that says what to install. */
  definitionOf(object: {
    apiVersion: string;
    kind: string;
  }): ResourceDefinition {
    const group = groupOf(object.apiVersion);
    for (const definition of this.#definitions.values()) {
      if (definition.group === group && definition.kind === object.kind) {
        return definition;
      }
    }
    throw new Error(
      `no kind ${object.kind} of ${object.apiVersion} is installed: correct apiVersion and kind, or add its CustomResourceDefinition`,
    );
  }

  /** Calls back when a kind was installed, changed or removed. */
  onDefinitionsChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /**
   * Creates or replaces an object. A namespaced object without a namespace goes to `default`; a
   * namespace that does not exist yet is made.
   */
  apply(object: KubernetesObject): KubernetesObject {
    const definition = this.definitionOf(object);
    if (isCustomResourceDefinition(object))
      return this.#install(definition, object);
    const metadata = { ...object.metadata };
    if (definition.namespaced) {
      metadata.namespace ??= 'default';
      this.#ensureNamespace(metadata.namespace);
    } else {
      delete metadata.namespace;
    }
    if (definition.kind === 'Namespace' && definition.group === '') {
      metadata.labels = {
        'kubernetes.io/metadata.name': metadata.name,
        ...metadata.labels,
      };
    }
    return this.store.put(definition, { ...object, metadata });
  }

  /** Deletes an object and says whether there was one. */
  delete(reference: ObjectReference): boolean {
    const { apiVersion = 'v1', kind, name } = reference;
    const definition = this.definitionOf({ apiVersion, kind });
    const namespace = definition.namespaced
      ? reference.namespace ?? 'default'
      : undefined;
    const resource = resourceName(definition);
    if (isCustomResourceDefinition({ apiVersion, kind })) {
      const installed = this.store.get(resource, namespace, name);
      if (installed) this.#uninstall(definition, installed);
      return installed !== undefined;
    }
    return this.store.remove(resource, namespace, name);
  }

  #install(
    definition: ResourceDefinition,
    object: KubernetesObject,
  ): KubernetesObject {
    const installed = readDefinition(object);
    const name = resourceName(installed);
    if (this.#definitions.get(name)?.custom === false) {
      throw new Error(
        `CustomResourceDefinition ${name}: this kind is built in: remove the definition`,
      );
    }
    const isTerminating = this.#definitions.get(name)?.terminating === true;
    if (isTerminating && !hasFinalizers(object)) {
      return this.#finishUninstalling(definition, object);
    }
    this.#definitions.set(name, { ...installed, terminating: isTerminating });
    const stored = this.store.put(definition, object);
    this.#announce();
    return stored;
  }

  /**
   * As a real API server does it: nothing new comes into the kind, its objects are deleted one by
   * one, and it is served until the last finalizer of its definition is gone.
   */
  #uninstall(
    definition: ResourceDefinition,
    installed: KubernetesObject,
  ): void {
    const { name } = installed.metadata;
    const kind = this.#definitions.get(name);
    if (kind) this.#definitions.set(name, { ...kind, terminating: true });
    for (const object of this.store.list(name)) {
      const { namespace } = object.metadata;
      this.store.remove(name, namespace, object.metadata.name);
    }
    if (hasFinalizers(installed)) this.#announce();
    else this.#finishUninstalling(definition, installed);
  }

  #finishUninstalling(
    definition: ResourceDefinition,
    object: KubernetesObject,
  ): KubernetesObject {
    const { name } = object.metadata;
    this.store.remove(resourceName(definition), undefined, name);
    this.#definitions.delete(name);
    this.#announce();
    return object;
  }

  #ensureNamespace(name: string): void {
    if (!this.store.get('namespaces', undefined, name)) {
      this.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

function hasFinalizers({ metadata }: KubernetesObject): boolean {
  return Array.isArray(metadata.finalizers) && metadata.finalizers.length > 0;
}
