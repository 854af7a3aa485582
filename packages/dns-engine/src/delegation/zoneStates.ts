import { isWithin, normaliseName } from '../name';
import { GslbOptions } from '../options/gslbOptions';
import { Block, collisionBlocks, parentBlock } from './blocks';
import { delegationsByZone, GslbFacts } from './collectFacts';
import { DelegationFact } from './facts';
import { hostsOf } from './hosts';
import {
  isNamedMember,
  MemberInput,
  membersOf,
  orphanedMember,
} from './members';
import { managerOf, modeOf } from './mode';
import { nsSuffix } from './nsName';
import {
  originOfRecord,
  StandingRecords,
  standingDelegation,
} from './standing';
import { DelegationMemory, DelegationState, StandingDelegation } from './state';

/*
 * From the facts of all clusters to the state of each delegated zone: who takes part,
 * which NS set that makes, who writes it, and what keeps it from being written.
 *
 * Always: the set is the union over the members, whatever the order in which they
 * came; a member whose cluster cannot be read is in it.
 */

/** @internal */
export interface ZoneStatesInput {
  facts: GslbFacts;
  options: GslbOptions;
  memory: DelegationMemory;
  /** The zone that is held; undefined for zones that no account holds. */
  heldIn: string | undefined;
  /** Says which delegated zones are at home there. */
  isHere(zone: string, parent: string): boolean;
  /** Undefined where the records are not known. */
  standing: StandingRecords | undefined;
  /** Seconds; the least that the provider stores. */
  minTtl: number;
  now: string | undefined;
}

/** A state on its way, with what only the plan needs. @internal */
export interface ZoneDraft {
  state: DelegationState;
  facts: readonly DelegationFact[];
  block: Block | undefined;
  /** Seconds as k8gb or the configuration wants it. */
  wantedTtl: number;
  /** Why the last name servers stay although no member is left. */
  lastMember: string | undefined;
}

/** What the source knows of a delegation when nothing was remembered. @internal */
export const noMemory: DelegationMemory = {
  remembered: [],
  observed: [],
  decisions: { adopt: [], forget: [], remove: [] },
};

/** @internal */
export function zoneDrafts(input: ZoneStatesInput): ZoneDraft[] {
  const { facts, memory, standing } = input;
  const byZone = delegationsByZone(facts.facts);
  const zones = new Map<string, readonly DelegationFact[]>();
  for (const [zone, of] of byZone) {
    if (of.some(({ parent }) => input.isHere(zone, parent)))
      zones.set(zone, of);
  }
  for (const { zone, parent } of memory.remembered) {
    if (!zones.has(zone) && input.isHere(zone, parent)) zones.set(zone, []);
  }
  // What we have written and nobody speaks of any more.
  for (const { record } of standing?.written ?? []) {
    const name = normaliseName(record.dnsName);
    if (record.recordType === 'NS' && !byZone.has(name)) zones.set(name, []);
  }
  const all = [...new Set([...byZone.keys(), ...zones.keys()])];
  const drafts = [...zones]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([zone, of]) => draftOf(zone, of, all, input));
  const collisions = collisionBlocks(
    new Map(drafts.map(({ state }) => [state.zone, state.members])),
  );
  for (const draft of drafts) {
    draft.block ??= collisions.get(draft.state.zone);
    draft.state.blockedBy = draft.block?.detail ?? null;
  }
  return drafts;
}

function draftOf(
  zone: string,
  facts: readonly DelegationFact[],
  zones: readonly string[],
  input: ZoneStatesInput,
): ZoneDraft {
  const { options, memory, heldIn, standing } = input;
  const remembered = memory.remembered.find(each => each.zone === zone);
  const observed = memory.observed.find(each => each.zone === zone);
  const stands = standing ? standingDelegation(standing, zone) : null;
  const wantedTtl =
    Math.max(0, ...facts.map(each => each.ttl)) ||
    remembered?.ttl ||
    options.nsTtl;
  const ttl = Math.max(wantedTtl, input.minTtl);
  const parent = facts[0]?.parent || remembered?.parent || heldIn || '';
  const forgotten = new Set(
    memory.decisions.forget
      .filter(each => each.zone === zone)
      .map(each => each.cluster),
  );
  const memberInput: MemberInput = {
    zone,
    facts,
    clusters: input.facts.clusters,
    remembered,
    forgotten,
    standing: stands,
    standingGlue: name => standing?.addressesAt(name)?.record.targets,
    ttl: Math.max(ttl, stands?.ttl ?? 0, remembered?.standing?.ttl ?? 0),
    now: input.now,
  };
  const members = membersOf(memberInput);
  for (const orphan of orphansOf(zone, parent, members, input)) {
    members.push(orphan);
  }
  // What we have written we go on writing, though a cluster's word is lost with it.
  const manager = managerOf(
    members
      .filter(
        each =>
          each.cluster !== '' &&
          (each.state !== 'unreachable' ||
            each.manager !== 'unknown' ||
            stands?.ownership !== 'ours'),
      )
      .map(each => each.manager),
  );
  const named = members.filter(isNamedMember);
  const state: DelegationState = {
    zone,
    parent,
    heldIn: heldIn ?? null,
    mode: modeOf(zone, manager, options),
    manager,
    blockedBy: null,
    nsNames: [...new Set(named.map(each => each.nsName ?? ''))].sort(),
    ttl,
    standing: stands,
    standingSince: standingSince(stands, remembered, input.now),
    members,
    hosts: hostsOf(zone, zones, members, input.facts.facts, observed),
    observed: observed ?? null,
    findings: [],
  };
  const draft: ZoneDraft = {
    state,
    facts,
    block: undefined,
    wantedTtl,
    lastMember: undefined,
  };
  draft.lastMember = whyLastStays(draft, input, forgotten);
  draft.block =
    heldIn === undefined ? undefined : parentBlock(zone, facts, heldIn);
  if (!draft.block && stands && stands.ownership !== 'ours') {
    draft.block = foreignBlock(stands.owner, stands.ownership);
  }
  return draft;
}

