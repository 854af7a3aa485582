import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoClusterName, runningPortal } from './runningPortal';

/**
 * Saves a changed YAML file of a demo cluster, as a person would in an editor.
 *
 * @returns puts the file back as it was
 */
export async function editDemoFile(
  cluster: DemoClusterName,
  file: string,
  change: (yaml: string) => string,
): Promise<() => Promise<void>> {
  const path = join(runningPortal.demoFolder, cluster, file);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) {
    throw new Error(`The change leaves ${cluster}/${file} as it is`);
  }
  await writeFile(path, after);
  return () => writeFile(path, before);
}

async function switchFaults(cluster: DemoClusterName, request: RequestInit) {
  const response = await fetch(
    `${runningPortal.clusterUrls[cluster]}/_demo/faults`,
    { ...request, headers: { authorization: 'Bearer demo-control' } },
  );
  if (!response.ok) {
    throw new Error(
      `Cluster ${cluster} does not switch faults: it answers ${response.status}`,
    );
  }
}

/** Makes a demo cluster fail; see the README of the demo environment. */
export function makeFail(
  cluster: DemoClusterName,
  faults: { unreachable?: boolean; slow?: number; forbidden?: string[] },
): Promise<void> {
  return switchFaults(cluster, {
    method: 'PATCH',
    body: JSON.stringify(faults),
  });
}

/** Lets a demo cluster work again. */
export function makeWork(cluster: DemoClusterName): Promise<void> {
  return switchFaults(cluster, { method: 'DELETE' });
}
