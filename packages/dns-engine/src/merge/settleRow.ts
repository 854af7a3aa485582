import { Endpoint, Origin } from '../endpoint';
import { filterName } from '../name';
import { Options } from '../options/types';
import { hasTypeConflict, resolveCreate, resolveUpdate } from '../plan/resolve';
import { Candidate, resourceOf, Row } from '../plan/rows';
import { compareText, sameTargets } from '../plan/targets';
import { ownerLabel, resourceLabel } from '../registry/txtValue';
import { Claim } from './claims';

/*
 * Merge: who of several claimants gets a row.
 *
 * A *claimant* is one instance in one cluster, with all its candidates for the
 * row. Inside a claimant ExternalDNS's rules decide: for each type the object that
 * the TXT names, else the one with the least targets; a CNAME yields to other
 * types, unless it is the one that stands. Between claimants the remembered claim
 * decides, and on first sight the claimant whose wish equals what stands, then the
 * one that the TXT names, then the oldest object. The others lose, except where
 * they ask for the same, or where the configuration shares the name: then each
 * claimant's targets are united.
 *
 * Always: the outcome does not depend on the order of the candidates.
 */

/** What a row shall hold of one type. @internal */
export interface Wanted {
  endpoint: Endpoint;
  /** Decides TTL, properties, owner of a new record and its `resource`. */
  by: Candidate;
  /** All candidates that are satisfied by it, `by` included. */
  satisfied: Candidate[];
}

/** @internal */
export interface Settled {
  wanted: Map<string, Wanted>;
  /** Candidates that lost, with the one that they lost to. */
  lost: { candidate: Candidate; winner: Candidate }[];
  winner?: Claimant;
  isShared: boolean;
}

/** @internal */
export interface Claimant {
  options: Options;
  cluster: string;
  candidates: Candidate[];
  chosen: Map<string, Candidate>;
  lost: { candidate: Candidate; winner: Candidate }[];
}

/** @internal */
export function settleRow(row: Row, claim: Claim | undefined): Settled {
  const claimants = claimantsOf(row);
  const settled: Settled = {
    wanted: new Map(),
    lost: claimants.flatMap(each => each.lost),
    isShared: claimants.some(each => isSharedRow(row, each.options)),
  };
  const winner = winnerOf(claimants, row, claim);
  if (!winner) return settled;
  settled.winner = winner;
  for (const [type, by] of winner.chosen) {
    settled.wanted.set(type, { endpoint: by.endpoint, by, satisfied: [by] });
  }
  if (claimants.length === 1 && settled.lost.length === 0) return settled;
  const losers = claimants.filter(each => each !== winner);
  for (const loser of losers.sort(byAge)) {
    for (const [type, candidate] of loser.chosen) {
      join(settled, type, candidate, winner);
    }
  }
  settleEquals(settled);
  return settled;
}

/** Every member of a delegation brings its own name server into the NS set. */
function isSharedRow(row: Row, options: Options): boolean {
  return (
    isShared(row.name, options) ||
    row.candidates.some(
      ({ wish, endpoint }) =>
        wish.gslb?.type === 'delegation' && endpoint.recordType === 'NS',
    )
  );
}

/** Whether several claimants share the name. @internal */
export function isShared(
  name: string,
  { sharedNames }: Pick<Options, 'sharedNames'>,
): boolean {
  const matches = (patterns: readonly string[]) =>
    patterns.some(pattern => matchesPattern(name, pattern));
  return sharedNames.default === 'union'
    ? !matches(sharedNames.firstClaim) || matches(sharedNames.union)
    : matches(sharedNames.union);
}

/** `*.openova.io` stands for what is below, `openova.io` for itself as well. */
function matchesPattern(name: string, pattern: string): boolean {
  const readable = filterName(name);
  const entry = filterName(pattern.trim());
  if (readable === entry) return true;
  const parent = entry.replace(/^\*?\./, '');
  return parent !== '' && readable.endsWith(`.${parent}`);
}

function claimantsOf(row: Row): Claimant[] {
  const claimants = new Map<string, Claimant>();
  for (const candidate of row.candidates) {
    const { options, cluster } = candidate;
    const key = `${options.name}\n${cluster}`;
    let claimant = claimants.get(key);
    if (!claimant) {
      claimant = {
        options,
        cluster,
        candidates: [candidate],
        chosen: new Map(),
        lost: [],
      };
      claimants.set(key, claimant);
    } else claimant.candidates.push(candidate);
  }
  for (const claimant of claimants.values()) choose(claimant, row);
  return [...claimants.values()];
}

/** ExternalDNS's choice inside of one claimant. */
function choose(claimant: Claimant, row: Row): void {
  const candidates = [...claimant.candidates].sort(candidatesByAge);
  // The TXT of a shared name tells of one claimant's object, not of each one's.
  const sticks = !isSharedRow(row, claimant.options);
  const kept = hasTypeConflict(candidates)
    ? candidates.filter(
        each =>
          (each.endpoint.recordType === 'CNAME') ===
          (sticks && cnameStays(candidates, row)),
      )
    : candidates;
  const byType = new Map<string, Candidate[]>();
  for (const candidate of kept) {
    const { recordType } = candidate.endpoint;
    const rivals = byType.get(recordType);
    if (rivals) rivals.push(candidate);
    else byType.set(recordType, [candidate]);
  }
  for (const [type, rivals] of byType) {
    const current = row.current.find(each => each.record.recordType === type);
    const winner =
      current && sticks
        ? resolveUpdate(current.labels[resourceLabel] ?? '', rivals)
        : resolveCreate(rivals);
    claimant.chosen.set(type, winner);
    for (const candidate of rivals) {
      if (candidate !== winner) claimant.lost.push({ candidate, winner });
    }
  }
  const [first] = claimant.chosen.values();
  for (const candidate of candidates) {
    if (!kept.includes(candidate)) {
      claimant.lost.push({ candidate, winner: first });
    }
  }
}

