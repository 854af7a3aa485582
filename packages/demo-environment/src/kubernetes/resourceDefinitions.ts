import { KubernetesObject } from './kubernetesObject';

/**
 * One kind that a cluster serves: what discovery says of it, and where its objects live.
 * @public
 */
export interface ResourceDefinition {
  /** Empty for the core group. */
  group: string;
  /** The served versions, the preferred one first. */
  versions: string[];
  kind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  namespaced: boolean;
  /** Comes from a CustomResourceDefinition, and goes with it. */
  custom: boolean;
  /** The API server counts `metadata.generation`; Services, Pods and others of the core group have none. */
  countsGenerations: boolean;
  /** Its CustomResourceDefinition was deleted and waits for its objects to go. */
  terminating?: boolean;
}

/** How RBAC and CRDs name a resource: `services`, `httproutes.gateway.networking.k8s.io`. */
export function resourceName(definition: {
  group: string;
  plural: string;
}): string {
  return definition.group === ''
    ? definition.plural
    : `${definition.plural}.${definition.group}`;
}

function builtIn(
  group: string,
  kind: string,
  plural: string,
  shortNames: string[],
  traits: { namespaced: boolean; countsGenerations: boolean },
): ResourceDefinition {
  return {
    group,
    versions: ['v1'],
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames,
    custom: false,
    ...traits,
  };
}

/** The kinds that every cluster serves, as far as the demo needs them. */
export const builtInResources: readonly ResourceDefinition[] = [
  builtIn('', 'Namespace', 'namespaces', ['ns'], {
    namespaced: false,
    countsGenerations: false,
  }),
  builtIn('', 'Node', 'nodes', ['no'], {
    namespaced: false,
    countsGenerations: false,
  }),
  builtIn('', 'Pod', 'pods', ['po'], {
    namespaced: true,
    countsGenerations: false,
  }),
  builtIn('', 'Service', 'services', ['svc'], {
    namespaced: true,
    countsGenerations: false,
  }),
  builtIn('', 'ConfigMap', 'configmaps', ['cm'], {
    namespaced: true,
    countsGenerations: false,
  }),
  builtIn('apps', 'Deployment', 'deployments', ['deploy'], {
    namespaced: true,
    countsGenerations: true,
  }),
  builtIn('discovery.k8s.io', 'EndpointSlice', 'endpointslices', [], {
    namespaced: true,
    countsGenerations: true,
  }),
  builtIn('networking.k8s.io', 'Ingress', 'ingresses', ['ing'], {
    namespaced: true,
    countsGenerations: true,
  }),
  builtIn(
    'apiextensions.k8s.io',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    ['crd', 'crds'],
    { namespaced: false, countsGenerations: true },
  ),
];

/** Whether every cluster has the group, whatever is installed in it. */
export function isBuiltInGroup(group: string): boolean {
  return builtInResources.some(definition => definition.group === group);
}

const definitionKind = 'CustomResourceDefinition';

/** Whether an object is a CustomResourceDefinition: applying it installs a kind. */
export function isCustomResourceDefinition(object: {
  apiVersion: string;
  kind: string;
}): boolean {
  return (
    object.kind === definitionKind &&
    object.apiVersion.startsWith('apiextensions.k8s.io/')
  );
}

interface DefinitionSpec {
  group?: unknown;
  scope?: unknown;
  names?: {
    kind?: unknown;
    plural?: unknown;
    singular?: unknown;
    shortNames?: unknown;
  };
  versions?: unknown;
}

/**
 * Reads the kind that a CustomResourceDefinition installs. Its schema is not looked at.
 * Throws an Error that names the field when the definition cannot be used.
 */
export function readDefinition(object: KubernetesObject): ResourceDefinition {
  const spec = (object.spec ?? {}) as DefinitionSpec;
  const name = object.metadata.name;
  const text = (value: unknown, field: string): string => {
    if (typeof value === 'string' && value !== '') return value;
    throw new Error(
      `CustomResourceDefinition ${name}: spec.${field} is missing: set it to a string`,
    );
  };
  const group = text(spec.group, 'group');
  const kind = text(spec.names?.kind, 'names.kind');
  const plural = text(spec.names?.plural, 'names.plural');
  if (name !== `${plural}.${group}`) {
    throw new Error(
      `CustomResourceDefinition ${name}: metadata.name must be ${plural}.${group}`,
    );
  }
  if (!Array.isArray(spec.versions)) {
    throw new Error(
      `CustomResourceDefinition ${name}: spec.versions is missing: list the versions with name and served`,
    );
  }
  const versions = (spec.versions as { name?: unknown; served?: unknown }[])
    .filter(version => version.served === true)
    .map(version => text(version.name, 'versions[].name'));
  return {
    group,
    versions: versions.sort(compareVersions),
    kind,
    plural,
    singular:
      typeof spec.names?.singular === 'string'
        ? spec.names.singular
        : kind.toLowerCase(),
    shortNames: Array.isArray(spec.names?.shortNames)
      ? spec.names.shortNames.map(String)
      : [],
    namespaced: spec.scope !== 'Cluster',
    custom: true,
    countsGenerations: true,
  };
}

/** Orders API versions as discovery does: v2, v1, v1beta2, v1beta1, v1alpha1, then others by name. */
export function compareVersions(left: string, right: string): number {
  const [leftRank, rightRank] = [rank(left), rank(right)];
  for (let index = 0; index < leftRank.length; index++) {
    if (leftRank[index] !== rightRank[index]) {
      return rightRank[index] - leftRank[index];
    }
  }
  return left < right ? -1 : Number(left > right);
}

function rank(version: string): [number, number, number] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return [-1, 0, 0];
  const maturity = { alpha: 0, beta: 1, stable: 2 };
  const stage = (match[2] ?? 'stable') as keyof typeof maturity;
  return [maturity[stage], Number(match[1]), Number(match[3] ?? 0)];
}
