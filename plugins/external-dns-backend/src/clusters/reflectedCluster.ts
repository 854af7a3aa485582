import { ClusterView, Kind, KubeObject } from '@openova/dns-engine';
import {
  ClusterAccessError,
  Discovery,
  KubernetesClusterAccess,
} from '@openova/backstage-plugin-external-dns-node';
import { isBuiltInGroup } from './builtInGroups';
import {
  DiscoveryOutcome,
  goneSentence,
  KindFreshness,
  kindFreshness,
  leavingSentence,
  readableVersion,
  Reflection,
} from './freshness';
import { keepForAll, KeepUse } from './keepForAll';
import { KeptObjects } from './keptObjects';
import { resourceName } from './kubernetesAnswers';
import { backoff, Pace } from './pace';
import { Reflector } from './reflector';

/** A kind that is to be reflected, and for whom. @internal */
export interface KindNeed {
  kind: Kind;
  /** Only objects of this namespace are read; absent: all. */
  namespace?: string;
  uses: readonly KeepUse[];
  /** What is done to an object once it was cut down to what is read. */
  finish?: (kept: KubeObject, original: KubeObject) => KubeObject;
}

/** What the database remembers of a kind in a cluster. @internal */
export interface KindMemory {
  servedBefore: boolean;
  objects: number;
}

/** An object, or (without a name) a whole kind, that is not what it was. @public */
export interface ClusterChange {
  cluster: string;
  kind: string;
  namespace: string;
  name: string;
}

/** @internal */
export interface ReflectedClusterOptions {
  name: string;
  access: KubernetesClusterAccess;
  needs: readonly KindNeed[];
  /** By {@link resourceName}. */
  memory: ReadonlyMap<string, KindMemory>;
  pace: Pace;
  onChange(change: ClusterChange): void;
}

interface ReflectedKind {
  need: KindNeed;
  objects: KeptObjects;
  memory: KindMemory;
  /** A person told us to forget it while it was being uninstalled. */
  forgotten?: boolean;
  reflection?: Reflection;
  running?: {
    version: string;
    reflector: Reflector;
    end: AbortController;
    done: Promise<void>;
  };
}

/**
 * One cluster as far as it is read: discovery decides which kinds are reflected, in
 * which version, and is asked again on a schedule and whenever a kind goes missing.
 *
 * @internal
 */
export class ReflectedCluster {
  readonly name: string;
  /** What the sources read. */
  readonly view: ClusterView;
  private readonly kinds = new Map<string, ReflectedKind>();
  private readonly end = new AbortController();
  private discovery: DiscoveryOutcome = { outcome: 'pending' };
  private wake = new AbortController();
  private discovered: Array<() => void> = [];
  private done: Promise<void> = Promise.resolve();

  constructor(private readonly options: ReflectedClusterOptions) {
    this.name = options.name;
    this.view = viewOf(options.name, kind => this.objectsOf(kind));
    for (const need of options.needs) {
      const key = resourceName(need.kind);
      const memory = options.memory.get(key);
      this.kinds.set(key, {
        need,
        objects: new KeptObjects(),
        memory: memory ?? { servedBefore: false, objects: 0 },
      });
    }
  }

  start(): void {
    this.done = this.discoverAgainAndAgain();
  }

  async stop(): Promise<void> {
    this.end.abort();
    await this.done;
    await Promise.all([...this.kinds.values()].map(kind => kind.running?.done));
  }

  /** Discovers and lists everything anew. Resolves after the attempts. */
  async refresh(): Promise<void> {
    if (this.end.signal.aborted) return;
    const discovered = new Promise<void>(resolve =>
      this.discovered.push(resolve),
    );
    this.wake.abort();
    await discovered;
    await Promise.all(
      [...this.kinds.values()].map(kind => kind.running?.reflector.relist()),
    );
  }

