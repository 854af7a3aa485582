import { KubernetesObject } from '@openova/demo-environment';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { RealCluster } from './realCluster';

const folder = join(__dirname, '../../../../docs/manifests');

function objectsOf(manifest: string): KubernetesObject[] {
  const text = readFileSync(join(folder, manifest), 'utf8');
  return parseAllDocuments(text).map(document => document.toJS());
}

/** The objects of the manifest that the documentation tells administrators to apply. */
export const documentedObjects: readonly KubernetesObject[] =
  objectsOf('cluster-role.yaml');

/** Those of the manifest for clusters with k8gb, which comes on top. */
export const documentedForK8gb: readonly KubernetesObject[] =
  objectsOf('k8gb-role.yaml');

/** The documented object of this kind. */
export function documented(kind: string): KubernetesObject {
  const object = [...documentedObjects, ...documentedForK8gb].find(
    each => each.kind === kind,
  );
  if (!object) throw new Error(`${folder} has no ${kind}`);
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
