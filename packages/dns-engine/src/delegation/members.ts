import { Origin } from '../endpoint';
import { sortTargets } from '../plan/targets';
import { ClusterTrust } from './collectFacts';
import { hasCome, laterBy } from './deadline';
import { DelegationFact } from './facts';
import { DelegationMember, DelegationState, StandingDelegation } from './state';

/*
 * Who takes part in a delegated zone.
 *
 * A cluster is a member while it is not positively known that it has left: its object
 * is being deleted, or is gone from a list that can be read. A cluster that cannot be
 * read stays. Who leaves goes in two steps: the NS set stops naming it now, and its
 * glue goes once every resolver has forgotten the old set.
 */

/** What is known of one cluster in a zone. @internal */
export interface MemberInput {
  zone: string;
  facts: readonly DelegationFact[];
  clusters: ReadonlyMap<string, ClusterTrust>;
  /** The state of the plan before; undefined where there was none. */
  remembered: DelegationState | undefined;
  /** Clusters that a person has given up. */
  forgotten: ReadonlySet<string>;
  standing: StandingDelegation | null;
  /** Addresses that the zone holds for a name server; undefined for none. */
  standingGlue(nsName: string): readonly string[] | undefined;
  /** Seconds for which a resolver may know the NS set that stands. */
  ttl: number;
  now: string | undefined;
}

/** Seconds after which an object that is being deleted is stuck: k8gb tries every 300. */
const patience = 900;

/** @internal */
export function membersOf(input: MemberInput): DelegationMember[] {
  const { facts, remembered, clusters, forgotten } = input;
  const members: DelegationMember[] = [];
  const seen = new Set<string>();
  for (const fact of facts) {
    const { cluster } = fact.origin;
    seen.add(cluster);
    const before = remembered?.members.find(each => each.cluster === cluster);
    members.push(
      // Who can be read again speaks for itself.
      forgotten.has(cluster) && clusters.get(cluster) !== 'fresh'
        ? leaving(fromFact(fact), 'given-up', before, input)
        : presentMember(fact, before, input),
    );
  }
  for (const before of remembered?.members ?? []) {
    if (seen.has(before.cluster)) continue;
    const isGivenUp = forgotten.has(before.cluster);
    const isFresh = clusters.get(before.cluster) === 'fresh';
    const hasLeft = before.state === 'leaving' || before.state === 'stuck';
    if (isFresh || isGivenUp || hasLeft) {
      const why = isGivenUp ? 'given-up' : 'gone';
      members.push(leaving(before, why, before, input));
    } else {
      members.push(unreachable(before));
    }
  }
  return members
    .filter(each => !isOver(each, input))
    .sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
}

function presentMember(
  fact: DelegationFact,
  before: DelegationMember | undefined,
  input: MemberInput,
): DelegationMember {
  const member = fromFact(fact);
  if (fact.isLeaving) return leaving(member, 'deleted', before, input);
  if (member.nsName !== null) {
    member.standingGlue = glueOf(member.nsName, input);
  }
  if (input.clusters.get(member.cluster) !== 'fresh') {
    return unreachable(member);
  }
  if (member.nsName === null || member.glue.length === 0) {
    const lacks = member.geoTag === null ? 'geo tag' : 'address';
    return {
      ...member,
      state: 'waiting',
      sentence: `${member.cluster} has no ${lacks} yet, so it cannot join.`,
    };
  }
  return input.standing?.nsNames.includes(member.nsName)
    ? member
    : {
        ...member,
        state: 'joining',
        sentence: `${member.cluster} is about to be named in the NS set.`,
      };
}

function fromFact(fact: DelegationFact): DelegationMember {
  const { origin, geoTag, nsName, addresses, manager } = fact;
  return {
    cluster: origin.cluster,
    geoTag: geoTag || null,
    nsName: nsName || null,
    glue: sortTargets(addresses),
    standingGlue: null,
    state: 'joined',
    sentence: `${origin.cluster} takes part.`,
    origin,
    manager,
    doFinalize: fact.doFinalize,
    leavingSince: fact.leavingSince || null,
    withdrawnSince: null,
    glueUntil: null,
    peerTags: fact.peerTags,
    requested: fact.requested,
    isServed: fact.isServed,
  };
}

