import { EntityDelegationView } from './gslb';

/** What a hostname's row says, in one word. @public */
export type HostnameState =
  | 'works'
  | 'updating'
  | 'waits'
  | 'blocked'
  | 'conflict'
  | 'drifted'
  | 'foreign'
  | 'filtered'
  | 'unknown';

/** The states, the most urgent to people first. @public */
export const hostnameStatesWorstFirst: readonly HostnameState[] = [
  'blocked',
  'conflict',
  'drifted',
  'foreign',
  'unknown',
  'waits',
  'updating',
  'filtered',
  'works',
];

/** A Kubernetes object, as people name it. @public */
export interface ObjectRef {
  cluster: string;
  kind: string;
  namespace: string;
  name: string;
}

/** A verdict as people read it. @public */
export interface VerdictView {
  dnsName: string;
  recordType: string;
  setIdentifier: string;
  origin: ObjectRef;
  reason: string;
  sentence: string;
  fix: string;
}

/** A verdict in a list over all entities. @public */
export interface VerdictRow extends VerdictView {
  /** What the verdict means for its name. */
  state: HostnameState;
  /** Entities that the object belongs to. */
  entityRefs: string[];
}

/** Filters of the verdict list. @public */
export interface VerdictQuery {
  /** Absent: every state but `works`. */
  state?: HostnameState;
  cluster?: string;
  /** Part of a hostname or of the object's name. */
  search?: string;
  cursor?: string;
  limit?: number;
}

/** The ownership TXT of a record. @public */
export interface OwnershipTxt {
  name: string;
  value: string;
}

/** What the zone's own servers said, and when. @public */
export interface CheckView {
  dnsName: string;
  recordType: string;
  /** `matches`, `differs`, `absent`, or `unknown` when no server answered. */
  outcome: 'matches' | 'differs' | 'absent' | 'unknown';
  checkedAt: string;
  servers: {
    server: string;
    answer: string[];
    error?: string;
    milliseconds: number;
  }[];
}

/** One record set of a zone. @public */
export interface RecordView {
  zone: string;
  provider: string;
  dnsName: string;
  recordType: string;
  setIdentifier: string;
  targets: string[];
  /** Seconds; absent: the provider's default. */
  ttl?: number;
  /** Owner id of the ownership TXT; absent: nobody's. */
  owner?: string;
  /** Whether the owner is one of the configured ids. */
  ours: boolean;
  /** `httproute/shop/web`, from the TXT. */
  resource?: string;
  txt: OwnershipTxt[];
  observedAt: string;
  check?: CheckView;
  /** Entities whose objects ask for this name. */
  entityRefs: string[];
}

/** One link of the chain from the object to the answer. @public */
export interface ChainLink {
  id: 'object' | 'gateway' | 'address' | 'record' | 'ownership' | 'answer';
  status: 'ok' | 'broken' | 'waiting' | 'unknown';
  /** `HTTPRoute shop/web`. */
  title: string;
  /** Values that can be copied: addresses, TXT value, answers. */
  values: string[];
  /** What is wrong and what to do, on the first broken link. */
  sentence?: string;
  fix?: string;
}

/** One hostname of an entity. @public */
export interface HostnameView {
  dnsName: string;
  state: HostnameState;
  /** One plain sentence, without the hostname's details. */
  sentence: string;
  fix?: string;
  zone?: string;
  records: RecordView[];
  verdicts: VerdictView[];
  /** One branch for each object that asks for the name. */
  branches: { origin: ObjectRef; links: ChainLink[] }[];
  dig?: { server: string; port: number; command: string }[];
}

/** What the DNS tab shows. @public */
export interface EntityDnsView {
  entityRef: string;
  hostnames: HostnameView[];
  /** Objects that belong to the entity and ask for no name (or nothing at all: empty). */
  objectsLookedAt: ObjectRef[];
  /** Clusters of these objects (or of all, if none) that are stale now. */
  staleClusters: ClusterView[];
  lastSync?: SyncView;
  history: ChangeView[];
  /** Delegated zones that answer for some of its hostnames, with its hosts alone. */
  delegations?: EntityDelegationView[];
}

