import type { DelegationMemory, DelegationState } from '../delegation/state';
import type { GslbFact } from '../delegation/facts';
import { Endpoint, Wish } from '../endpoint';
import { Claim } from '../merge/claims';
import { Options } from '../options/types';
import { ProviderSemantics } from '../provider';
import { OwnedRecordSet, RecordSet } from '../recordSet';
import { TxtCipherFactory } from '../registry/cipher';
import { Finding, Verdict } from '../verdict';
import { ChangeUnit } from './change';
import { planAsExternalDns } from './planAsExternalDns';
import { planOurs } from './planOurs';
import { finish, Steps } from './steps';

/**
 * What one instance found in one cluster, after `combine`: the wishes and verdicts
 * of all its sources, and how much each source is to be trusted.
 *
 * @public
 */
export interface InstanceWishes {
  options: Options;
  cluster: string;
  wishes: readonly Wish[];
  verdicts: readonly Verdict[];
  /** A source that is missing here was not configured; `unread` has no wishes. */
  sources: readonly {
    source: string;
    state: 'fresh' | 'stale' | 'unread';
  }[];
  /** What k8gb says in the cluster, about every zone; `distribute` adds it. */
  gslb?: readonly GslbFact[];
  /** The delegated zones whose NS set belongs into this zone; `distribute` adds it. */
  delegatedHere?: readonly string[];
}

/** @public */
export interface PlanZoneInput {
  /** The zone's name without a trailing dot; empty stands for all names. */
  zone: string;
  /** What the provider holds in the zone, ownership TXT included. */
  records: readonly RecordSet[];
  /** Only wishes whose names belong to this zone; see `distribute`. */
  desired: readonly InstanceWishes[];
  /** Remembered claims by `nameKey`. */
  claims: ReadonlyMap<string, Claim>;
  semantics: ProviderSemantics;
  /** All configured instances; those of `desired` where absent. */
  instances?: readonly Options[];
  cipher?: TxtCipherFactory;
  /** RFC 3339; becomes `since` of new claims. */
  now?: string;
  /** Names of the zones that are held besides: their apexes may be owned from here. */
  otherZones?: readonly string[];
  /** False while the zone was not read in full yet: nothing is deleted. Default true. */
  canDelete?: boolean;
  /** False where nobody remembers claims: the plan has none. Default true. */
  keepsClaims?: boolean;
  /** What is known of k8gb's delegations besides objects and records. */
  gslb?: DelegationMemory;
}

/**
 * What is to be done in one zone, and why. Plain data: `units` are independent of
 * each other, and `digest` is equal for equal inputs in any order.
 *
 * @public
 */
export interface ZonePlan {
  zone: string;
  units: ChangeUnit[];
  /** What is wanted after merge and validation, before the registry. */
  desired: Endpoint[];
  verdicts: Verdict[];
  findings: Finding[];
  /** The claims on this zone's names as they are now; store them. */
  claims: Claim[];
  digest: string;
  /** What stands, decoded. */
  recordSets: OwnedRecordSet[];
  /** k8gb's delegations in this zone; absent where no instance has the source. */
  delegations?: DelegationState[];
  /** RFC 3339: when the plan changes although nothing else does. */
  planAgainAt?: string;
}

/**
 * Plans one zone. Pure: throws only where an option is inconsistent (a key for
 * decryption without a cipher).
 *
 * @public
 */
export function planZone(input: PlanZoneInput): ZonePlan {
  return finish(planZoneInSteps(input));
}

/**
 * As `planZone`, with pauses: a zone of 100,000 records takes a third of a second,
 * in which the process has other things to do.
 *
 * @public
 */
export function* planZoneInSteps(input: PlanZoneInput): Steps<ZonePlan> {
  const options = input.instances ?? input.desired.map(each => each.options);
  return options.some(each => each.compat)
    ? planAsExternalDns(input)
    : yield* planOurs(input);
}
