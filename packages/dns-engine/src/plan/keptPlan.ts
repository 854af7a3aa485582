import { Claim, isSameClaim, nameKey } from '../merge/claims';
import { isWithin, normaliseName } from '../name';
import { OwnedRecordSet, RecordSet } from '../recordSet';
import { standingName } from '../registry/ownershipTxt';
import { Parts, partsOf, PlanOfParts, sortInto } from './planParts';
import { planZoneInSteps, PlanZoneInput, ZonePlan } from './planZone';
import { Steps } from './steps';
import { Difference, difference } from './wishChanges';
import { NamesPlan, ZoneIndex } from './zoneIndex';

/*
 * A plan that is kept while objects and records change, and of which only the names
 * that changed, and those that lean on them (ZoneIndex), are planned again. What comes
 * out is what a full plan would say.
 *
 * It gives up, and the caller plans in full, wherever something else than the wishes
 * and records of a few names is new: a source that is not fresh, k8gb's objects, a
 * delegation, a verdict without a name.
 */

/** What is new since the plan that is kept. @public */
export interface PlanNews extends Omit<PlanZoneInput, 'records'> {
  /** Normalised names at which other records may stand than before. */
  names: ReadonlySet<string>;
  /** What stands at these names now. */
  records: readonly RecordSet[];
}

/** More names than this, and more than a tenth of the zone, are planned in full. */
const fewNames = 500;

/** @public */
export class KeptPlan {
  private parts: Map<string, Parts> | undefined;
  private index: ZoneIndex | undefined;

  private constructor(
    /** Records and wishes are let go once the index has them. */
    private input: PlanZoneInput,
    private kept: ZonePlan,
    /**
     * Names whose claim this plan has made another: what is remembered is part of the
     * next plan, whatever became of this one.
     */
    private claimed: Set<string>,
  ) {}

  /** Plans a zone in full, with pauses. */
  static *inSteps(input: PlanZoneInput): Steps<KeptPlan> {
    const plan = yield* planZoneInSteps(input);
    const claimed = changedClaims([...input.claims.values()], plan.claims);
    return new KeptPlan({ ...input, claims: new Map() }, plan, claimed);
  }

  /** The plan as it is now, until the next update. */
  get plan(): ZonePlan {
    return this.kept;
  }

  /** Record sets at these normalised names, as the plan decoded them. */
  recordSetsAt(names: ReadonlySet<string>): OwnedRecordSet[] {
    const { parts } = this;
    return parts
      ? [...names].flatMap(name => parts.get(name)?.recordSets ?? [])
      : this.kept.recordSets.filter(({ record }) =>
          names.has(standingName(record)),
        );
  }

  /** Normalised names of the record sets for which a TXT at one of these names speaks. */
  namesOwnedBy(txtNames: ReadonlySet<string>): Set<string> {
    const { index } = this;
    const candidates = index
      ? this.recordSetsAt(
          new Set([...txtNames].flatMap(name => [...index.ownedBy(name)])),
        )
      : this.kept.recordSets;
    return new Set(
      candidates
        .filter(({ txt }) =>
          txt.some(each => txtNames.has(normaliseName(each.dnsName))),
        )
        .map(({ record }) => standingName(record)),
    );
  }

  /**
   * Brings the plan up to date; false where only a full plan can tell, and this one is
   * of no use any more.
   */
  *update(news: PlanNews): Steps<boolean> {
    const { planAgainAt } = this.kept;
    const isDue = planAgainAt !== undefined && planAgainAt <= (news.now ?? '');
    if (isDue || !isOfWishesAlone(this.input, news)) return false;
    const differences: Difference[] = [];
    for (const [from, before] of this.input.desired.entries()) {
      const found = yield* difference(before, news.desired[from]);
      if (!found) return false;
      differences.push(found);
    }
    const names = new Set([...news.names, ...this.claimed]);
    for (const { names: some } of differences) {
      for (const name of some) names.add(name);
    }
    if (names.size > Math.max(fewNames, this.size / 10)) return false;

    if (!this.index) {
      this.index = yield* ZoneIndex.inSteps(this.input);
      this.parts = yield* partsOf(this.kept);
    }
    this.input = {
      ...this.input,
      records: [],
      desired: differences.map(each => each.now),
    };
    if (names.size === 0) return true;
    this.index.stands(news.names, news.records);
    for (const [from, { gone, come }] of differences.entries()) {
      this.index.wants(from, gone, come);
    }
    const { claims, now, gslb } = news;
    const replanned = this.index.replan(names, { claims, now, gslb });
    if (!replanned || this.concernsDelegation(replanned.names)) return false;
    this.claimed = changedClaims(
      this.claimsGiven(replanned, claims),
      replanned.plan.claims,
    );
    this.put(replanned);
    return true;
  }

