import { HealthHostname, HealthInput, HealthRecord, HealthWish } from './input';

/**
 * What scorecards may ask about an entity's DNS. A fact that does not apply is left
 * out: `coverageRatio` where nothing is desired, those of delegations without one, TTLs
 * where none is known.
 *
 * @public
 */
export interface HealthFacts {
  hostnamesDesired: number;
  hostnamesPublished: number;
  hostnamesAnswering: number;
  /** From 0 to 1. */
  coverageRatio?: number;
  driftedRecords: number;
  foreignOwnerConflicts: number;
  ownershipTxtMissing: number;
  blockedHostnames: number;
  delegationHealthy?: boolean;
  nsGlueMatches?: boolean;
  /** Seconds. */
  lowestTtl?: number;
  /** Seconds. */
  highestTtl?: number;
  staleClusters: number;
  /** RFC 3339. */
  lastReconciledAt?: string;
}

/** What a fact means, and of which kind its value is. @public */
export interface HealthFactDefinition {
  type: 'integer' | 'float' | 'boolean' | 'datetime';
  description: string;
}

/** Every fact with its definition: docs and Tech Insights use this one table. @public */
export const healthFacts: Readonly<
  Record<keyof HealthFacts, HealthFactDefinition>
> = {
  hostnamesDesired: {
    type: 'integer',
    description:
      'Hostnames that objects of the entity ask for and that this portal manages; what a filter leaves out does not count.',
  },
  hostnamesPublished: {
    type: 'integer',
    description:
      'Of these, the ones with a record of ours, or for which k8gb answers in a delegated zone.',
  },
  hostnamesAnswering: {
    type: 'integer',
    description:
      'Of the published ones, those whose records the authoritative servers answer as written, when they were last asked.',
  },
  coverageRatio: {
    type: 'float',
    description:
      'hostnamesPublished divided by hostnamesDesired, from 0 to 1; left out where nothing is desired.',
  },
  driftedRecords: {
    type: 'integer',
    description:
      'Records of ours that were different from what is asked for when their zone was last read.',
  },
  foreignOwnerConflicts: {
    type: 'integer',
    description:
      'Desired hostnames at which a record of another owner stands, or one whose ownership cannot be read.',
  },
  ownershipTxtMissing: {
    type: 'integer',
    description:
      'Records at desired hostnames, of a type that is asked for, that no ownership TXT speaks for.',
  },
  blockedHostnames: {
    type: 'integer',
    description:
      'Desired hostnames that no object gets a record for: a gate failed, or somebody else has the name.',
  },
  delegationHealthy: {
    type: 'boolean',
    description:
      'Whether the delegated zones of the entity have no finding of severity error; left out without a delegated zone.',
  },
  nsGlueMatches: {
    type: 'boolean',
    description:
      'Whether NS sets and glue in the parent zones are as they should be; left out without a delegated zone.',
  },
  lowestTtl: {
    type: 'integer',
    description:
      'Lowest TTL of the records of ours, in seconds; left out where none is known.',
  },
  highestTtl: {
    type: 'integer',
    description:
      'Highest TTL of the records of ours, in seconds; left out where none is known.',
  },
  staleClusters: {
    type: 'integer',
    description:
      'Clusters with objects of the entity that cannot be read now or were never read.',
  },
  lastReconciledAt: {
    type: 'datetime',
    description: 'When the last sync ended; left out before the first.',
  },
};

/** Findings that say that NS set or glue differ from what they should be. */
const nsAndGlue: ReadonlySet<string> = new Set([
  'DELEGATION_MISSING',
  'NS_EXTRA',
  'NS_MISSING',
  'NS_DANGLING',
  'GLUE_STALE',
  'GLUE_PROXIED',
]);

