export { withHealthyRecords } from './k8gb/healthyRecords';
export { K8gb } from './k8gb/k8gb';
export type { NameServerSetting } from './k8gb/k8gb';
export {
  customResourceDefinition,
  standardCustomResourceDefinitions,
} from './kubernetes/customResourceDefinitions';
export { DemoCluster, startDemoCluster } from './kubernetes/demoCluster';
export type { ClusterLog, DemoClusterOptions } from './kubernetes/demoCluster';
export type { Faults } from './kubernetes/faults';
export type {
  KubernetesObject,
  ObjectMetadata,
  ObjectReference,
} from './kubernetes/kubernetesObject';
