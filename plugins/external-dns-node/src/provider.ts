import { Change, ProviderSemantics, RecordSet } from '@openova/dns-engine';

/**
 * A zone at a DNS service.
 *
 * @public
 */
export interface Zone {
  /** The service's own id; the name where it has none. */
  id: string;
  /** Other ids of the service for it, by which people may select it as well. */
  otherIds?: readonly string[];
  /** Without trailing dot, lower case, punycode. */
  name: string;
  visibility: 'public' | 'private';
  /** Host names of the authoritative servers, as the service tells them. */
  nameServers: string[];
  /**
   * Where to ask those servers when their names cannot (or need not) be resolved:
   * `address` is an IP, `port` defaults to 53.
   */
  serverAddresses?: { address: string; port?: number }[];
}

/**
 * What a provider can do; the backend cuts batches and the engine plans by it.
 *
 * @public
 */
export interface ProviderCapabilities {
  /** What one change replaces at the service. */
  granularity: 'record' | 'recordSet' | 'zone';
  batch: {
    /** Largest number of changes in one `writeBatch`. */
    changes: number;
    /** Largest size of all values in one `writeBatch`, in bytes; undefined: no limit. */
    bytes?: number;
    /** `bytes` is about the values alone; otherwise names count, to be on the safe side. */
    namesWeighNothing?: boolean;
    /** Largest number of values (targets) in one `writeBatch`; undefined: no limit. */
    values?: number;
    /** An update is sent as a delete and a create, so each half counts. */
    updatesWeighTwice?: boolean;
    /** All changes of a batch take effect together or none does. */
    atomic: boolean;
  };
  /** The service refuses a write when what stands is not what was read. */
  compareAndSwap: boolean;
  /** `listRecordSets` with names asks the service for those names only. */
  readsByName: boolean;
  /** Several record sets with set identifiers at one name and type. */
  setIdentifiers: boolean;
  /**
   * The service's documented limit of an account: at most `requests` in any
   * `seconds`. Absent: none is known; what its headers say is obeyed either way.
   */
  rate?: { requests: number; seconds: number };
}

/**
 * One call's surroundings. `budget` is the account's limiter: a provider awaits it
 * before each request and tells it what the service's headers said.
 *
 * @public
 */
export interface ProviderContext {
  signal: AbortSignal;
  priority: 'background' | 'interactive';
  budget: AccountBudget;
}

/** @public */
export interface AccountBudget {
  /** Resolves when one more request may be sent. */
  take(options?: { write?: boolean }): Promise<void>;
  /** What the service's rate headers said. `resetSeconds`: until the window ends. */
  report(state: {
    limit?: number;
    remaining?: number;
    resetSeconds?: number;
  }): void;
}

/**
 * The outcome of one change of a batch, at the same index. A change that the
 * service refused is `rejected` with its sentence; `unknown` means that the answer
 * was lost and the zone has to be read again.
 *
 * @public
 */
export type ChangeResult =
  | { outcome: 'done' }
  | { outcome: 'rejected'; message: string }
  | { outcome: 'unknown'; message: string };

/**
 * What only the service itself can say: what it makes of an endpoint. The provider's
 * `semantics` give an endpoint that they do not know yet back as it is, and keep the
 * question. A plan that left questions open does not count: the service is asked, and
 * the plan made again.
 *
 * @public
 */
export interface ProviderQuestions {
  /** Whether a plan of the zone met endpoints that the service was not asked about. */
  areOpen(zone: Zone): boolean;
  /** Asks about all of them. Throws {@link ProviderError}; then they stay open. */
  ask(zone: Zone, context: ProviderContext): Promise<void>;
}

/**
 * A DNS service under one credential (an account). It maps and sends, no more: no
 * diff, no batching, no retry, no logging. Errors that concern the whole call are
 * thrown as {@link ProviderError}.
 *
 * @public
 */
export interface DnsProvider {
  readonly capabilities: ProviderCapabilities;
  readonly semantics: ProviderSemantics;
  listZones(context: ProviderContext): Promise<Zone[]>;
  /** Pages of what the zone holds. With `names`, at least all sets of those names. */
  listRecordSets(
    zone: Zone,
    filter: { names?: readonly string[] },
    context: ProviderContext,
  ): AsyncIterable<RecordSet[]>;
  /** Only of a service that has to be asked what it makes of an endpoint. */
  readonly questions?: ProviderQuestions;
  /**
   * One batch within the limits of `capabilities.batch`, in the given order. Where
   * batches are atomic and a change is refused, nothing is written and `Rejected` is
   * thrown. Where what stands is no longer `old`, the changes that were not made are
   * `unknown`: they are not wrong, the zone has to be read again.
   */
  writeBatch(
    zone: Zone,
    changes: readonly Change[],
    context: ProviderContext,
  ): Promise<ChangeResult[]>;
  /** Releases what the provider holds; called when the backend shuts down. */
  close?(): Promise<void>;
}
