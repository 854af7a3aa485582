import { Kind, KubeObject } from '@openova/dns-engine';
import {
  ClusterAccessError,
  KubernetesClusterAccess,
  ServedKind,
} from '@openova/backstage-plugin-external-dns-node';
import { Departures } from './departures';
import { judgeList, Reflection } from './freshness';
import { KeptObjects, ObjectChange } from './keptObjects';
import { resourceName } from './kubernetesAnswers';
import { backoff, Pace } from './pace';
import { WatchLife } from './watchLife';

/** @internal */
export interface ReflectorOptions {
  access: KubernetesClusterAccess;
  cluster: string;
  kind: Kind;
  /** Only objects of this namespace; absent: all. */
  namespace?: string;
  version: string;
  /** What of an object is kept. */
  keep: (object: KubeObject) => KubeObject;
  objects: KeptObjects;
  /** Objects that an earlier run of the backend saw last. */
  objectsBefore: number;
  pace: Pace;
  /** A complete list counts. */
  onList(): void;
  onObjects(changes: ObjectChange[]): void;
  onReflection(reflection: Reflection): void;
  /** The kind is not served any more: time for a discovery. */
  onMissing(): void;
  /**
   * For a kind that can be uninstalled: throws unless it is served in full. Asked
   * before objects that are no longer there are let go.
   */
  look?: (signal: AbortSignal) => Promise<void>;
}

/**
 * Keeps the objects of one kind in one cluster the same as they are there: a full
 * list, then a watch that is taken up again where it ended, and a new list where it
 * cannot be. A list counts when its last page has come; until then, and after any
 * failure, what was read before stays.
 *
 * @internal
 */
export class Reflector {
  private readonly served: ServedKind;
  private objectsBefore: number;
  /** Where the watch goes on; undefined: a list is due. */
  private resourceVersion: string | undefined;
  private suspectedAt: number | undefined;
  private round = new AbortController();
  private waiting: Array<() => void> = [];
  private failures = 0;
  private departures: Departures | undefined;

  constructor(private readonly options: ReflectorOptions) {
    const { kind, namespace, version, objectsBefore } = options;
    this.objectsBefore = objectsBefore;
    this.served = {
      group: kind.group,
      version,
      plural: kind.plural,
      namespaced: kind.namespaced,
      ...(namespace !== undefined && { namespace }),
    };
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    this.options.onReflection({ phase: 'listing' });
    this.departures = this.createDepartures(signal);
    while (!signal.aborted) {
      this.round = new AbortController();
      const ends = AbortSignal.any([signal, this.round.signal]);
      const wait = await this.attempt(ends);
      if (wait > 0) await this.options.pace.sleep(wait, ends);
    }
    this.answerWaiting();
    await this.departures?.ended();
  }

  /** Lists anew, also where the watch is alive. Resolves after the attempt. */
  relist(): Promise<void> {
    const done = new Promise<void>(resolve => this.waiting.push(resolve));
    this.resourceVersion = undefined;
    this.round.abort();
    return done;
  }

  /** One list where it is due, and one watch; answers the wait before the next. */
  private async attempt(signal: AbortSignal): Promise<number> {
    const { pace, onReflection } = this.options;
    let opened = false;
    try {
      if (this.resourceVersion === undefined) {
        const version = await this.readAll(signal);
        this.answerWaiting();
        if (version === undefined) return pace.sync;
        this.resourceVersion = version;
      }
      const outcome = await this.follow(this.resourceVersion, signal, () => {
        opened = true;
        onReflection({ phase: 'live' });
      });
      if (outcome === 'heard') {
        this.failures = 0;
        return 0;
      }
      // A server that ends each watch at once must not be asked without a pause.
      this.failures += 1;
      return this.failures > 1 ? backoff(this.failures - 1, pace) : 0;
    } catch (error) {
      return signal.aborted ? 0 : this.afterFailure(error, opened);
    }
  }

  private afterFailure(error: unknown, opened: boolean): number {
    const { pace, onReflection, onMissing } = this.options;
    this.failures += 1;
    const kind = error instanceof ClusterAccessError ? error.kind : undefined;
    if (kind === 'gone') {
      this.resourceVersion = undefined;
      onReflection({ phase: 'listing' });
      return this.failures > 1 ? backoff(this.failures - 1, pace) : 0;
    }
    this.answerWaiting();
    // A watch that breaks off is taken up again at once; only if that fails, too,
    // is there something to tell.
    if (opened && kind === 'unreachable' && this.failures === 1) return 0;
    // An open connection proves little behind a proxy; a list does.
    this.resourceVersion = undefined;
    const sentence = error instanceof Error ? error.message : String(error);
    onReflection({ phase: 'failed', sentence });
    if (kind === 'missing') onMissing();
    return backoff(this.failures, pace);
  }