  freshnessOf(kind: Kind): KindFreshness {
    const reflected = this.kinds.get(resourceName(kind));
    if (!reflected) return { state: 'listing', objects: 0 };
    return kindFreshness({
      kind,
      discovery: this.discovery,
      servedBefore: reflected.memory.servedBefore,
      reflection: reflected.running && reflected.reflection,
      // What an earlier run saw last counts until this one has seen for itself.
      objects: reflected.memory.objects || reflected.objects.size,
    });
  }

  /** What the sources read, with the objects of these kinds as they are now. */
  snapshot(kinds: readonly Kind[]): ClusterView {
    const snapshots = new Map(
      kinds.map(kind => [resourceName(kind), this.objectsOf(kind)?.snapshot()]),
    );
    return viewOf(
      this.name,
      kind => snapshots.get(resourceName(kind)) ?? this.objectsOf(kind),
    );
  }

  /** Rises with each change of an object of the kind. */
  revisionOf(kind: Kind): number {
    return this.objectsOf(kind)?.revision ?? 0;
  }

  /** Whether this cluster ever served the kind, as far as anybody remembers. */
  wasServed(kind: Kind): boolean {
    return this.kinds.get(resourceName(kind))?.memory.servedBefore ?? false;
  }

  /** The served version that is read, if any. */
  versionOf(kind: Kind): string | undefined {
    return this.kinds.get(resourceName(kind))?.running?.version;
  }

  /** A kind that a person told us to forget was never served, unless it is now. */
  forget(key: string): void {
    const reflected = this.kinds.get(key);
    if (!reflected) return;
    reflected.forgotten = true;
    reflected.memory = { servedBefore: this.isServedInFull(key), objects: 0 };
    if (!reflected.running) this.clear(reflected);
  }

  private isServedInFull(key: string): boolean {
    if (this.discovery.outcome !== 'known') return false;
    const { versions, leaving } = this.discovery;
    return (versions.get(key) ?? []).length > 0 && !leaving?.has(key);
  }

  private objectsOf(kind: Kind): KeptObjects | undefined {
    return this.kinds.get(resourceName(kind))?.objects;
  }

  private async discoverAgainAndAgain(): Promise<void> {
    const { pace } = this.options;
    let failures = 0;
    while (!this.end.signal.aborted) {
      this.wake = new AbortController();
      const wait = AbortSignal.any([this.end.signal, this.wake.signal]);
      const waiting = this.discovered;
      this.discovered = [];
      try {
        await this.discover();
        failures = 0;
      } catch (error) {
        if (this.end.signal.aborted) break;
        failures += 1;
        this.setDiscovery({
          outcome: 'failed',
          sentence: error instanceof Error ? error.message : String(error),
        });
      }
      for (const resolve of waiting) resolve();
      await pace.sleep(
        failures > 0 ? backoff(failures, pace) : pace.discovery,
        wait,
      );
    }
    for (const resolve of this.discovered) resolve();
  }

  private async discover(): Promise<void> {
    const { access, needs } = this.options;
    const groups = new Set(needs.map(need => need.kind.group));
    const { kinds } = await access.discover(
      this.name,
      [...groups],
      this.end.signal,
    );
    this.end.signal.throwIfAborted();
    const versions = new Map<string, string[]>();
    const leaving = new Set<string>();
    for (const kind of kinds) {
      const key = resourceName(kind);
      versions.set(key, [...(versions.get(key) ?? []), kind.version]);
      if (isLeaving(kind)) leaving.add(key);
    }
    if (this.discovery.outcome === 'failed') this.doubtWatches();
    this.setDiscovery({ outcome: 'known', versions, leaving });
    for (const [key, reflected] of this.kinds) {
      const served = versions.get(key) ?? [];
      const isServedInFull = served.length > 0 && !leaving.has(key);
      if (isServedInFull) reflected.forgotten = false;
      if (reflected.forgotten) {
        // An older discovery may have said that it was served when it was forgotten.
        reflected.memory.servedBefore = false;
      } else if (served.length > 0) {
        reflected.memory.servedBefore = true;
      }
      const { kind } = reflected.need;
      const version = isServedInFull
        ? readableVersion(kind, served)
        : undefined;
      if (reflected.running?.version === version) continue;
      this.stopReflector(reflected);
      if (version !== undefined) this.startReflector(reflected, version);
      else if (!reflected.memory.servedBefore) this.clear(reflected);
    }
  }

