/**
 * Multi-cluster ExternalDNS as a Backstage backend plugin.
 *
 * @packageDocumentation
 */
export { externalDnsPlugin as default } from './plugin';
export { kubernetesClusterAccessServiceRef } from './clusters/clusterAccessService';
export { KubernetesProxyAccess } from './clusters/kubernetesProxyAccess';
export type { KubernetesProxyAccessOptions } from './clusters/kubernetesProxyAccess';
