import { KubernetesObject } from '@openova/demo-environment';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { RealCluster } from './realCluster';

const manifest = join(
  __dirname,
  '../../../../docs/manifests/cluster-role.yaml',
);

/** The objects of the manifest that the documentation tells administrators to apply. */
export const documentedObjects: readonly KubernetesObject[] = parseAllDocuments(
  readFileSync(manifest, 'utf8'),
).map(document => document.toJS());

/** The documented object of this kind. */
export function documented(kind: string): KubernetesObject {
  const object = documentedObjects.find(each => each.kind === kind);
  if (!object) throw new Error(`${manifest} has no ${kind}`);
  return object;
}

/** Does what the documentation says, and answers the portal's token. */
export async function applyDocumentedRole(
  cluster: RealCluster,
): Promise<string> {
  for (const object of documentedObjects) await cluster.apply(object);
  const { name, namespace = '' } = documented('ServiceAccount').metadata;
  return cluster.tokenOf(namespace, name);
}
