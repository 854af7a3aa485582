import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KubeObject } from '@openova/dns-engine';
import { readStdin, Terminal, UsageError } from '../commandLine/terminal';
import { isObject } from '../importArgs/json';
import { readYaml } from './readYaml';

/** Objects by cluster, in the order in which they were given. @internal */
export type Objects = Map<string, KubeObject[]>;

/**
 * Reads every `--manifests`, which is `[CLUSTER=]PATH`; `-` is standard input.
 * A folder without a cluster that holds nothing but folders is one cluster a
 * folder.
 *
 * @internal
 */
export async function readManifests(
  given: readonly string[],
  cluster: string | undefined,
  terminal: Terminal,
): Promise<Objects> {
  const objects: Objects = new Map();
  for (const each of given) {
    const parts = /^([A-Za-z0-9][\w.-]*)=(.+)$/.exec(each);
    const path = parts ? parts[2] : each;
    const named = parts ? parts[1] : cluster;
    if (path === '-') {
      const text = await readStdin(terminal);
      add(objects, named ?? 'default', text, 'standard input');
      continue;
    }
    for (const [name, files] of await filesByCluster(path, named)) {
      if (!objects.has(name)) objects.set(name, []);
      for (const file of files) {
        add(objects, name, await readFile(file, 'utf8'), file);
      }
    }
  }
  return objects;
}

async function filesByCluster(
  path: string,
  cluster: string | undefined,
): Promise<[string, string[]][]> {
  const found = await stat(path).catch(() => {
    throw new UsageError(`--manifests ${path} cannot be read: is it there?`);
  });
  if (!found.isDirectory()) return [[cluster ?? 'default', [path]]];
  const entries = (await readdir(path, { withFileTypes: true })).filter(
    entry => !entry.name.startsWith('.'),
  );
  const folders = entries.filter(entry => entry.isDirectory());
  const split =
    cluster === undefined &&
    folders.length > 0 &&
    folders.length === entries.length;
  if (!split) return [[cluster ?? 'default', await manifestFiles(path)]];
  return Promise.all(
    folders
      .map(entry => entry.name)
      .sort()
      .map(
        async (name): Promise<[string, string[]]> => [
          name,
          await manifestFiles(join(path, name)),
        ],
      ),
  );
}

async function manifestFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter(entry => !entry.name.startsWith('.'))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(async entry => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return manifestFiles(path);
        return /\.(ya?ml|json)$/i.test(entry.name) ? [path] : [];
      }),
  );
  return files.flat();
}

function add(
  objects: Objects,
  cluster: string,
  text: string,
  label: string,
): void {
  const list = objects.get(cluster) ?? [];
  objects.set(cluster, list);
  for (const document of readYaml(text, label)) addObject(list, document);
}

/** Lists are opened; what is no object (a values file, a patch) is passed over. */
function addObject(list: KubeObject[], document: unknown): void {
  if (!isObject(document)) return;
  if (String(document.kind).endsWith('List') && Array.isArray(document.items)) {
    for (const item of document.items) addObject(list, item);
    return;
  }
  if (isObject(document.metadata)) list.push(document as KubeObject);
}
