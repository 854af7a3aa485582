import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The DNS page of the admin. @public */
export const dnsPageRouteRef = createRouteRef({ id: 'external-dns.page' });

/** The DNS tab of an entity. @public */
export const entityDnsRouteRef = createRouteRef({ id: 'external-dns.entity' });

/**
 * The tab that shows an entity's Kubernetes objects. Bound to the Kubernetes
 * plugin where that is installed; objects are not linked otherwise.
 *
 * @public
 */
export const kubernetesTabRouteRef = createExternalRouteRef({
  id: 'external-dns.kubernetes-tab',
  optional: true,
  defaultTarget: 'kubernetes.entityContent',
});