  private get size(): number {
    return this.parts?.size ?? this.kept.recordSets.length;
  }

  /** Of names at or below a delegation, and of its servers, a full plan knows more. */
  private concernsDelegation(names: ReadonlySet<string>): boolean {
    return (this.kept.delegations ?? []).some(
      ({ zone, nsNames, members, standing }) =>
        [
          ...nsNames,
          ...(standing?.nsNames ?? []),
          ...members.flatMap(each => each.nsName ?? []),
        ].some(each => names.has(normaliseName(each))) ||
        [...names].some(name => isWithin(name, zone)),
    );
  }

  /** What was remembered of the rows that were planned again. */
  private claimsGiven(
    { names, plan }: NamesPlan,
    claims: PlanNews['claims'],
  ): Claim[] {
    const keys = new Set(names);
    const add = (row: { dnsName: string; setIdentifier?: string }) =>
      keys.add(nameKey(row.dnsName, row.setIdentifier));
    for (const name of names) this.parts?.get(name)?.claims.forEach(add);
    plan.claims.forEach(add);
    for (const { record } of plan.recordSets) add(record);
    return [...keys].flatMap(key => claims.get(key) ?? []);
  }

  private put({ names, plan }: NamesPlan): void {
    const parts = this.parts ?? new Map<string, Parts>();
    for (const name of names) parts.delete(name);
    sortInto(parts, plan);
    this.kept = new PlanOfParts(parts, this.kept);
  }
}

/** Normalised names whose claims are not the same. */
function changedClaims(
  before: readonly Claim[],
  after: readonly Claim[],
): Set<string> {
  const changed = new Map<string, Claim>();
  const keyOf = (claim: Claim) => nameKey(claim.dnsName, claim.setIdentifier);
  for (const claim of before) changed.set(keyOf(claim), claim);
  for (const claim of after) {
    const key = keyOf(claim);
    const known = changed.get(key);
    if (known && isSameClaim(known, claim)) changed.delete(key);
    else changed.set(key, claim);
  }
  return new Set(Array.from(changed.values(), ({ dnsName }) => dnsName));
}

/** Whether nothing but wishes and records may differ. */
function isOfWishesAlone(before: PlanZoneInput, now: PlanNews): boolean {
  return (
    before.zone === now.zone &&
    before.semantics === now.semantics &&
    before.instances === now.instances &&
    before.cipher === now.cipher &&
    (before.canDelete ?? true) === (now.canDelete ?? true) &&
    (before.keepsClaims ?? true) === (now.keepsClaims ?? true) &&
    isSameJson(before.otherZones, now.otherZones) &&
    isSameJson(before.gslb?.observed, now.gslb?.observed) &&
    isSameJson(before.gslb?.decisions, now.gslb?.decisions) &&
    before.desired.length === now.desired.length &&
    now.desired.every(
      ({ options, cluster, sources, gslb, delegatedHere }, from) => {
        const known = before.desired[from];
        return (
          !options.compat &&
          options === known.options &&
          cluster === known.cluster &&
          sources.every(({ state }) => state === 'fresh') &&
          isSameJson(sources, known.sources) &&
          isSameJson(gslb, known.gslb) &&
          isSameJson(delegatedHere, known.delegatedHere)
        );
      },
    )
  );
}

function isSameJson(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
