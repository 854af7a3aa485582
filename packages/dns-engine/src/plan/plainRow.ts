import { Claim } from '../merge/claims';
import { candidatesByAge } from '../merge/settleRow';
import { normaliseName } from '../name';
import { OwnedRecordSet } from '../recordSet';
import { Verdict } from '../verdict';
import type { RowContext, RowPlan } from './planRow';
import { differs } from './resolve';
import { claimFor } from './rowClaim';
import { hasCompleteTxt } from './rowChanges';
import { Candidate, Row } from './rows';
import { compareText } from './targets';

/*
 * The row that nothing is to be done about, which is nearly every row of nearly every
 * plan: one instance in one cluster wants each of its types once, and just these
 * stand, as they are wanted, ours beyond doubt, each with its typed TXT.
 *
 * A short cut for speed and nothing else: the long way (`planRowInFull`) comes to the
 * same, and a test holds the two together.
 */

/** The plan of a row that needs no change; undefined where that takes a closer look. @internal */
export function planPlainRow(
  row: Row,
  remembered: Claim | undefined,
  context: RowContext,
): RowPlan | undefined {
  if (!isPlain(row, context)) return undefined;
  const candidates = sorted(row.candidates, candidatesByAge);
  const verdicts: Verdict[] = [];
  for (const candidate of sorted(row.candidates, byType)) {
    addVerdicts(verdicts, candidate, row, context);
  }
  const plan: RowPlan = {
    desired: candidates.map(each => each.endpoint),
    verdicts,
    waitsFor: nobody,
  };
  if (context.keepsClaims) {
    plan.claim = claimFor(row, candidates, candidates, remembered, context);
  }
  return plan;
}

function sorted(
  candidates: readonly Candidate[],
  compare: (left: Candidate, right: Candidate) => number,
): readonly Candidate[] {
  if (candidates.length === 1) return candidates;
  if (candidates.length > 2) return [...candidates].sort(compare);
  const [first, second] = candidates;
  return compare(first, second) <= 0 ? candidates : [second, first];
}

function byType(left: Candidate, right: Candidate): number {
  return compareText(left.endpoint.recordType, right.endpoint.recordType);
}

const nobody: readonly string[] = Object.freeze([]);

function isPlain(row: Row, context: RowContext): boolean {
  const { candidates, current } = row;
  const { length } = candidates;
  if (length === 0 || length !== current.length || row.broken.length > 0) {
    return false;
  }
  const [{ options, cluster }] = candidates;
  for (let index = 0; index < length; index += 1) {
    const candidate = candidates[index];
    const { endpoint } = candidate;
    if (candidate.options !== options || candidate.cluster !== cluster) {
      return false;
    }
    if (length > 1 && endpoint.recordType === 'CNAME') return false;
    const standing = standingFor(candidate, row);
    if (
      standing?.ownership !== 'ours' ||
      differs(standing.record, endpoint) ||
      !hasCompleteTxt(standing, context)
    ) {
      return false;
    }
  }
  return true;
}

/** The one record of a candidate's type; undefined unless it is the only pair of it. */
function standingFor(
  { endpoint }: Candidate,
  { candidates, current }: Row,
): OwnedRecordSet | undefined {
  const { recordType } = endpoint;
  let found: OwnedRecordSet | undefined;
  for (const each of current) {
    if (each.record.recordType !== recordType) continue;
    if (found) return undefined;
    found = each;
  }
  for (const each of candidates) {
    const isRival =
      each.endpoint !== endpoint && each.endpoint.recordType === recordType;
    if (isRival) return undefined;
  }
  return found;
}

function addVerdicts(
  verdicts: Verdict[],
  { wish }: Candidate,
  row: Row,
  context: RowContext,
): void {
  const { dnsName, recordType, setIdentifier = '' } = wish.endpoint;
  const name = dnsName === row.name ? row.name : normaliseName(dnsName);
  const params = wish.note
    ? { recordType, zone: context.zoneName, note: wish.note }
    : publishedParams(recordType, context);
  for (const origin of wish.contributors) {
    verdicts.push({
      origin,
      dnsName: name,
      recordType,
      setIdentifier,
      reason: 'published',
      params,
    });
  }
}

/** One object for all verdicts of a zone that say the same. */
function publishedParams(
  recordType: string,
  { zoneName, published }: RowContext,
): Record<string, string> {
  let params = published.get(recordType);
  if (!params) {
    params = { recordType, zone: zoneName };
    published.set(recordType, params);
  }
  return params;
}
