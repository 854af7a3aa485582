import { InstanceWishes } from './plan/planZone';
import { Verdict } from './verdict';

/** As much of a zone as is needed to say which names belong to it. @public */
export interface ZoneScope {
  /** Unique among the zones that are given together (an id, or the name). */
  key: string;
  /** Name without a trailing dot; empty stands for all names. */
  name: string;
  visibility?: 'public' | 'private';
}

/**
 * The zones a name belongs to: the longest matching public one and all matching
 * private ones.
 *
 * @public
 */
export function zonesFor<Z extends ZoneScope>(
  dnsName: string,
  zones: readonly Z[],
): Z[] {
  throw new Error(`not yet: ${dnsName} ${zones.length}`);
}

/** What `distribute` answers. @public */
export interface Distributed {
  /** By the zones' `key`; each entry is the `desired` of that zone's plan. */
  byZone: Map<string, InstanceWishes[]>;
  /** Of wishes that no zone takes: filtered, outside of every zone, nameless. */
  verdicts: Verdict[];
}

/**
 * Deals the wishes out to the zones. The sources' verdicts with a name go to the
 * zone of that name as well (they may hold a row there); nameless ones go to every
 * zone and into `verdicts`.
 *
 * @public
 */
export function distribute(
  desired: readonly InstanceWishes[],
  zones: readonly ZoneScope[],
): Distributed {
  throw new Error(`not yet: ${desired.length} ${zones.length}`);
}

/**
 * One verdict for each (origin, dnsName, recordType, setIdentifier): where several
 * zones or parents gave one, the one that got furthest.
 *
 * @public
 */
export function settleVerdicts(verdicts: Iterable<Verdict>): Verdict[] {
  return [...verdicts];
}
