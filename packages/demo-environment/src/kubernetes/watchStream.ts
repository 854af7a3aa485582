import { ServerResponse } from 'node:http';
import { KubernetesObject, apiVersionOf } from './kubernetesObject';
import { inVersion } from './listAnswer';
import { ObjectStore, StoreEvent } from './objectStore';
import { ReadOptions } from './readOptions';
import { ResourceDefinition, resourceName } from './resourceDefinitions';
import { StatusError } from './statusErrors';

/** How long a watch lasts that names no `timeoutSeconds`; a real API server takes 30 to 60 minutes. */
const defaultTimeoutSeconds = 2700;

// setTimeout takes no longer delay than this.
const longestTimeoutSeconds = 2_000_000;

export interface WatchStreamOptions {
  store: ObjectStore;
  definition: ResourceDefinition;
  version: string;
  read: ReadOptions;
  bookmarkIntervalMilliseconds: number;
  /** The list fault: this kind shows no objects to begin with. */
  startsEmpty: boolean;
}

/**
 * One watch: the objects there are when the client asked for them, then each change as one line of
 * JSON, bookmarks in between, until the time is over, the client leaves or {@link WatchStream.end}.
 */
export class WatchStream {
  readonly #options: WatchStreamOptions;
  readonly #response: ServerResponse;
  readonly #timers: NodeJS.Timeout[] = [];
  #unsubscribe: (() => void) | undefined;
  #after = 0;

  constructor(response: ServerResponse, options: WatchStreamOptions) {
    this.#response = response;
    this.#options = options;
  }

  /** As RBAC names the watched kind. */
  get resource(): string {
    return resourceName(this.#options.definition);
  }

  get version(): string {
    return this.#options.version;
  }

  /** Answers the request; the returned promise resolves when the watch is over. */
  async run(): Promise<void> {
    const { store, read, bookmarkIntervalMilliseconds } = this.#options;
    const over = new Promise<void>(resolve => {
      this.#response.once('close', resolve);
    });
    this.#response.writeHead(200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache, private',
    });
    this.#response.flushHeaders();
    try {
      this.#begin();
      // Subscribed in the same turn, so that no change falls between the two.
      this.#unsubscribe = store.subscribe(event => this.#pass(event));
      this.#timers.push(
        setTimeout(() => {
          this.#bookmark();
          this.end();
        }, 1000 * Math.min(read.timeoutSeconds || defaultTimeoutSeconds, longestTimeoutSeconds)),
        setInterval(() => this.#bookmark(), bookmarkIntervalMilliseconds),
      );
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      this.#send('ERROR', { ...error.status });
      this.end();
    }
    await over;
    this.#stop();
  }

  /** Ends the stream as a server does that has enough: a clean last chunk. */
  end(): void {
    this.#stop();
    this.#response.end();
  }

  /** Tears the connection without a last chunk. */
  tear(): void {
    this.#stop();
    this.#response.destroy();
  }

  #stop(): void {
    this.#unsubscribe?.();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #begin(): void {
    const { store, read } = this.#options;
    const asked = Number(read.resourceVersion || '0');
    const wantsObjects = read.sendInitialEvents ?? asked === 0;
    if (wantsObjects) {
      this.#sendPresentObjects();
      if (read.sendInitialEvents) this.#bookmark('initial-events-end');
      this.#after = store.resourceVersion;
      return;
    }
    this.#after = asked === 0 ? store.resourceVersion : asked;
    if (asked === 0) return;
    for (const event of store.eventsAfter(this.resource, asked)) {
      this.#pass(event);
    }
  }

  #sendPresentObjects(): void {
    const { store, read, startsEmpty } = this.#options;
    if (startsEmpty) return;
    for (const object of store.list(this.resource)) {
      if (read.matches(object)) this.#sendObject('ADDED', object);
    }
  }

  /** An object that comes to match or ceases to is added or deleted for this watch, whatever it is for others. */
  #pass(event: StoreEvent): void {
    const { object, previous, resourceVersion } = event;
    // A client may name a version that this cluster has yet to reach.
    if (event.resource !== this.resource || resourceVersion <= this.#after)
      return;
    const { matches } = this.#options.read;
    const before = previous !== undefined && matches(previous);
    const now = event.type !== 'DELETED' && matches(object);
    if (now) this.#sendObject(before ? 'MODIFIED' : 'ADDED', object);
    else if (before) this.#sendObject('DELETED', departed(previous, event));
  }

  #sendObject(type: StoreEvent['type'], object: KubernetesObject): void {
    const { definition, version } = this.#options;
    this.#send(type, inVersion(object, definition, version));
  }

  #bookmark(annotation?: 'initial-events-end'): void {
    const { store, definition, version, read } = this.#options;
    if (!read.allowWatchBookmarks && !annotation) return;
    this.#send('BOOKMARK', {
      kind: definition.kind,
      apiVersion: apiVersionOf(definition.group, version),
      metadata: {
        resourceVersion: String(store.resourceVersion),
        ...(annotation && {
          annotations: { [`k8s.io/${annotation}`]: 'true' },
        }),
      },
    });
  }

  #send(type: string, object: Record<string, unknown>): void {
    if (this.#response.writableEnded || this.#response.destroyed) return;
    this.#response.write(`${JSON.stringify({ type, object })}\n`);
  }
}

/** The object as the watch last saw it, under the version of the change that took it away. */
function departed(
  previous: KubernetesObject,
  event: StoreEvent,
): KubernetesObject {
  const resourceVersion = String(event.resourceVersion);
  return { ...previous, metadata: { ...previous.metadata, resourceVersion } };
}
