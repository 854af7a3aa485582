import type { DelegationState } from '../delegation/state';
import { normaliseName } from '../name';
import { registryFindings } from '../registry/decodeZone';
import { standingName } from '../registry/ownershipTxt';
import { planDigest } from './digest';
import { inOrderOfApply } from './planOurs';
import type { ZonePlan } from './planZone';
import type { Steps } from './steps';

/** What a plan says of one name. @internal */
export type Parts = Pick<
  ZonePlan,
  'units' | 'desired' | 'verdicts' | 'claims' | 'recordSets'
>;

/** A plan in parts; its lists are put together when somebody asks for them. @internal */
export class PlanOfParts implements ZonePlan {
  readonly zone: string;
  readonly delegations?: DelegationState[];
  readonly planAgainAt?: string;
  private readonly lists: Partial<Parts> = {};

  constructor(
    private readonly parts: ReadonlyMap<string, Parts>,
    { zone, delegations, planAgainAt }: ZonePlan,
  ) {
    this.zone = zone;
    if (delegations) this.delegations = delegations;
    if (planAgainAt !== undefined) this.planAgainAt = planAgainAt;
  }

  get units() {
    return (this.lists.units ??= this.all(each => each.units).sort(
      inOrderOfApply,
    ));
  }

  get desired() {
    return (this.lists.desired ??= this.all(each => each.desired));
  }

  get verdicts() {
    return (this.lists.verdicts ??= this.all(each => each.verdicts));
  }

  get claims() {
    return (this.lists.claims ??= this.all(each => each.claims));
  }

  get recordSets() {
    return (this.lists.recordSets ??= this.all(each => each.recordSets));
  }

  get findings() {
    return [
      ...registryFindings(this.recordSets),
      ...(this.delegations ?? []).flatMap(each => each.findings),
    ];
  }

  get digest() {
    return planDigest(this.zone, this.units);
  }

  private all<T>(listOf: (part: Parts) => readonly T[]): T[] {
    const all: T[] = [];
    for (const part of this.parts.values()) {
      for (const each of listOf(part)) all.push(each);
    }
    return all;
  }
}

/** The parts of a plan by their normalised names. @internal */
export function* partsOf(plan: ZonePlan): Steps<Map<string, Parts>> {
  const parts = new Map<string, Parts>();
  const { units, desired, verdicts, claims, recordSets } = plan;
  const longest = Math.max(
    ...[units, desired, verdicts, claims, recordSets].map(each => each.length),
  );
  const step = 256;
  for (let start = 0; start < longest; start += step) {
    const end = start + step;
    sortInto(parts, {
      units: units.slice(start, end),
      desired: desired.slice(start, end),
      verdicts: verdicts.slice(start, end),
      claims: claims.slice(start, end),
      recordSets: recordSets.slice(start, end),
    });
    yield;
  }
  return parts;
}

/** Adds to each name's part what is about it. @internal */
export function sortInto(parts: Map<string, Parts>, some: Parts): void {
  const at = (dnsName: string): Parts => {
    const name = normaliseName(dnsName);
    let part = parts.get(name);
    if (!part) parts.set(name, (part = emptyParts()));
    return part;
  };
  for (const each of some.units) at(each.dnsName).units.push(each);
  for (const each of some.desired) at(each.dnsName).desired.push(each);
  for (const each of some.verdicts) at(each.dnsName).verdicts.push(each);
  for (const each of some.claims) at(each.dnsName).claims.push(each);
  for (const each of some.recordSets) {
    at(standingName(each.record)).recordSets.push(each);
  }
}

function emptyParts(): Parts {
  return { units: [], desired: [], verdicts: [], claims: [], recordSets: [] };
}
