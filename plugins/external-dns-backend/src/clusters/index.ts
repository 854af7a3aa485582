export { kubernetesClusterAccessServiceRef } from './clusterAccessService';
export { KubernetesProxyAccess } from './kubernetesProxyAccess';
export type { KubernetesProxyAccessOptions } from './kubernetesProxyAccess';
export { ClusterStore } from './storeClusters';
export type { ClusterKindRow, ClusterRow } from './storeClusters';
export { defaultPace } from './pace';
export type { Pace } from './pace';
export type { ClusterChange } from './reflectedCluster';
