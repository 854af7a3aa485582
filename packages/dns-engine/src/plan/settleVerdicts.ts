import { reasons, Reason } from '../reasons';
import { Verdict } from '../verdict';

/** How far a wish got, by its reason's state. */
const distance: Record<Reason['state'], number> = {
  works: 6,
  updating: 5,
  waits: 4,
  foreign: 3,
  conflict: 2,
  blocked: 1,
  filtered: 0,
};

/**
 * One verdict for each (origin, dnsName, recordType, setIdentifier): where several
 * zones or parents gave one, the one that got furthest.
 *
 * @public
 */
export function settleVerdicts(verdicts: Iterable<Verdict>): Verdict[] {
  const settled = new Map<string, Verdict>();
  for (const verdict of verdicts) {
    const { cluster, kind, namespace, name } = verdict.origin;
    const key = `${cluster}\n${kind}\n${namespace}\n${name}\n${verdict.dnsName}\n${verdict.recordType}\n${verdict.setIdentifier}`;
    const known = settled.get(key);
    if (!known || rank(verdict) > rank(known)) settled.set(key, verdict);
  }
  return [...settled.values()];
}

function rank({ reason }: Verdict): number {
  return distance[reasons[reason].state];
}