/** @public */
export interface SourceFreshness {
  source: string;
  state: 'fresh' | 'stale' | 'unread';
  since: string;
  /** Why it is not fresh, as a sentence. */
  sentence?: string;
  kinds: {
    kind: string;
    state: 'live' | 'absent' | 'listing' | 'failed';
    objects: number;
    sentence?: string;
  }[];
}

/** @public */
export interface ClusterView {
  name: string;
  title?: string;
  authProvider?: string;
  state: 'fresh' | 'stale' | 'unread' | 'unsupported' | 'gone';
  since: string;
  sentence?: string;
  sources: SourceFreshness[];
}

/** @public */
export interface ZoneView {
  name: string;
  id: string;
  provider: string;
  account: string;
  visibility: 'public' | 'private';
  nameServers: string[];
  state: 'in-sync' | 'pending' | 'failed' | 'ambiguous' | 'unread';
  sentence?: string;
  recordCount: number;
  ownedCount: number;
  pendingChanges: number;
  lastReadAt?: string;
  lastSyncAt?: string;
}

/** One record or TXT that was (or could not be) written. @public */
export interface ChangeView {
  id: string;
  syncId: string;
  at: string;
  zone: string;
  dnsName: string;
  recordType: string;
  setIdentifier: string;
  role: 'record' | 'ownership';
  action: 'create' | 'update' | 'delete';
  before?: { targets: string[]; ttl?: number };
  after?: { targets: string[]; ttl?: number };
  /** `planned` only in observe mode. */
  outcome: 'done' | 'rejected' | 'unknown' | 'planned';
  message?: string;
  origins: ObjectRef[];
}

/** @public */
export interface SyncView {
  id: string;
  /** `object-change`, `schedule`, `sweep`, `resync`, `start`. */
  trigger: string;
  startedAt: string;
  finishedAt?: string;
  outcome: 'running' | 'ok' | 'partial' | 'failed';
  sentence?: string;
  zones: number;
  created: number;
  updated: number;
  deleted: number;
  rejected: number;
  cause: ObjectRef[];
}

/** What a resync is asked for. @public */
export type ResyncScope =
  | { kind: 'all' }
  | { kind: 'zone'; zone: string }
  | { kind: 'cluster'; cluster: string }
  | { kind: 'entity'; entityRef: string }
  | { kind: 'record'; dnsName: string };

/** @public */
export interface ResyncView {
  id: string;
  scope: ResyncScope;
  requestedAt: string;
  requestedBy: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  /** The sync that serves it. */
  syncId?: string;
  /** Whether it joined a resync of the same scope that ran already. */
  joined?: boolean;
  /** How far it is, once it runs. */
  progress?: { zones: number; zonesDone: number };
  finishedAt?: string;
  sentence?: string;
}

/** A page of a list; `nextCursor` is absent on the last. @public */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
  totalItems?: number;
}

/** Filters of the record list. @public */
export interface RecordQuery {
  zone?: string;
  search?: string;
  recordType?: string;
  owner?: string;
  ours?: boolean;
  cursor?: string;
  limit?: number;
  orderBy?: 'dnsName' | 'recordType' | 'zone' | 'observedAt';
  order?: 'asc' | 'desc';
}

/** The head of the DNS page. @public */
export interface OverviewView {
  mode: 'observe' | 'sync';
  clusters: { fresh: number; stale: number; unsupported: number };
  zones: { inSync: number; pending: number; failed: number };
  hostnames: Record<HostnameState, number>;
  lastSync?: SyncView;
  problems: { sentence: string; fix: string }[];
}

/** Something wrong that belongs to no single wish. @public */
export interface FindingView {
  id: string;
  /** What it is about: a name, a zone, a cluster. */
  subject: string;
  severity: 'info' | 'warning' | 'error';
  sentence: string;
  fix: string;
}

/** Whether the plugin runs; readable without credentials. @public */
export interface HealthView {
  /** `starting` until the first sync is done. */
  status: 'starting' | 'ok';
  lastSyncAt?: string;
}

/** The channel of the signal that says "something changed"; its message names what. @public */
export const EXTERNAL_DNS_SIGNAL = 'external-dns';

/** @public */
export type ExternalDnsSignal =
  | { kind: 'sync'; syncId: string }
  | { kind: 'clusters' }
  | { kind: 'resync'; id: string }
  | { kind: 'check'; dnsNames: string[] };