  /** The version of a complete list; undefined where it does not count yet. */
  private async readAll(signal: AbortSignal): Promise<string | undefined> {
    const { access, cluster, keep, look, objects, pace } = this.options;
    this.departures?.clear();
    const kept: KubeObject[] = [];
    let known = 0;
    let resourceVersion = '';
    for await (const page of access.list(cluster, this.served, signal)) {
      for (const object of page.items) {
        const { namespace = '', name } = object.metadata;
        if (objects.get(namespace, name)) known += 1;
        kept.push(objects.known(keep(object)));
      }
      resourceVersion = page.resourceVersion;
    }
    signal.throwIfAborted();
    if (look && (known < objects.size || kept.length < this.objectsBefore)) {
      await pace.sleep(pace.gathering, signal);
      await look(signal);
      signal.throwIfAborted();
    }
    const now = pace.now();
    const judgement = judgeList({
      objectsBefore: Math.max(objects.size, this.objectsBefore),
      objects: kept.length,
      suspectedAt: this.suspectedAt,
      now,
      syncMilliseconds: pace.sync,
    });
    if (judgement === 'suspicious') {
      this.suspectedAt ??= now;
      this.options.onReflection({
        phase: 'failed',
        sentence: `The list of ${resourceName(
          this.served,
        )} had objects and is now empty; it counts when a second list says so, too`,
      });
      return undefined;
    }
    this.suspectedAt = undefined;
    this.objectsBefore = 0;
    this.options.onList();
    this.tell(objects.replace(kept));
    return resourceVersion;
  }

  /** Applies the events of one watch until it ends. */
  private async follow(
    resourceVersion: string,
    signal: AbortSignal,
    onOpen: () => void,
  ): Promise<'heard' | 'silent'> {
    const { access, cluster, pace } = this.options;
    const end = new AbortController();
    const ends = AbortSignal.any([signal, end.signal]);
    const life = new WatchLife(pace);
    const isSilent = life.untilSilent(ends).then(silent => {
      if (silent) end.abort();
      return silent;
    });
    try {
      const watch = access.watch(cluster, this.served, {
        resourceVersion,
        signal: ends,
      });
      for await (const event of watch) {
        if (life.hear(event)) onOpen();
        if (event.type !== 'bookmark') this.apply(event.type, event.object);
        // Not after a relist was asked for: that forgot the version on purpose.
        if (!signal.aborted) this.resourceVersion = event.resourceVersion;
      }
      return life.isSignOfLife ? 'heard' : 'silent';
    } catch (error) {
      if (life.isSignOfLife) this.failures = 0;
      if (!signal.aborted && end.signal.aborted) {
        throw new ClusterAccessError(
          'invalid',
          `The watch of ${resourceName(this.served)} in cluster ${cluster} ${
            life.sentence
          }`,
        );
      }
      throw error;
    } finally {
      end.abort();
      await isSilent;
    }
  }

  private apply(
    type: 'added' | 'modified' | 'deleted',
    object: KubeObject,
  ): void {
    const { objects, keep } = this.options;
    const { namespace = '', name } = object.metadata;
    const change = { namespace, name };
    if (type !== 'deleted') {
      this.departures?.cancel(change);
      if (objects.put(keep(object))) this.tell([change]);
    } else if (!this.departures) {
      if (objects.remove(namespace, name)) this.tell([change]);
    } else if (objects.get(namespace, name)) {
      this.departures.add(change);
    }
  }

  private createDepartures(signal: AbortSignal): Departures | undefined {
    const { look, objects, onMissing, onReflection, pace } = this.options;
    if (!look) return undefined;
    return new Departures({
      pace,
      look,
      count: () => objects.size,
      signal,
      onDeparted: changes => {
        this.tell(
          changes.filter(each => objects.remove(each.namespace, each.name)),
        );
      },
      onDoubt: error => {
        const sentence = error instanceof Error ? error.message : String(error);
        onReflection({ phase: 'failed', sentence });
        onMissing();
        this.resourceVersion = undefined;
        this.round.abort();
      },
    });
  }

  private tell(changes: ObjectChange[]): void {
    if (changes.length > 0) this.options.onObjects(changes);
  }

  private answerWaiting(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
