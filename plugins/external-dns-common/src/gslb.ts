import type {
  DelegationMember,
  DelegationState,
  GslbHost,
  GslbHostMember,
  ObservedDelegation,
} from '@openova/dns-engine';

export type {
  DelegationMember,
  DelegationState,
  GslbHost,
  GslbHostMember,
  ObservedDelegation,
};

/** A delegated zone as the last plan left it. @public */
export interface DelegationView extends DelegationState {
  /** Provider of the zone that holds the NS set; absent where no account holds it. */
  provider?: string;
  /** RFC 3339: when its state was worked out last. */
  plannedAt: string;
}

/** A delegated zone that answers for an entity, with the entity's hosts alone. @public */
export interface EntityDelegationView extends DelegationView {
  /** How `dig` asks the parent's servers for the referral, and each cluster. */
  dig: { title: string; command: string }[];
}

/** What happened to a member of a delegated zone. @public */
export interface DelegationEventView {
  id: string;
  at: string;
  zone: string;
  cluster: string;
  /** The member's state; `gone` once nothing speaks of it any more. */
  from: DelegationMember['state'] | 'gone';
  to: DelegationMember['state'] | 'gone';
  sentence: string;
}

/**
 * What only a person may decide of a delegation: to take it over from another owner,
 * to give up a member whose cluster is lost, or to remove the delegation as a whole.
 *
 * @public
 */
export type DelegationDecision =
  | { kind: 'adopt' }
  | { kind: 'forget'; cluster: string }
  | { kind: 'remove' };

/** What a decision would change, to be shown before it is confirmed. @public */
export interface DelegationPreview {
  /** Of the changes: hand it in with the decision. */
  digest: string;
  changes: {
    action: 'create' | 'update' | 'delete';
    dnsName: string;
    recordType: string;
    before?: string[];
    after?: string[];
  }[];
  /** What people should know before they confirm. */
  sentence: string;
}
