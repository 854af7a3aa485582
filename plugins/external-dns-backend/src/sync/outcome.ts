import { Finding, nameKey, Verdict, ZonePlan } from '@openova/dns-engine';
import { ZoneState } from '../store/zones';
import { Applied, UnitResult } from './apply';

/** What one sync came to in one zone. @internal */
export interface ZoneOutcome {
  state: ZoneState;
  sentence?: string;
  verdicts: readonly Verdict[];
  findings: readonly Finding[];
  created: number;
  updated: number;
  deleted: number;
  rejected: number;
  /** Units that are planned and not written. */
  pending: number;
  /** How many record sets stand, and how many of them are ours; absent: not planned. */
  standing?: { records: number; owned: number };
  planDigest?: string;
  /** Whether the next sync has to look at this zone even if nothing changes. */
  unfinished: boolean;
}

/** What a plan and its results say together. @internal */
export function outcomeOf(
  plan: ZonePlan,
  zone: string,
  options: {
    applied: Applied;
    /** Why units were not sent because they were refused before, by their key. */
    refused: ReadonlyMap<string, string>;
    /** How many units nobody wanted written: observe mode. */
    observed: number;
    ourOwners: ReadonlySet<string>;
  },
): ZoneOutcome {
  const { applied, refused, observed } = options;
  const refusals = new Map(refused);
  const done = new Set<string>();
  const counts = { created: 0, updated: 0, deleted: 0, rejected: 0 };
  for (const result of applied.results) {
    const key = nameKey(result.unit.dnsName, result.unit.setIdentifier);
    if (result.refusal !== undefined) {
      refusals.set(key, result.refusal);
      counts.rejected += 1;
    } else if (result.fates.every(fate => fate.outcome === 'done')) {
      done.add(key);
    }
    countRecords(result, counts);
  }
  const unsent = applied.results.filter(
    result =>
      result.refusal === undefined &&
      result.fates.some(fate => fate.outcome !== 'done'),
  ).length;
  const pending = unsent + observed + refusals.size;
  return {
    ...stateOf(applied, refusals, pending),
    verdicts: plan.verdicts.map(verdict =>
      verdictAfter(verdict, zone, done, refusals),
    ),
    findings: plan.findings,
    ...counts,
    pending,
    standing: {
      records: plan.recordSets.length + counts.created - counts.deleted,
      owned:
        plan.recordSets.filter(({ labels }) =>
          options.ourOwners.has(labels.owner ?? ''),
        ).length +
        counts.created -
        counts.deleted,
    },
    planDigest: plan.digest,
    unfinished: unsent > 0 || applied.stopped !== undefined,
  };
}

/** A zone that could not be read, or whose account rests. @internal */
export function failedOutcome(
  sentence: string,
  before: ZoneOutcome | undefined,
  verdicts: readonly Verdict[],
): ZoneOutcome {
  return {
    state: before ? 'failed' : 'unread',
    sentence,
    verdicts,
    findings: before?.findings ?? [],
    created: 0,
    updated: 0,
    deleted: 0,
    rejected: 0,
    pending: before?.pending ?? 0,
    unfinished: true,
  };
}

function countRecords(
  result: UnitResult,
  counts: { created: number; updated: number; deleted: number },
): void {
  const { changes } = result.unit;
  const done = changes.filter(
    (change, index) =>
      change.role === 'record' && result.fates[index].outcome === 'done',
  );
  for (const { action } of done) {
    if (action === 'create') counts.created += 1;
    else if (action === 'update') counts.updated += 1;
    else counts.deleted += 1;
  }
}

function stateOf(
  applied: Applied,
  refusals: ReadonlyMap<string, string>,
  pending: number,
): Pick<ZoneOutcome, 'state' | 'sentence'> {
  if (applied.stopped) {
    return { state: 'failed', sentence: applied.stopped.message };
  }
  const [refused] = refusals;
  if (refused) {
    const [name, sentence] = refused;
    return {
      state: 'failed',
      sentence:
        refusals.size === 1
          ? `${name} was refused: ${sentence}`
          : `${refusals.size} names were refused, the first is ${name}: ${sentence}`,
    };
  }
  return { state: pending > 0 ? 'pending' : 'in-sync' };
}

/** What a verdict of the plan is once the plan was written. */
function verdictAfter(
  verdict: Verdict,
  zone: string,
  done: ReadonlySet<string>,
  refusals: ReadonlyMap<string, string>,
): Verdict {
  if (verdict.reason !== 'creating' && verdict.reason !== 'updating') {
    return verdict;
  }
  const key = nameKey(verdict.dnsName, verdict.setIdentifier);
  if (done.has(key)) {
    return {
      ...verdict,
      reason: 'published',
      params: { ...verdict.params, zone },
    };
  }
  const detail = refusals.get(key);
  return detail === undefined
    ? verdict
    : {
        ...verdict,
        reason: 'refused-by-service',
        params: { ...verdict.params, zone, detail },
      };
}