/** Resolvers and k8gb take minutes to follow a set that has just changed. */
function standingSince(
  standing: StandingDelegation | null,
  remembered: DelegationState | undefined,
  now: string | undefined,
): string | null {
  // Made of stored objects, which tell nothing of the zone.
  if (!remembered || remembered.heldIn === null) return null;
  const before = remembered.standing?.nsNames.join();
  return before === standing?.nsNames.join()
    ? remembered.standingSince ?? null
    : now ?? null;
}

function foreignBlock(owner: string | null, ownership: string): Block {
  return {
    finding: 'OWNER_FOREIGN',
    detail:
      ownership === 'foreign'
        ? `its NS set belongs to the owner ${owner}`
        : 'its NS set stands without an owner',
  };
}

/**
 * The NS set is never emptied because nobody speaks for it: every member that is
 * known must be readable, gone, and have said beforehand that it wanted to be taken
 * out. Anything else is for a person to decide.
 */
function whyLastStays(
  { state }: ZoneDraft,
  { facts, memory }: ZoneStatesInput,
  forgotten: ReadonlySet<string>,
): string | undefined {
  if (state.nsNames.length > 0 || !state.standing) return undefined;
  if (memory.decisions.remove.includes(state.zone)) return undefined;
  const unread = [...facts.clusters].find(([, trust]) => trust !== 'fresh');
  if (unread && !forgotten.has(unread[0])) {
    return `cluster ${unread[0]} can be read`;
  }
  const known = state.members.filter(
    each => each.cluster !== '' && !forgotten.has(each.cluster),
  );
  const present = known.find(
    each => each.state === 'waiting' || each.state === 'unreachable',
  );
  if (present) return `${present.cluster} has an address and a geo tag`;
  const going = known.find(each => each.leavingSince !== null);
  if (going && isStillThere(going.cluster, state.zone, facts)) {
    return `the object of ${going.cluster} is gone`;
  }
  const isAgreed = known.length > 0 && known.every(each => each.doFinalize);
  return isAgreed || forgotten.size > 0
    ? undefined
    : 'an admin decides: no member has said that it wants to be taken out (doFinalize)';
}

function isStillThere(
  cluster: string,
  zone: string,
  { facts }: GslbFacts,
): boolean {
  return facts.some(
    each =>
      each.type === 'delegation' &&
      each.zone === zone &&
      each.origin.cluster === cluster,
  );
}

/** Glue of ours for a zone that belongs to none of its members. */
function orphansOf(
  zone: string,
  parent: string,
  members: readonly { nsName: string | null }[],
  { standing, facts, memory }: ZoneStatesInput,
) {
  if (!standing || parent === '' || !isWithin(zone, parent)) return [];
  const suffix = nsSuffix(zone, parent);
  // A longer zone's names may end the same way.
  const elsewhere = new Set([
    ...facts.facts.map(each => (each.type === 'delegation' ? each.nsName : '')),
    ...memory.remembered.flatMap(each => each.members.map(of => of.nsName)),
  ]);
  return standing.written
    .filter(({ record }) => {
      const name = normaliseName(record.dnsName);
      return (
        record.recordType === 'A' &&
        name.endsWith(suffix) &&
        !elsewhere.has(name) &&
        !members.some(each => each.nsName === name)
      );
    })
    .map(each =>
      orphanedMember(
        normaliseName(each.record.dnsName),
        each.record.targets,
        originOfRecord(each),
      ),
    );
}
