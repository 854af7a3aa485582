import type { Settled } from '../merge/settleRow';
import { Verdict } from '../verdict';
import type { Refusal } from './refusals';
import { Candidate, verdictsFor } from './rows';
import type { Step } from './step';

/** What becomes of each candidate of a row. @internal */
export function verdictsOf(
  steps: readonly Step[],
  settled: Settled,
  zone: string,
): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const step of steps) {
    if (step.action === 'delete') continue;
    const { reason, params } = outcomeOf(step, zone);
    for (const { wish } of step.wanted.satisfied) {
      verdicts.push(...verdictsFor(wish, reason, params));
    }
  }
  for (const { candidate, winner } of settled.lost) {
    if (isSameWish(candidate, winner)) continue;
    const params = { zone, ...winnerParams(winner) };
    verdicts.push(...verdictsFor(candidate.wish, 'conflict', params));
  }
  return verdicts;
}

function outcomeOf(
  step: Exclude<Step, { action: 'delete' }>,
  zone: string,
): Refusal {
  switch (step.action) {
    case 'create':
      return { reason: 'creating', params: { zone } };
    case 'update':
      return { reason: 'updating', params: { zone } };
    case 'keep':
      return { reason: 'published', params: { zone } };
    default:
      return {
        reason: step.refusal.reason,
        params: { zone, ...step.refusal.params },
      };
  }
}

/** Objects that ask twice for one record have not lost it. */
function isSameWish(left: Candidate, right: Candidate): boolean {
  return (
    left.endpoint.recordType === right.endpoint.recordType &&
    left.wish.contributors.every(a =>
      right.wish.contributors.some(
        b =>
          a.cluster === b.cluster &&
          a.kind === b.kind &&
          a.namespace === b.namespace &&
          a.name === b.name,
      ),
    )
  );
}

function winnerParams({ wish, cluster }: Candidate): Record<string, string> {
  const { kind, namespace, name } = wish.origin;
  return {
    winnerKind: kind,
    winnerNamespace: namespace,
    winnerName: name,
    winnerCluster: cluster,
  };
}
