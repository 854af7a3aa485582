import { Kind } from '@openova/dns-engine';
import { resourceName } from './kubernetesAnswers';

/*
 * When may the absence of an object take a record away?
 *
 * Terms. A kind of a cluster is `live` when a list of it was read completely (all
 * pages) and the watch that continues the list is open. It is `absent` when
 * discovery succeeded and this cluster has never served it. It is `listing` until
 * it was read for the first time, and `failed`, with a sentence, in every other
 * case. A source is fresh when each kind that it reads is live or absent.
 *
 * Premise. A reader that sees nothing cannot tell "nothing is there" from "I may
 * not, cannot or can no longer see it". ExternalDNS takes the second for the first
 * and deletes; most outages that it caused began this way. So emptiness has to be
 * proven, and everything else is failure:
 *
 * - the cluster or its discovery cannot be reached, or a list breaks off;
 * - 401 or 403: the kind is there, we may not read it;
 * - a kind that was served once and is gone: somebody removed the CRD, by mistake
 *   perhaps, or a downgrade did; only a person's "forget" makes it absent;
 * - a kind that is on its way out: an API server that removes a CRD deletes its
 *   objects first, one by one, and each deletion looks as if somebody had meant it.
 *   Deletions of a kind that can be uninstalled, and lists that are shorter than
 *   before, count only once discovery has said, after them, that the kind is served
 *   in full (see Departures);
 * - a kind that is served only in versions that we cannot read;
 * - a list that had objects and is now empty: it counts only when a second full
 *   list, at least one sync later, agrees (an API server that lost its storage, a
 *   role that filters, a cluster restored from nothing all look like this);
 * - a cluster that was listed once and is no longer.
 *
 * What always holds: no input in which a kind was not read completely in this life
 * of the cluster leads to `live`, and none in which it was ever served leads to
 * `absent`. What a source that is not fresh asked for last stays in the plan.
 *
 * Everything here is pure: facts in, judgement out. Reflectors and discovery bring
 * the facts, the database remembers what was served before.
 */

/** What discovery said of a cluster last. @internal */
export type DiscoveryOutcome =
  | { outcome: 'pending' }
  | { outcome: 'failed'; sentence: string }
  | {
      outcome: 'known';
      versions: ReadonlyMap<string, readonly string[]>;
      /** Kinds that are being uninstalled: nothing of them can be created any more. */
      leaving?: ReadonlySet<string>;
    };

/** What a reflector says of its kind. @internal */
export type Reflection =
  | { phase: 'listing' }
  | { phase: 'live' }
  | { phase: 'failed'; sentence: string };

/** Facts about one kind in one cluster. @internal */
export interface KindFacts {
  kind: Kind;
  discovery: DiscoveryOutcome;
  /** Whether this cluster ever served the kind, in any version. */
  servedBefore: boolean;
  /** Of the reflector that runs; absent when none does. */
  reflection?: Reflection;
  /** Objects that were read last. */
  objects: number;
}

/** @internal */
export interface KindFreshness {
  state: 'live' | 'absent' | 'listing' | 'failed';
  objects: number;
  sentence?: string;
}

/** The version that is read: the newest one that is served and known. @internal */
export function readableVersion(
  kind: Kind,
  served: readonly string[],
): string | undefined {
  return kind.versions.find(version => served.includes(version));
}

/** Judges one kind of one cluster. @internal */
export function kindFreshness(facts: KindFacts): KindFreshness {
  const { kind, discovery, servedBefore, reflection, objects } = facts;
  const failed = (sentence: string): KindFreshness => ({
    state: 'failed',
    objects,
    sentence,
  });
  if (discovery.outcome === 'pending') return { state: 'listing', objects };
  if (discovery.outcome === 'failed') {
    // An open watch is no objection: a proxy in between may keep one open whose other
    // end is long gone.
    return failed(discovery.sentence);
  }
  const name = resourceName(kind);
  const served = discovery.versions.get(name) ?? [];
  if (served.length === 0) {
    return servedBefore
      ? failed(goneSentence(kind))
      : { state: 'absent', objects: 0 };
  }
  if (discovery.leaving?.has(name)) {
    // Never served, while it is being removed, is only what a person told us to forget.
    return servedBefore
      ? failed(leavingSentence(kind))
      : { state: 'absent', objects: 0 };
  }
  if (readableVersion(kind, served) === undefined) {
    return failed(
      `${name} is served only as ${served.join(
        ', ',
      )}, and only ${kind.versions.join(
        ', ',
      )} can be read: update this plugin, or serve one of these versions`,
    );
  }
  return reflection
    ? ofReflection(reflection, objects)
    : { state: 'listing', objects };
}

/** @internal */
export function goneSentence(kind: Kind): string {
  return `${resourceName(
    kind,
  )} was served before and is not any more: install it again, or forget it`;
}

/** @internal */
export function leavingSentence(kind: Kind): string {
  return `${
    kind.kind
  } is being removed from the cluster: install ${resourceName(
    kind,
  )} again, or forget it`;
}

function ofReflection(reflection: Reflection, objects: number): KindFreshness {
  if (reflection.phase === 'failed') {
    return { state: 'failed', objects, sentence: reflection.sentence };
  }
  return { state: reflection.phase, objects };
}

/** Facts about one cluster, for the sources in it. @internal */
export interface ClusterFacts {
  /** Whether the kubernetes plugin lists it; undefined until it was asked. */
  listed: boolean | undefined;
  /** Why it cannot be read at all, if so. */
  unsupported?: string;
}

/** @internal */
export interface SourceJudgement {
  fresh: boolean;
  /** Why it is not fresh. */
  sentence?: string;
}

/** Judges one source in one cluster by the kinds that it reads. @internal */
export function sourceFreshness(
  cluster: ClusterFacts,
  kinds: Iterable<KindFreshness>,
): SourceJudgement {
  if (cluster.unsupported !== undefined) {
    return { fresh: false, sentence: cluster.unsupported };
  }
  if (cluster.listed !== true) {
    return { fresh: false, sentence: notListedSentence(cluster.listed) };
  }
  let isListing = false;
  for (const kind of kinds) {
    if (kind.state === 'failed') {
      return { fresh: false, sentence: kind.sentence };
    }
    isListing ||= kind.state === 'listing';
  }
  return isListing
    ? { fresh: false, sentence: 'It is being read for the first time.' }
    : { fresh: true };
}

/** @internal */
export function notListedSentence(listed: false | undefined): string {
  return listed === false
    ? 'The kubernetes plugin no longer lists this cluster: add it again, or forget it'
    : 'The kubernetes plugin has not yet said which clusters there are';
}

/** What a complete list is worth. @internal */
export type ListJudgement = 'counts' | 'suspicious';

/**
 * Judges a complete list. One that had objects and is now empty is suspicious until
 * a later one, at least `syncMilliseconds` after the first empty one, is empty too.
 *
 * @internal
 */
export function judgeList(list: {
  objectsBefore: number;
  objects: number;
  /** When the first empty list came, in milliseconds; undefined: this is the first. */
  suspectedAt: number | undefined;
  now: number;
  syncMilliseconds: number;
}): ListJudgement {
  const { objectsBefore, objects, suspectedAt, now, syncMilliseconds } = list;
  if (objects > 0 || objectsBefore === 0) return 'counts';
  return suspectedAt !== undefined && now - suspectedAt >= syncMilliseconds
    ? 'counts'
    : 'suspicious';
}
