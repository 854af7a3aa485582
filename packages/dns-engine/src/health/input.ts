import { DelegationState } from '../delegation';
import { Reason } from '../reasons';

/** What became of one wish of an entity's objects for a hostname. @public */
export interface HealthWish {
  recordType: string;
  /** Of the table of reasons. */
  reason: string;
  state: Reason['state'];
  sentence: string;
  fix: string;
}

/** What stands for a hostname. @public */
export interface HealthRecord {
  recordType: string;
  setIdentifier: string;
  /** Whether its owner is one of the configured ids. */
  ours: boolean;
  /** Owner id of its TXT; null: there is no TXT that says whose it is. */
  owner: string | null;
  /** Seconds; null: the service's default, or not known. */
  ttl: number | null;
  /**
   * What the zone's servers answer; `unknown` where none answered, null where it was
   * not asked.
   */
  answer: 'matches' | 'differs' | 'absent' | 'unknown' | null;
}

/** One hostname that an entity's objects ask for. @public */
export interface HealthHostname {
  dnsName: string;
  wishes: readonly HealthWish[];
  records: readonly HealthRecord[];
}

/** A cluster that holds objects of the entity. @public */
export interface HealthCluster {
  name: string;
  state: 'fresh' | 'stale' | 'unread' | 'unsupported' | 'gone';
  /** Why it is not fresh. */
  sentence?: string;
}

/** All that the health of one entity is made of. Plain JSON. @public */
export interface HealthInput {
  hostnames: readonly HealthHostname[];
  /** The delegated zones that answer for some of its hostnames. */
  delegations: readonly Pick<DelegationState, 'zone' | 'findings'>[];
  /** The clusters of its objects; of all, if it has none. */
  clusters: readonly HealthCluster[];
  /** RFC 3339: when the last sync ended; null: there was none. */
  lastReconciledAt: string | null;
}
