import { Wish } from '../endpoint';
import { Verdict } from '../verdict';
import { Options } from '../options/types';

/** A kind that sources read, with the versions we understand, newest first. @public */
export interface Kind {
  group: string;
  kind: string;
  plural: string;
  versions: readonly string[];
  namespaced: boolean;
}

/** A kind of which one namespace is read, if a Role allows it. @public */
export interface OptionalKind {
  kind: Kind;
  namespace: string;
}

/** A Kubernetes object as JSON; only `metadata` is certain, and not even that is trusted. @public */
export interface KubeObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    creationTimestamp?: string;
    generation?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec?: unknown;
  status?: unknown;
  [key: string]: unknown;
}

/** The objects of one cluster, as far as they were read. @public */
export interface ClusterView {
  cluster: string;
  /** All objects of the kind, ordered by creationTimestamp, then namespace/name. */
  list(kind: Kind, namespace?: string): Iterable<KubeObject>;
  get(kind: Kind, namespace: string, name: string): KubeObject | undefined;
}

/**
 * What a kept object is for: what its source makes of it (`wishes`), or the mapping to
 * catalog entities as well, which reads labels, uids and the backends of routes.
 *
 * @public
 */
export type KeptFor = 'wishes' | 'entities';

/**
 * Reads one kind of object and says what it asks of DNS. Pure: objects in, wishes
 * and verdicts out. Every object in scope ends in at least one of the two.
 *
 * @public
 */
export interface Source {
  /** As in ExternalDNS's `--source`. */
  name: string;
  /** Every kind it needs; it is fresh only if all of them are. */
  reads(options: Options): readonly Kind[];
  /**
   * Kinds that it reads in one namespace where it is allowed to. They never make it
   * stale: what they would say is then not known.
   */
  mayRead?(options: Options): readonly OptionalKind[];
  /**
   * Trims an object to what this source and the configured templates read, and, unless
   * told otherwise, to what maps it to catalog entities.
   */
  keep(
    kind: Kind,
    object: KubeObject,
    options: Options,
    keptFor?: KeptFor,
  ): KubeObject;
  /** What it finds, in any order; undefined is a pause, in which others may run. */
  collect(
    view: ClusterView,
    options: Options,
  ): Iterable<Wish | Verdict | undefined>;
}

/** What one source found in one cluster. @public */
export interface SourceWishes {
  cluster: string;
  source: string;
  /** Fresh: complete and current. Stale: remembered from before. Unread: nothing is known. */
  state: 'fresh' | 'stale' | 'unread';
  wishes: Wish[];
  verdicts: Verdict[];
}
