import { Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { ApiServer } from './apiServer';
import { ClusterContents } from './clusterContents';
import { answerControlRequest, controlPath } from './controlRoute';
import { standardCustomResourceDefinitions } from './customResourceDefinitions';
import { Faults, noFaults } from './faults';
import { KubernetesObject, ObjectReference } from './kubernetesObject';
import { ManifestFolder } from './manifestFolder';
import { resourceName } from './resourceDefinitions';

/**
 * Where a cluster says what happens to it: the part of Backstage's LoggerService that it needs.
 * @public
 */
export interface ClusterLog {
  info(message: string): void;
  warn(message: string): void;
}

/**
 * How a demo cluster starts. With nothing given it listens on a free port of loopback, is empty,
 * and serves the Gateway API and DNSEndpoint.
 * @public
 */
export interface DemoClusterOptions {
  name?: string;
  /** 0, the default: any free port. */
  port?: number;
  host?: string;
  /** What clients send as bearer token. */
  token?: string;
  /** Opens the control route for fault switches; without it there is none. */
  controlToken?: string;
  /** A folder of YAML files that the cluster follows. */
  folder?: string;
  /** Adds to an object of the folder what a controller has written into it; default: nothing. */
  complete?: (
    object: KubernetesObject,
    previous: KubernetesObject | undefined,
  ) => KubernetesObject;
  /** What is installed at the start; default: everything without a folder, nothing beside one. */
  customResourceDefinitions?: readonly KubernetesObject[];
  /** What stands in the cluster at the start. */
  objects?: readonly KubernetesObject[];
  /** How many changes a watch can be taken up over; default 1000. */
  historySize?: number;
  /** Default: from the clock, so that it rises over restarts too. */
  firstResourceVersion?: number;
  /** How often a watch gets a bookmark; default one minute, as in a real cluster. */
  bookmarkIntervalMilliseconds?: number;
  log?: ClusterLog;
}

const silent: ClusterLog = { info: () => {}, warn: () => {} };

/**
 * One Kubernetes cluster, as far as a reader of its API can tell. Made by {@link startDemoCluster}.
 * @public
 */
export class DemoCluster {
  readonly name: string;
  readonly token: string;
  readonly #contents: ClusterContents;
  readonly #apiServer: ApiServer;
  readonly #server: Server;
  readonly #options: DemoClusterOptions;
  readonly #end = new AbortController();
  #folder: ManifestFolder | undefined;
  #faults: Faults = noFaults();

  /** @internal */
  constructor(options: DemoClusterOptions) {
    this.#options = options;
    this.name = options.name ?? 'demo';
    this.token = options.token ?? 'demo-token';
    this.#contents = new ClusterContents({
      clusterName: this.name,
      firstResourceVersion: options.firstResourceVersion ?? versionFromClock(),
      historySize: options.historySize ?? 1000,
      now: () => new Date(),
    });
    this.#apiServer = new ApiServer({
      contents: this.#contents,
      token: this.token,
      bookmarkIntervalMilliseconds:
        options.bookmarkIntervalMilliseconds ?? 60_000,
      faults: () => this.#faults,
      signal: this.#end.signal,
    });
    this.#server = this.#createServer();
    const definitions =
      options.customResourceDefinitions ??
      (options.folder === undefined ? standardCustomResourceDefinitions : []);
    for (const object of [...definitions, ...(options.objects ?? [])]) {
      this.apply(object);
    }
  }

  /** Where the API answers: `http://127.0.0.1:PORT`. */
  get url(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
  }

  /** The version of the newest change in the cluster. */
  get resourceVersion(): string {
    return String(this.#contents.store.resourceVersion);
  }

  /** The faults that are switched on. */
  get faults(): Readonly<Faults> {
    return this.#faults;
  }

  /**
   * Creates an object or replaces it as a whole, status included. A CustomResourceDefinition
   * installs its kind. Throws an Error for a kind that is not installed.
   */
  apply(object: KubernetesObject): KubernetesObject {
    return structuredClone(this.#contents.apply(object));
  }

  /** Deletes an object and says whether there was one. A CustomResourceDefinition takes its objects along. */
  delete(reference: ObjectReference | KubernetesObject): boolean {
    return this.#contents.delete(
      isObject(reference)
        ? {
            ...reference.metadata,
            apiVersion: reference.apiVersion,
            kind: reference.kind,
          }
        : reference,
    );
  }

  /** The objects of a kind, which is named as RBAC does: `gslbs.k8gb.io`. None where it is not installed. */
  list(resource: string): KubernetesObject[] {
    return structuredClone(this.#contents.store.list(resource));
  }

  /** Calls back with the kind of every object that changes, until the returned function is called. */
  onChange(listener: (resource: string) => void): () => void {
    return this.#contents.store.subscribe(event => listener(event.resource));
  }

  /** Sets the faults that are named and leaves the others. */
  setFaults(faults: Partial<Faults>): void {
    this.#faults = { ...this.#faults, ...faults };
    this.#apiServer.endUnservedStreams();
    if (this.#faults.unreachable) this.#apiServer.tearStreams();
  }

  /** Ends all faults. */
  clearFaults(): void {
    this.setFaults(noFaults());
  }

  /** Ends all watches now; clients take them up again. */
  cutStreams(): void {
    this.#apiServer.endStreams();
  }

  /** Forgets the changes so far: a watch from any earlier version is answered with 410. */
  dropHistory(): void {
    this.#contents.store.dropHistory();
  }

  /** @internal */
  async start(): Promise<void> {
    const {
      folder,
      log = silent,
      host = '127.0.0.1',
      port = 0,
    } = this.#options;
    if (folder !== undefined) {
      this.#folder = new ManifestFolder({
        folder,
        cluster: {
          apply: object => this.#contents.apply(this.#completed(object)),
          delete: object => this.delete(object),
        },
        log,
      });
      await this.#folder.start();
    }
    try {
      await listen(this.#server, host, port);
    } catch (error) {
      this.#folder?.stop();
      throw startFailure(error, this.name, port);
    }
  }

  /** Ends the server, its watches and the look at the folder. */
  async close(): Promise<void> {
    this.#folder?.stop();
    this.#end.abort();
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #completed(object: KubernetesObject): KubernetesObject {
    const { complete } = this.#options;
    if (!complete) return object;
    const definition = this.#contents.definitionOf(object);
    const { namespace = 'default', name } = object.metadata;
    const previous = this.#contents.store.get(
      resourceName(definition),
      definition.namespaced ? namespace : undefined,
      name,
    );
    return complete(object, previous);
  }

  #createServer(): Server {
    const { controlToken } = this.#options;
    // Longer than the idle time of the clients' connection pools, so that they close first.
    return createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
      const path = (request.url ?? '/').split('?')[0];
      const answered =
        controlToken !== undefined && path.startsWith(controlPath)
          ? answerControlRequest(request, response, path, this, controlToken)
          : this.#apiServer.handle(request, response);
      answered.catch(() => response.destroy());
    });
  }
}

/**
 * Starts a demo cluster and resolves when it answers.
 * Throws an Error that says what to do when the port is taken.
 * @public
 */
export async function startDemoCluster(
  options: DemoClusterOptions = {},
): Promise<DemoCluster> {
  const cluster = new DemoCluster(options);
  await cluster.start();
  return cluster;
}

function isObject(
  reference: ObjectReference | KubernetesObject,
): reference is KubernetesObject {
  return 'metadata' in reference;
}

/** Seconds since 2024: above every version of an earlier start, unless that made more than one change a second. */
function versionFromClock(): number {
  return Math.floor(Date.now() / 1000) - 1_704_067_200;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function startFailure(error: unknown, name: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${port} of demo cluster ${name} is taken: end the program that listens there, or give the cluster another port in demo.clusters`,
  );
}
