import { Origin } from '../endpoint';
import { Finding } from '../verdict';
import { GslbHealth, GslbManager, GslbReference, GslbStrategy } from './facts';
import { ObservedDelegation } from './observed';

/**
 * What we do for a delegated zone: write the delegation, look on while k8gb's own
 * ExternalDNS or Infoblox writes it, or nothing at all.
 *
 * @public
 */
export type DelegationMode = 'own' | 'observe' | 'off';

/**
 * Where a member stands:
 *
 * - `waiting`: it has no address or no geo tag yet, or its glue cannot be written;
 * - `joining`: it is about to be named by the NS set;
 * - `joined`: the NS set names it;
 * - `leaving`: its object goes or is gone, and NS set or glue still speak of it;
 * - `stuck`: its object is being deleted and does not go;
 * - `unreachable`: its cluster cannot be read; it stays a member.
 *
 * @public
 */
export type MemberState =
  | 'waiting'
  | 'joining'
  | 'joined'
  | 'leaving'
  | 'stuck'
  | 'unreachable';

/** One cluster's part in a delegated zone. @public */
export interface DelegationMember {
  cluster: string;
  geoTag: string | null;
  nsName: string | null;
  /** The addresses that its name server is to have. Sorted. */
  glue: string[];
  /** The addresses that the zone holds for it; null where it holds none. */
  standingGlue: string[] | null;
  state: MemberState;
  /** One sentence for people. */
  sentence: string;
  origin: Origin;
  manager: GslbManager;
  doFinalize: boolean;
  /** RFC 3339: since when its object is being deleted; null while it is not. */
  leavingSince: string | null;
  /** RFC 3339: since when the NS set does not name it any more; null while it does. */
  withdrawnSince: string | null;
  /** RFC 3339: when its glue may go; null where it stays. */
  glueUntil: string | null;
  /** What k8gb was told of its peers; empty where it is not known. */
  peerTags: string[];
  /** The NS set that its delegation DNSEndpoint asks for; null without one. */
  requested?: string[] | null;
  /** Null where it is not known whether k8gb's CoreDNS is told to serve the zone. */
  isServed: boolean | null;
}

/** One host in one cluster. @public */
export interface GslbHostMember {
  cluster: string;
  geoTag: string | null;
  nsName: string | null;
  /** Null where this member has no Gslb for the host. */
  origin: Origin | null;
  /** `GslbHttpRoute`, `Gslb (Ingress)`; empty without a Gslb. */
  label: string;
  reference: GslbReference | null;
  /** Its own words: clusters may differ, see STRATEGY_DIVERGE. */
  strategy: GslbStrategy | null;
  health: GslbHealth | null;
  /** Addresses that this cluster brings in. */
  targets: string[];
  /** What this cluster answers by k8gb's rules; empty is NXDOMAIN, null not known. */
  expected: string[] | null;
  /** What k8gb says that it answers; null where it says nothing. */
  reported: string[] | null;
  /** What it answered over DNS; null where it was not asked. */
  answered: string[] | null;
}

/** A host that k8gb answers for. @public */
export interface GslbHost {
  host: string;
  zone: string;
  strategy: GslbStrategy;
  clusters: GslbHostMember[];
}

/** What the provider holds of a delegation. @public */
export interface StandingDelegation {
  nsNames: string[];
  ttl: number | null;
  /** `ours`, `foreign` (a TXT names somebody else), `none` (there is no TXT). */
  ownership: 'ours' | 'foreign' | 'none';
  /** The owner id of the TXT; null without one. */
  owner: string | null;
}

/**
 * A delegated zone: what it should be, what stands, who takes part, what is wrong.
 * Plain JSON. The backend stores it and hands it in with the next plan, because it is
 * also what is remembered of members that are gone.
 *
 * @public
 */
export interface DelegationState {
  zone: string;
  parent: string;
  /** The zone that is held and has the NS set; null where no account holds it. */
  heldIn: string | null;
  mode: DelegationMode;
  manager: GslbManager;
  /** Why nothing is written although the mode is `own`; null where nothing is in the way. */
  blockedBy: string | null;
  /** The NS set as it should be, sorted. */
  nsNames: string[];
  /** Seconds, not below what the provider takes. */
  ttl: number;
  /** Null where the zone's records are not known or there is no NS set. */
  standing: StandingDelegation | null;
  /**
   * RFC 3339: since when the NS set is seen to stand as it does; null where it has
   * been so since before anybody remembers.
   */
  standingSince?: string | null;
  members: DelegationMember[];
  hosts: GslbHost[];
  observed: ObservedDelegation | null;
  findings: Finding[];
}

/** What people have decided about delegations. @public */
export interface DelegationDecisions {
  /** Zones whose delegation is to be taken over from another owner. */
  adopt: string[];
  /** Members that are given up: their cluster is gone for good. */
  forget: { zone: string; cluster: string }[];
  /** Zones whose whole delegation may go although its last member says nothing. */
  remove: string[];
}

/** What a plan has to know of delegations besides objects and records. @public */
export interface DelegationMemory {
  /** States of the plan before. */
  remembered: readonly DelegationState[];
  observed: readonly ObservedDelegation[];
  decisions: DelegationDecisions;
}
