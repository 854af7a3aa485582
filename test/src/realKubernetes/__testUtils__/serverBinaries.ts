import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The programs of a Kubernetes control plane that an API server needs. */
export interface ServerBinaries {
  kubeApiserver: string;
  etcd: string;
}

/**
 * Finds them by the convention of envtest: in the folder of KUBEBUILDER_ASSETS. Without
 * it kube-apiserver is looked for in `~/.cache/kube-apiserver`; etcd is also found on
 * the PATH. Answers undefined when one is missing.
 */
export function findServerBinaries(
  env: NodeJS.ProcessEnv = process.env,
): ServerBinaries | undefined {
  const assets =
    env.KUBEBUILDER_ASSETS || join(homedir(), '.cache', 'kube-apiserver');
  const paths = (env.PATH ?? '').split(delimiter);
  const kubeApiserver = firstProgram('kube-apiserver', [assets]);
  const etcd = firstProgram('etcd', [assets, ...paths]);
  return kubeApiserver && etcd ? { kubeApiserver, etcd } : undefined;
}

/** Whether the tests of this title can run; says in a line that they cannot. */
export function hasServerBinaries(title: string): boolean {
  if (findServerBinaries()) return true;
  process.stderr.write(
    `Skipped: ${title}. It needs the programs kube-apiserver and etcd, in the folder that KUBEBUILDER_ASSETS names; setup-envtest downloads both.\n`,
  );
  return false;
}

function firstProgram(
  name: string,
  folders: readonly string[],
): string | undefined {
  return folders
    .filter(folder => folder !== '')
    .map(folder => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
