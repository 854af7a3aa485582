import { KubeObject } from '@openova/dns-engine';

/** A cluster as the kubernetes plugin knows it. @public */
export interface ClusterInfo {
  name: string;
  title?: string;
  authProvider: string;
  /** Why it cannot be read by a backend, if so: an auth provider that needs a user. */
  unsupported?: string;
}

/** One served version of one kind. @public */
export interface ServedKind {
  group: string;
  version: string;
  plural: string;
  namespaced: boolean;
  /** Only the objects of this namespace are read; absent: all. */
  namespace?: string;
}

/** What discovery said of a cluster. @public */
export interface Discovery {
  kinds: {
    group: string;
    version: string;
    plural: string;
    kind: string;
    namespaced: boolean;
    /**
     * What can be done with it. A kind that is being uninstalled has lost `create`;
     * an access that leaves the verbs out says that none ever is.
     */
    verbs?: readonly string[];
  }[];
}

/** One page of a list. @public */
export interface ListPage {
  items: KubeObject[];
  resourceVersion: string;
}

/**
 * One event of a watch; `bookmark` carries only the version. The first one of a watch
 * says when, counted from its beginning, the server was asked to end it.
 *
 * @public
 */
export type WatchEvent =
  | {
      type: 'added' | 'modified' | 'deleted';
      object: KubeObject;
      resourceVersion: string;
    }
  | { type: 'bookmark'; resourceVersion: string; timeoutSeconds?: number };

/**
 * The way into the clusters. The default goes through the kubernetes plugin's
 * `/clusters` and `/proxy` with this plugin's own service token, so that cluster
 * credentials stay where they are; another way in can replace it.
 *
 * Failures are thrown as {@link ClusterAccessError}.
 *
 * @public
 */
export interface KubernetesClusterAccess {
  listClusters(signal: AbortSignal): Promise<ClusterInfo[]>;
  discover(
    cluster: string,
    groups: readonly string[],
    signal: AbortSignal,
  ): Promise<Discovery>;
  /** Pages of 500. Throws in the middle when a page fails; what came before is partial. */
  list(
    cluster: string,
    kind: ServedKind,
    signal: AbortSignal,
  ): AsyncIterable<ListPage>;
  /**
   * Ends when the server's timeout is over; throws `gone` for too old a version.
   * As soon as the server has accepted the watch comes a bookmark with the version
   * that was asked for: from then on the watch counts as alive. A server may say
   * nothing more until the timeout; then it ends, which is a sign of life.
   */
  watch(
    cluster: string,
    kind: ServedKind,
    options: { resourceVersion: string; signal: AbortSignal },
  ): AsyncIterable<WatchEvent>;
}

/**
 * - `unreachable`: no answer, a timeout, or a 5xx.
 * - `forbidden`: 401 or 403; the message names the missing permission.
 * - `missing`: 404, the kind is not served.
 * - `gone`: 410, list again.
 * - `invalid`: an answer that is not what was asked for.
 *
 * @public
 */
export class ClusterAccessError extends Error {
  constructor(
    readonly kind: 'unreachable' | 'forbidden' | 'missing' | 'gone' | 'invalid',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'ClusterAccessError';
  }
}