/** @internal */
export function factsOf(input: HealthInput): HealthFacts {
  const desired = input.hostnames.filter(isDesired);
  const published = desired.filter(isPublished);
  const records = desired.flatMap(({ records: all }) => all);
  const ttls = records.flatMap(({ ours, ttl }) =>
    ours && ttl !== null ? [ttl] : [],
  );
  const findings = input.delegations.flatMap(each => each.findings);
  return {
    hostnamesDesired: desired.length,
    hostnamesPublished: published.length,
    hostnamesAnswering: published.filter(isAnswering).length,
    ...(desired.length > 0 && {
      coverageRatio: published.length / desired.length,
    }),
    driftedRecords: count(desired, driftedRecords),
    foreignOwnerConflicts: desired.filter(isForeign).length,
    ownershipTxtMissing: count(desired, recordsWithoutOwnership),
    blockedHostnames: desired.filter(isBlocked).length,
    ...(input.delegations.length > 0 && {
      delegationHealthy: !findings.some(each => each.severity === 'error'),
      nsGlueMatches: !findings.some(each => nsAndGlue.has(each.id)),
    }),
    ...(ttls.length > 0 && {
      lowestTtl: Math.min(...ttls),
      highestTtl: Math.max(...ttls),
    }),
    staleClusters: input.clusters.filter(each => isStale(each.state)).length,
    ...(input.lastReconciledAt !== null && {
      lastReconciledAt: input.lastReconciledAt,
    }),
  };
}

/** A name that is only filtered is somebody else's business. @internal */
export function isDesired({ wishes }: HealthHostname): boolean {
  return wishes.some(wish => wish.state !== 'filtered');
}

/** @internal */
export function isPublished(hostname: HealthHostname): boolean {
  return (
    recordsAskedFor(hostname).some(record => record.ours) ||
    hostname.wishes.some(({ reason }) => servedByK8gb.has(reason))
  );
}

/** Below a cut there is no record of ours: the name is delegated to who answers. */
const servedByK8gb: ReadonlySet<string> = new Set(['gslb-serves', 'gslb-host']);

/** @internal */
export function isStale(state: HealthInput['clusters'][0]['state']): boolean {
  return state === 'stale' || state === 'gone' || state === 'unread';
}

/** No wish of the entity for the name is fulfilled, or about to be. @internal */
export function isBlocked({ wishes }: HealthHostname): boolean {
  const counting = wishes.filter(wish => wish.state !== 'filtered');
  return (
    counting.length > 0 &&
    counting.every(
      ({ state }) =>
        state === 'blocked' || state === 'conflict' || state === 'foreign',
    )
  );
}

/** @internal */
export function recordsWithoutOwnership(
  hostname: HealthHostname,
): HealthRecord[] {
  return recordsAskedFor(hostname).filter(
    ({ ours, owner }) => !ours && owner === null,
  );
}

/** What is to be updated stands, and is not what was asked for. @internal */
export function driftedRecords(hostname: HealthHostname): HealthRecord[] {
  const types = typesOf(
    hostname.wishes.filter(wish => wish.reason === 'updating'),
  );
  return hostname.records.filter(
    record => record.ours && types.has(record.recordType),
  );
}

function isForeign({ wishes }: HealthHostname): boolean {
  return wishes.some(wish => wish.state === 'foreign');
}

function isAnswering(hostname: HealthHostname): boolean {
  const ours = recordsAskedFor(hostname).filter(record => record.ours);
  return ours.every(record => record.answer === 'matches');
}

/** Where a wish has no type, because none came about, every record counts. */
function recordsAskedFor({ wishes, records }: HealthHostname): HealthRecord[] {
  const types = typesOf(wishes.filter(wish => wish.state !== 'filtered'));
  return records.filter(
    record => types.has('') || types.has(record.recordType),
  );
}

function typesOf(wishes: readonly HealthWish[]): Set<string> {
  return new Set(wishes.map(wish => wish.recordType));
}

function count<T>(
  hostnames: readonly HealthHostname[],
  find: (hostname: HealthHostname) => readonly T[],
): number {
  return hostnames.reduce((sum, each) => sum + find(each).length, 0);
}
