import { KubernetesObject } from '@openova/demo-environment';
import { documented } from './documentedRole';

const verbs = ['get', 'list', 'watch'];

/**
 * The documented service account with the right to read everything, which is what the
 * token of a demo cluster stands for.
 */
export const readAllRole: readonly KubernetesObject[] = [
  documented('Namespace'),
  documented('ServiceAccount'),
  {
    ...documented('ClusterRole'),
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs }],
  },
  documented('ClusterRoleBinding'),
];
