/*
 * What was seen of a delegation over DNS. The engine asks nobody: whoever has asked
 * hands the answers in. Null is "not known", an empty list is "there is none".
 */

/** How a name server of a delegated zone met the question for its SOA. @public */
export type ServerAnswer = 'answers' | 'refused' | 'failing' | 'silent';

/** @public */
export interface ObservedServer {
  nsName: string;
  address: string;
  answer: ServerAnswer;
  /** The same over TCP alone; absent where that was not asked. */
  overTcp?: ServerAnswer;
}

/** What a name server of the zone answered for one host. @public */
export interface ObservedHost {
  host: string;
  /** Of the cluster whose address was asked. */
  nsName: string;
  /** Sorted; empty for NXDOMAIN and no data; null without an answer. */
  answer: string[] | null;
  /**
   * What it answered for `localtargets-` of the host: the addresses of its own
   * cluster where that is healthy. Null without an answer.
   */
  localTargets?: string[] | null;
}

/** @public */
export interface ObservedDelegation {
  zone: string;
  /** When it was asked, RFC 3339. */
  at: string;
  /**
   * The NS set at the cut, read from the parent's own servers. Null where none
   * answered or they do not agree.
   */
  nsNames: string[] | null;
  /** TTL of that set in seconds. */
  nsTtl: number | null;
  /** Addresses of the name servers as the parent's own servers answer, by NS name. */
  glue: Record<string, string[] | null>;
  /** The zone's name servers, asked for its SOA; empty where none was asked. */
  servers: ObservedServer[];
  /** Whether the parent has a DS record for the zone. */
  hasDs: boolean | null;
  /** Whether the parent's servers answer for a name below the cut themselves. */
  answersBelow: boolean | null;
  hosts: ObservedHost[];
  /** Why something is not known: a sentence each, for people. */
  obstacles?: string[];
}
