import {
  ClusterView,
  ObjectRef,
} from '@openova/backstage-plugin-external-dns-common';
import { Options, SourceWishes } from '@openova/dns-engine';
import { ClusterChange } from '../clusters/reflectedCluster';

/** What the clusters ask for at one moment. @public */
export interface Collected {
  /**
   * One for each instance and cluster of it, also where that cluster cannot be read
   * now or was never seen. A source that is not fresh brings what it found last
   * (`stale`), or nothing (`unread`): then nothing may be taken away because of it.
   */
  groups: CollectedGroup[];
  /** As the API shows them, by name. */
  clusters: ClusterView[];
  /** Objects whose facts or entities are not what they were at the last collect. */
  changed: CollectedObject[];
}

/** The sources of one instance in one cluster. @public */
export interface CollectedGroup {
  instance: Options;
  cluster: string;
  sources: SourceWishes[];
}

/** An object that asks for names, or is in scope and asks for none. @public */
export interface CollectedObject {
  ref: ObjectRef;
  /** Catalog entities that it belongs to, sorted. */
  entityRefs: string[];
  /** Absent: the object is gone. */
  facts?: ObjectFacts;
}

/**
 * What the tab's chain shows of an object beside its verdicts. Stored as the payload
 * of the table `objects`.
 *
 * @public
 */
export interface ObjectFacts {
  /** Of a route: the Gateways and ListenerSets it is attached to. */
  gateways?: GatewayFact[];
  /** The endpoints that the engine made of it. */
  asks: {
    dnsName: string;
    recordType: string;
    setIdentifier?: string;
    targets: string[];
  }[];
}

/** One parent of a route, as the cluster tells it. @public */
export interface GatewayFact {
  kind: string;
  namespace: string;
  name: string;
  /** Name of the listener, where the route says one. */
  section?: string;
  /** Whether it exists, as far as it may be read. */
  exists: boolean;
  /** Status of the route's condition `Accepted` at this parent; absent: none. */
  accepted?: string;
  addresses: string[];
}

/**
 * Reads the clusters and says what they ask for. It runs on the writer only:
 * between `start` and `stop`.
 *
 * @public
 */
export interface Collector {
  /** Loads what is remembered and begins to reflect. */
  start(): Promise<void>;
  /** Ends all reflectors and forgets what was read. */
  stop(): Promise<void>;
  /**
   * What the clusters ask for now. Stores wishes, objects, entities and the state of
   * the clusters, as far as they changed.
   *
   * @throws ServiceUnavailableError while no cluster is known: as long as it is not
   * known which clusters there are, nothing can be said about what they ask for.
   */
  collect(): Promise<Collected>;
  /** Told of each change of an object, a kind (no name) or a cluster (no kind). */
  onChange(listener: (change: ClusterChange) => void): () => void;
  /** Reads anew, for a resync: a cluster, or all. Resolves when it was tried. */
  refresh(scope: { cluster?: string }): Promise<void>;
}
