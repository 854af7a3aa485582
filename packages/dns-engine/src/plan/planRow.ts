import { Endpoint } from '../endpoint';
import { Claim } from '../merge/claims';
import { Settled, settleRow, Wanted } from '../merge/settleRow';
import { OwnedRecordSet } from '../recordSet';
import { ZoneRegistry } from '../registry/zoneRegistry';
import { Verdict } from '../verdict';
import { Authority } from './authority';
import { ChangeUnit } from './change';
import { heldBy, Hold } from './holding';
import { isOursFor } from './ours';
import { planPlainRow } from './plainRow';
import { notOurs } from './refusals';
import { differs } from './resolve';
import { restrict } from './restrictions';
import { changesOf } from './rowChanges';
import { claimOf } from './rowClaim';
import type { Candidate, Row } from './rows';
import { unitOf } from './rowUnit';
import { verdictsOf } from './rowVerdicts';
import type { Step } from './step';

/*
 * One row: all records of one (name, set identifier), what is wanted of them, and
 * the one unit of changes that leads there.
 *
 * In order: who gets the row (settleRow); whether something holds it (holding);
 * for each type whether to create, change, or take away; whether each of these may
 * be done (restrictions). Taking away is never done for its own sake alone where something else in
 * the row is refused: then the row keeps what it has.
 *
 * Always: nothing of what is not ours is changed; a record and its TXT are in one
 * unit; every candidate gets one verdict for each object behind it.
 */

/** What the rows of a zone have in common. @internal */
export interface RowContext {
  zone: string;
  /** The zone as people read it. */
  zoneName: string;
  registry: ZoneRegistry;
  /** Whether anything stands or is wanted under a row's key. */
  isInUse(key: string): boolean;
  isStanding(key: string): boolean;
  /** What is wanted under a row's key. */
  candidatesOf(key: string): readonly Candidate[];
  /** Whether the service takes a CNAME at the apex and answers with its addresses. */
  allowsApexCname: boolean;
  /** Somebody else's NS records at a name or above it, below the apex. */
  delegationOf(name: string): OwnedRecordSet | undefined;
  authority: Authority;
  /** Whether a name lies in a zone below this one that is held, too. */
  isInOtherZone(name: string): boolean;
  claims: ReadonlyMap<string, Claim>;
  canDelete: boolean;
  now: string;
  /** Whether anybody asks who holds the names. */
  keepsClaims: boolean;
  /** Parameters of the verdict `published`, by record type. */
  published: Map<string, Record<string, string>>;
}

/** @internal */
export interface RowPlan {
  /** What the row shall hold. */
  desired: readonly Endpoint[];
  unit?: ChangeUnit;
  verdicts: readonly Verdict[];
  claim?: Claim;
  /** Clusters that keep a record from being deleted because they cannot be read. */
  waitsFor: readonly string[];
}

/** @internal */
export function planRow(row: Row, context: RowContext): RowPlan {
  const remembered = context.claims.get(row.key);
  return (
    planPlainRow(row, remembered, context) ??
    planRowInFull(row, remembered, context)
  );
}

/** As `planRow`, without a short cut. @internal */
export function planRowInFull(
  row: Row,
  remembered: Claim | undefined,
  context: RowContext,
): RowPlan {
  const settled = settleRow(row, remembered);
  const hold = heldBy(row, settled, remembered);
  const waitsFor = new Set<string>();
  const steps = decide(row, settled, hold, remembered, context, waitsFor);
  const changes = changesOf(steps, row, context);
  const plan: RowPlan = {
    desired: Array.from(settled.wanted.values(), each => each.endpoint),
    verdicts: verdictsOf(steps, settled, context.zoneName),
    waitsFor: [...waitsFor],
  };
  if (changes.length > 0) plan.unit = unitOf(row, changes, steps, context);
  if (context.keepsClaims) {
    const isGuarded = waitsFor.size > 0;
    const claim = claimOf(row, settled, hold, remembered, isGuarded, context);
    if (claim) plan.claim = claim;
  }
  return plan;
}

function decide(
  row: Row,
  settled: Settled,
  hold: Hold | undefined,
  remembered: Claim | undefined,
  context: RowContext,
  waitsFor: Set<string>,
): Step[] {
  const types = new Set([
    ...settled.wanted.keys(),
    ...row.current.map(each => each.record.recordType),
  ]);
  const steps: Step[] = [];
  for (const type of [...types].sort()) {
    const wanted = settled.wanted.get(type);
    const current = row.current.filter(each => each.record.recordType === type);
    if (!wanted) {
      steps.push(
        ...current.map((each): Step => ({ action: 'delete', current: each })),
      );
    } else if (current.length === 0) {
      steps.push({ action: 'create', wanted });
    } else {
      steps.push(stepFor(wanted, current, context));
    }
  }
  return restrict(steps, row, settled, hold, remembered, context, waitsFor);
}

function stepFor(
  wanted: Wanted,
  standing: readonly OwnedRecordSet[],
  context: RowContext,
): Step {
  const [current] = standing;
  const foreign = standing.find(each => !isOursFor(each, wanted));
  if (foreign) {
    return { action: 'refuse', wanted, refusal: notOurs(foreign, context) };
  }
  if (standing.length > 1) {
    return {
      action: 'refuse',
      wanted,
      refusal: {
        reason: 'ownership-unclear',
        params: {
          detail: `zone ${context.zoneName} lists the ${current.record.recordType} record twice`,
          txt: current.txt[0]?.dnsName ?? current.record.dnsName,
          zone: context.zoneName,
        },
      },
    };
  }
  return differs(current.record, wanted.endpoint)
    ? { action: 'update', wanted, current }
    : { action: 'keep', wanted, current };
}
