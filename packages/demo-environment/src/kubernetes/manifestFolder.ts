import { FSWatcher, watch } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KubernetesObject } from './kubernetesObject';
import { Manifest, ManifestError, parseManifests } from './manifests';
import { isCustomResourceDefinition } from './resourceDefinitions';

/*
 * Keeps a cluster like the YAML files of a folder.
 *
 * Editors write in many ways: in place, by truncating first, by renaming a new file over the old.
 * So events of the file system only say when to look, a slow poll looks where no events arrive, and
 * a file counts once two looks in a row found it the same (or found it gone). A file that cannot be
 * read keeps the objects of its last good version.
 */

/** How long a file must stand still before it counts. */
const settleMilliseconds = 80;
/** How often to look without being told. */
const pollMilliseconds = 500;

export interface ManifestFolderOptions {
  folder: string;
  cluster: {
    apply(object: KubernetesObject): unknown;
    delete(object: KubernetesObject): unknown;
  };
  log: { info(message: string): void; warn(message: string): void };
}

/** Size, time and inode of each YAML file: what changes whenever a file does. */
type Signatures = Map<string, string>;

export class ManifestFolder {
  readonly #options: ManifestFolderOptions;
  readonly #manifests = new Map<string, Manifest[]>();
  #applied = new Map<string, KubernetesObject>();
  #taken: Signatures = new Map();
  #lastLook: Signatures = new Map();
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #missing = false;
  #due = 0;
  #looking = false;
  #toldMeanwhile = false;

  constructor(options: ManifestFolderOptions) {
    this.#options = options;
  }

  /** Applies what the files hold now, and follows them from then on. */
  async start(): Promise<void> {
    this.#lastLook = await this.#look();
    await this.#take(this.#lastLook);
    this.#watch();
    this.#schedule(pollMilliseconds);
  }

  stop(): void {
    this.#stopped = true;
    this.#watcher?.close();
    clearTimeout(this.#timer);
  }

  #watch(): void {
    try {
      this.#watcher = watch(this.#options.folder, { persistent: false }, () =>
        this.#told(),
      );
      // The poll goes on where the file system cannot be watched.
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      this.#watcher = undefined;
    }
  }

  #told(): void {
    if (this.#looking) this.#toldMeanwhile = true;
    else this.#schedule(settleMilliseconds);
  }

  #schedule(milliseconds: number): void {
    if (this.#stopped) return;
    const due = Date.now() + milliseconds;
    // Events that keep coming bring the next look forward, and never put it off.
    if (this.#timer && this.#due <= due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.#run(), milliseconds);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#looking = true;
    this.#toldMeanwhile = false;
    let soon = false;
    try {
      soon = await this.#step();
    } catch (error) {
      this.#options.log.warn(
        `${this.#options.folder} cannot be read: ${messageOf(error)}`,
      );
    }
    this.#looking = false;
    this.#schedule(
      soon || this.#toldMeanwhile ? settleMilliseconds : pollMilliseconds,
    );
  }

  /** One look; says whether something is still moving. */
  async #step(): Promise<boolean> {
    const before = this.#lastLook;
    const now = await this.#look();
    this.#lastLook = now;
    if (this.#stopped) return false;
    const names = new Set([...now.keys(), ...this.#taken.keys()]);
    const settled = new Map(this.#taken);
    let moving = false;
    for (const name of names) {
      const signature = now.get(name);
      if (signature === this.#taken.get(name)) continue;
      if (signature !== before.get(name)) moving = true;
      else if (signature === undefined) settled.delete(name);
      else settled.set(name, signature);
    }
    await this.#take(settled);
    return moving;
  }

  async #look(): Promise<Signatures> {
    const { folder, log } = this.#options;
    const signatures: Signatures = new Map();
    let names: string[];
    try {
      names = await readdir(folder);
    } catch (error) {
      // A folder that is away for a moment, as during a checkout, takes no objects with it.
      if (!this.#missing) {
        log.warn(
          `The folder ${folder} cannot be read: create it, or correct demo.folder`,
        );
      }
      this.#missing = true;
      return this.#taken;
    }
    this.#missing = false;
    for (const name of names.filter(isManifestFile).sort()) {
      const found = await stat(join(folder, name), { bigint: true }).catch(
        () => undefined,
      );
      if (found?.isFile()) {
        signatures.set(name, `${found.ino} ${found.size} ${found.mtimeNs}`);
      }
    }
    return signatures;
  }

  /** Reads the files whose signature is new, and brings the cluster to what all files hold together. */
  async #take(signatures: Signatures): Promise<void> {
    let changed = false;
    for (const name of [...this.#taken.keys()]) {
      if (signatures.has(name)) continue;
      changed = true;
      this.#manifests.delete(name);
    }
    for (const [name, signature] of signatures) {
      if (this.#taken.get(name) === signature) continue;
      changed = true;
      await this.#read(name);
    }
    this.#taken = signatures;
    if (changed && !this.#stopped) this.#applyAll();
  }

  async #read(name: string): Promise<void> {
    const { folder, log } = this.#options;
    const path = join(folder, name);
    try {
      this.#manifests.set(name, parseManifests(await readFile(path, 'utf8')));
    } catch (error) {
      const line = error instanceof ManifestError ? ` line ${error.line}` : '';
      log.warn(
        `${path}${line}: ${messageOf(
          error,
        )}; what its last good version held stays`,
      );
    }
  }

  /** What is the same already changes nothing; what lost its kind in between comes back with it. */
  #applyAll(): void {
    const { cluster, folder, log } = this.#options;
    const wanted = this.#wantedObjects();
    const applied = new Map<string, KubernetesObject>();
    for (const [key, { object, line, file }] of wanted) {
      try {
        cluster.apply(object);
        applied.set(key, object);
      } catch (error) {
        log.warn(
          `${join(folder, file)} line ${line}: ${messageOf(error)}; ${
            object.kind
          } ${object.metadata.name} was left as it is`,
        );
        if (this.#applied.has(key)) applied.set(key, object);
      }
    }
    for (const [key, object] of [...this.#applied].reverse()) {
      if (wanted.has(key)) continue;
      try {
        cluster.delete(object);
      } catch {
        // Its kind went first, and took it along.
      }
    }
    this.#applied = applied;
  }

  /** What the files hold, definitions and namespaces first, because the others need them. */
  #wantedObjects(): Map<string, Manifest & { file: string }> {
    const { folder, log } = this.#options;
    const manifests = [...this.#manifests]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([file, list]) => list.map(manifest => ({ ...manifest, file })))
      .sort((left, right) => rank(left.object) - rank(right.object));
    const wanted = new Map<string, Manifest & { file: string }>();
    for (const manifest of manifests) {
      const key = keyOf(manifest.object);
      const other = wanted.get(key);
      if (other) {
        log.warn(
          `${join(folder, manifest.file)} line ${
            manifest.line
          }: ${key} stands in ${other.file} line ${
            other.line
          } too; the first one counts`,
        );
      } else wanted.set(key, manifest);
    }
    return wanted;
  }
}

function isManifestFile(name: string): boolean {
  return /^[^.].*\.ya?ml$/.test(name);
}

function rank(object: KubernetesObject): number {
  if (isCustomResourceDefinition(object)) return 0;
  return object.kind === 'Namespace' ? 1 : 2;
}

function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.split('/').slice(0, -1).join('/');
  const name = [metadata.namespace, metadata.name].filter(Boolean).join('/');
  return `${kind}${group && `.${group}`} ${name}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
