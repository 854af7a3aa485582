import { KubernetesObject, ObjectReference, groupOf } from './kubernetesObject';
import { ObjectStore, ObjectStoreOptions } from './objectStore';
import {
  ResourceDefinition,
  builtInResources,
  isCustomResourceDefinition,
  readDefinition,
  resourceName,
} from './resourceDefinitions';

const customResourceDefinitions =
  'customresourcedefinitions.apiextensions.k8s.io';

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
    return this.#put(definition, { ...object, metadata });
  }

  /**
   * Deletes an object and says whether there was one. One with finalizers is marked as deleted,
   * and goes when it is applied without them.
   */
  delete(reference: ObjectReference): boolean {
    const { apiVersion = 'v1', kind, name } = reference;
    const definition = this.definitionOf({ apiVersion, kind });
    const namespace = definition.namespaced
      ? reference.namespace ?? 'default'
      : undefined;
    const resource = resourceName(definition);
    if (isCustomResourceDefinition({ apiVersion, kind })) {
      const installed = this.store.get(resource, namespace, name);
      if (installed) this.#uninstall(name);
      return installed !== undefined;
    }
    const object = this.store.get(resource, namespace, name);
    if (object) this.#remove(definition, object);
    return object !== undefined;
  }

  #put(
    definition: ResourceDefinition,
    object: KubernetesObject,
  ): KubernetesObject {
    const { namespace, name } = object.metadata;
    const resource = resourceName(definition);
    const previous = this.store.get(resource, namespace, name);
    if (!previous && definition.terminating) {
      throw new Error(
        `${definition.kind} ${name}: its CustomResourceDefinition is being deleted: remove the finalizers of the objects that are left, then install it again`,
      );
    }
    const deletionTimestamp = previous?.metadata.deletionTimestamp;
    if (deletionTimestamp === undefined) {
      return this.store.put(definition, object);
    }
    if (!hasFinalizers(object)) {
      this.store.remove(resource, namespace, name);
      if (definition.terminating) this.#uninstallWhenEmpty(definition);
      return object;
    }
    const metadata = { ...object.metadata, deletionTimestamp };
    return this.store.put(definition, { ...object, metadata });
  }

  #remove(definition: ResourceDefinition, object: KubernetesObject): void {
    const { namespace, name } = object.metadata;
    if (!hasFinalizers(object)) {
      this.store.remove(resourceName(definition), namespace, name);
      return;
    }
    const metadata = {
      ...object.metadata,
      deletionTimestamp: object.metadata.creationTimestamp,
    };
    this.store.put(definition, { ...object, metadata });
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
    const terminating = this.#definitions.get(name)?.terminating === true;
    this.#definitions.set(name, { ...installed, terminating });
    const stored = this.store.put(definition, object);
    this.#announce();
    return stored;
  }

  /**
   * As a real API server does it: nothing new comes into the kind, its objects are deleted one by
   * one, and it is served until the last of them has lost its finalizers.
   */
  #uninstall(name: string): void {
    const installed = this.#definitions.get(name);
    if (!installed) return;
    const definition = { ...installed, terminating: true };
    this.#definitions.set(name, definition);
    for (const object of this.store.list(name)) {
      this.#remove(definition, object);
    }
    this.#uninstallWhenEmpty(definition);
  }

  #uninstallWhenEmpty(definition: ResourceDefinition): void {
    const name = resourceName(definition);
    if (this.store.list(name).length === 0) {
      this.store.remove(customResourceDefinitions, undefined, name);
      this.#definitions.delete(name);
    }
    this.#announce();
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