/** Whoever wants another type later does not take a CNAME's name away. */
function cnameStays(candidates: readonly Candidate[], row: Row): boolean {
  const standing = row.current.find(each => each.record.recordType === 'CNAME');
  if (standing?.ownership !== 'ours') return false;
  const resource = standing.labels[resourceLabel];
  return candidates.some(
    ({ endpoint }) =>
      endpoint.recordType === 'CNAME' &&
      endpoint.labels?.[resourceLabel] === resource,
  );
}

function winnerOf(
  claimants: readonly Claimant[],
  row: Row,
  claim: Claim | undefined,
): Claimant | undefined {
  if (claimants.length < 2) return claimants[0];
  if (claim) {
    const holders = claimants.filter(each => each.cluster === claim.cluster);
    const holder =
      holders.find(each => each.options.name === claim.instance) ??
      [...holders].sort(byAge)[0];
    if (holder) return holder;
  }
  return [...claimants].sort(
    (a, b) =>
      equalsStanding(b, row) - equalsStanding(a, row) ||
      namedByTxt(b, row) - namedByTxt(a, row) ||
      byAge(a, b),
  )[0];
}

/** 2: what stands is what it asks for, 1: the same beside other types, 0: neither. */
function equalsStanding({ chosen }: Claimant, row: Row): number {
  const owned = row.current.filter(each => each.ownership === 'ours');
  const stands = (recordType: string, { endpoint }: Candidate) =>
    owned.some(
      ({ record }) =>
        record.recordType === recordType &&
        sameTargets(endpoint.targets, record.targets),
    );
  if (chosen.size === 0) return 0;
  for (const [type, candidate] of chosen) {
    if (!stands(type, candidate)) return 0;
  }
  return owned.length === chosen.size ? 2 : 1;
}

/** 3: owner and object, 2: the owner, 1: the object of the TXT. */
function namedByTxt(claimant: Claimant, row: Row): number {
  const { registry } = claimant.options;
  let best = 0;
  for (const { labels } of row.current) {
    const owner =
      registry.type === 'txt' && labels[ownerLabel] === registry.txtOwnerId;
    const resource = claimant.candidates.some(({ wish }) =>
      wish.contributors.some(
        each => resourceOf(each) === labels[resourceLabel],
      ),
    );
    best = Math.max(best, (owner ? 2 : 0) + (resource ? 1 : 0));
  }
  return best;
}

/** What a losing claimant gets of one type. */
function join(
  settled: Settled,
  type: string,
  candidate: Candidate,
  winner: Claimant,
): void {
  const wanted = settled.wanted.get(type);
  const [first] = winner.chosen.values();
  if (!settled.isShared) {
    settled.lost.push({ candidate, winner: wanted?.by ?? first });
    return;
  }
  const cname = [type, ...settled.wanted.keys()].includes('CNAME');
  if (cname) {
    settled.lost.push({ candidate, winner: wanted?.by ?? first });
  } else if (wanted) {
    const targets = new Set([
      ...wanted.endpoint.targets,
      ...candidate.endpoint.targets,
    ]);
    wanted.endpoint = {
      ...wanted.endpoint,
      targets: [...targets].sort(compareText),
    };
    wanted.satisfied.push(candidate);
  } else {
    settled.wanted.set(type, {
      endpoint: candidate.endpoint,
      by: candidate,
      satisfied: [candidate],
    });
  }
}

/** Who asks for what is published anyway has lost nothing. */
function settleEquals(settled: Settled): void {
  settled.lost = settled.lost.filter(({ candidate }) => {
    const wanted = settled.wanted.get(candidate.endpoint.recordType);
    const isEqual =
      wanted !== undefined &&
      sameTargets(wanted.endpoint.targets, candidate.endpoint.targets);
    if (isEqual) wanted.satisfied.push(candidate);
    return !isEqual;
  });
}

function byAge(left: Claimant, right: Claimant): number {
  const oldest = (each: Claimant) =>
    [...each.candidates].sort(candidatesByAge)[0];
  return (
    candidatesByAge(oldest(left), oldest(right)) ||
    compareText(left.options.name, right.options.name)
  );
}

/** Oldest object first; objects without a time last. @internal */
export function candidatesByAge(left: Candidate, right: Candidate): number {
  const a = left.wish.origin;
  const b = right.wish.origin;
  return (
    (a === b ? 0 : byObject(a, b)) ||
    compareText(left.endpoint.recordType, right.endpoint.recordType) ||
    compareText(JSON.stringify(left.endpoint), JSON.stringify(right.endpoint))
  );
}

function byObject(a: Origin, b: Origin): number {
  return (
    compareText(a.creationTimestamp || '~', b.creationTimestamp || '~') ||
    compareText(a.cluster, b.cluster) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name) ||
    compareText(a.kind, b.kind)
  );
}