  /** Throws unless the kind is served, in this version, and is there to stay. */
  private async look(
    kind: Kind,
    version: string,
    signal: AbortSignal,
  ): Promise<void> {
    const { access } = this.options;
    const { kinds } = await access.discover(this.name, [kind.group], signal);
    const served = kinds.find(
      each =>
        each.group === kind.group &&
        each.plural === kind.plural &&
        each.version === version,
    );
    if (!served) throw new ClusterAccessError('missing', goneSentence(kind));
    if (isLeaving(served)) {
      throw new ClusterAccessError('missing', leavingSentence(kind));
    }
  }

  /** After a time without connection: what the watches missed, only a list tells. */
  private doubtWatches(): void {
    for (const reflected of this.kinds.values()) {
      if (!reflected.running) continue;
      reflected.reflection = { phase: 'listing' };
      reflected.running.reflector.relist();
    }
  }

  private startReflector(reflected: ReflectedKind, version: string): void {
    const { name, options } = this;
    const { need, objects, memory } = reflected;
    const end = new AbortController();
    const change = (namespace: string, objectName: string) =>
      options.onChange({
        cluster: name,
        kind: need.kind.kind,
        namespace,
        name: objectName,
      });
    const reflector = new Reflector({
      access: options.access,
      cluster: name,
      kind: need.kind,
      namespace: need.namespace,
      version,
      keep: keepForAll(need.uses, need.finish),
      objects,
      objectsBefore: memory.objects,
      pace: options.pace,
      onList: () => {
        reflected.memory.objects = 0;
      },
      onObjects: changes => {
        for (const each of changes) change(each.namespace, each.name);
      },
      onReflection: reflection => {
        const before = reflected.reflection;
        reflected.reflection = reflection;
        if (before?.phase !== reflection.phase) change('', '');
      },
      onMissing: () => this.wake.abort(),
      ...(!isBuiltInGroup(need.kind.group) && {
        look: (signal: AbortSignal) => this.look(need.kind, version, signal),
      }),
    });
    reflected.running = {
      version,
      reflector,
      end,
      done: reflector.run(AbortSignal.any([this.end.signal, end.signal])),
    };
  }

  private stopReflector(reflected: ReflectedKind): void {
    reflected.running?.end.abort();
    reflected.running = undefined;
    reflected.reflection = undefined;
  }

  private clear(reflected: ReflectedKind): void {
    const changes = reflected.objects.replace([]);
    for (const { namespace, name } of changes) {
      const { kind } = reflected.need.kind;
      this.options.onChange({ cluster: this.name, kind, namespace, name });
    }
  }

  private setDiscovery(discovery: DiscoveryOutcome): void {
    const isNews = this.discovery.outcome !== discovery.outcome;
    this.discovery = discovery;
    if (isNews) {
      this.options.onChange({
        cluster: this.name,
        kind: '',
        namespace: '',
        name: '',
      });
    }
  }
}

/** An API server takes `create` from the kinds of a CRD before it deletes their objects. */
function isLeaving(kind: Discovery['kinds'][number]): boolean {
  return (
    !isBuiltInGroup(kind.group) &&
    kind.verbs !== undefined &&
    !kind.verbs.includes('create')
  );
}

function viewOf(
  cluster: string,
  objectsOf: (kind: Kind) => Pick<KeptObjects, 'get' | 'list'> | undefined,
): ClusterView {
  return {
    cluster,
    list: (kind, namespace) =>
      objectsOf(kind)?.list(kind.namespaced ? namespace : '') ?? [],
    get: (kind, namespace, name) =>
      objectsOf(kind)?.get(kind.namespaced ? namespace : '', name),
  };
}