function unreachable(member: DelegationMember): DelegationMember {
  const canStay = member.nsName !== null && member.glue.length > 0;
  return {
    ...member,
    state: 'unreachable',
    sentence: `${member.cluster} cannot be read${
      canStay ? '; it stays a member until somebody says otherwise' : ''
    }.`,
  };
}

type Leave = 'deleted' | 'gone' | 'given-up';

const leaveSentences: Readonly<Record<Leave, string>> = {
  deleted: 'is leaving: its object is being deleted.',
  gone: 'has left: its object is gone.',
  'given-up': 'was given up by an admin.',
};

function leaving(
  member: DelegationMember,
  why: Leave,
  before: DelegationMember | undefined,
  input: MemberInput,
): DelegationMember {
  const { nsName, cluster, leavingSince } = member;
  const { standing, ttl, now } = input;
  const isNamed =
    nsName !== null && (standing?.nsNames.includes(nsName) ?? false);
  const isStuck =
    why === 'deleted' && hasCome(laterBy(leavingSince ?? '', patience), now);
  const left: DelegationMember = {
    ...member,
    state: isStuck ? 'stuck' : 'leaving',
    sentence: isStuck
      ? `${cluster} is leaving, but its object does not go.`
      : `${cluster} ${leaveSentences[why]}`,
    standingGlue: nsName === null ? null : glueOf(nsName, input),
    withdrawnSince: null,
    glueUntil: null,
  };
  if (isNamed) return left;
  // Seen by an earlier plan: then what happened in between is not known, and the
  // wait begins now. Otherwise the object says when it began to go.
  const since =
    before?.withdrawnSince ??
    (before && isState(before) ? now : undefined) ??
    leavingSince;
  if (!since) return left;
  return {
    ...left,
    withdrawnSince: since,
    glueUntil: laterBy(since, ttl) || null,
  };
}

/** Objects that were stored tell what a member was, not what became of it. */
function isState({ sentence }: DelegationMember): boolean {
  return sentence !== '';
}

function glueOf(nsName: string, input: MemberInput): string[] | null {
  const glue = input.standingGlue(nsName);
  return glue ? sortTargets(glue) : null;
}

/** Somebody who has left, and of whom nothing stands any more. */
function isOver(member: DelegationMember, input: MemberInput): boolean {
  if (member.state !== 'leaving') return false;
  const isPresent = input.facts.some(
    each => each.origin.cluster === member.cluster,
  );
  if (isPresent && member.leavingSince !== null) return false;
  const isNamed =
    member.nsName !== null &&
    (input.standing?.nsNames.includes(member.nsName) ?? false);
  return member.standingGlue === null && !isNamed;
}

/** Whether the NS set is to name a member. @internal */
export function isNamedMember({
  state,
  nsName,
  glue,
}: DelegationMember): boolean {
  return (
    nsName !== null &&
    glue.length > 0 &&
    (state === 'joined' || state === 'joining' || state === 'unreachable')
  );
}

/**
 * Whether the glue of a member that has left may go. Where nothing tells since when
 * the NS set does not name it, it was nobody's doing that is remembered, and there is
 * nothing to wait for.
 *
 * @internal
 */
export function mayGlueGo(
  { nsName, glueUntil }: DelegationMember,
  standing: StandingDelegation | null,
  now: string | undefined,
): boolean {
  if (now === undefined || now === '') return false;
  if (nsName !== null && standing?.nsNames.includes(nsName)) return false;
  return glueUntil === null || hasCome(glueUntil, now);
}

/** What a plan remembers of members of which only stored objects tell. @internal */
export function rememberedMember(fact: DelegationFact): DelegationMember {
  return { ...fromFact(fact), sentence: '' };
}

/** A name server whose glue stands and of which no cluster says anything. @internal */
export function orphanedMember(
  nsName: string,
  glue: readonly string[],
  origin: Origin,
): DelegationMember {
  return {
    cluster: origin.cluster,
    geoTag: null,
    nsName,
    glue: sortTargets(glue),
    standingGlue: sortTargets(glue),
    state: 'leaving',
    sentence: `No cluster says that it is ${nsName}.`,
    origin,
    manager: 'unknown',
    doFinalize: false,
    leavingSince: null,
    withdrawnSince: null,
    glueUntil: null,
    peerTags: [],
    isServed: null,
  };
}
