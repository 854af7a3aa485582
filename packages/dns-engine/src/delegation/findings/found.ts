import type { InstanceWishes } from '../../plan/planZone';
import { GslbFact } from '../facts';
import type { DelegationFindingId } from '../findingsTable';
import { StandingRecords } from '../standing';
import type { ZoneDraft } from '../zoneStates';

/** A finding before its sentence is filled. @internal */
export interface Found {
  id: DelegationFindingId;
  subject: string;
  params?: Record<string, string>;
}

/** What the checks look at besides the delegation itself. @internal */
export interface FindingInput {
  facts: readonly GslbFact[];
  /** All delegations of the zone that is planned. */
  drafts: readonly ZoneDraft[];
  /** Undefined where no records are known. */
  standing: StandingRecords | undefined;
  desired: readonly Pick<InstanceWishes, 'wishes'>[];
  /** Seconds. */
  minTtl: number;
  now: string | undefined;
}

/** One check: what it finds of one delegation. @internal */
export type Check = (draft: ZoneDraft, input: FindingInput) => Iterable<Found>;
