import { Entity } from '@backstage/catalog-model';
import { FilterPredicate } from '@backstage/filter-predicates';
import { KUBERNETES_ANNOTATIONS } from '@openova/backstage-plugin-external-dns-common';

/**
 * Whether an entity has any of the Kubernetes plugin's annotations, and so a DNS tab.
 *
 * @remarks
 * The namespace and the cluster alone only narrow the other two down, but where one
 * of them stands somebody meant to, and the tab says what is missing.
 *
 * @public
 */
export function isExternalDnsAvailable(entity: Entity): boolean {
  return Object.values(KUBERNETES_ANNOTATIONS).some(
    name => entity.metadata.annotations?.[name],
  );
}

/** {@link isExternalDnsAvailable} as a predicate, which an app's configuration can replace. */
export const externalDnsEntityFilter: FilterPredicate = {
  $any: [
    { 'metadata.annotations.backstage.io/kubernetes-id': { $exists: true } },
    {
      'metadata.annotations.backstage.io/kubernetes-label-selector': {
        $exists: true,
      },
    },
    {
      'metadata.annotations.backstage.io/kubernetes-namespace': {
        $exists: true,
      },
    },
    {
      'metadata.annotations.backstage.io/kubernetes-cluster': { $exists: true },
    },
  ],
};
