import { KubernetesObject } from '@openova/demo-environment';
import { Kind, kinds } from '@openova/dns-engine';

/**
 * A CustomResourceDefinition that a real API server takes: names and versions of a
 * kind that we read, and a schema that keeps every field.
 */
export function definitionOf(
  kind: Kind,
  { served = true } = {},
): KubernetesObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${kind.plural}.${kind.group}`,
      // Groups below k8s.io are taken only with a word on their approval.
      annotations: {
        'api-approved.kubernetes.io': 'unapproved, for tests only',
      },
    },
    spec: {
      group: kind.group,
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural: kind.plural,
        singular: kind.kind.toLowerCase(),
      },
      scope: kind.namespaced ? 'Namespaced' : 'Cluster',
      versions: kind.versions.map((name, index) => ({
        name,
        served,
        storage: index === 0,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      })),
    },
  };
}

/** The kinds that a cluster has only once they were installed. */
export const installableKinds: readonly Kind[] = Object.values(kinds).filter(
  ({ group }) =>
    group === 'gateway.networking.k8s.io' || group === 'externaldns.k8s.io',
);
