/**
 * A row of the table of reasons.
 *
 * - `state` is what the hostname's row shows to people.
 * - `holds`: what stands in the zone for this name (or, if no name could be
 *   computed, for this object) is neither changed nor deleted because of it.
 * - Placeholders in braces are filled from the verdict's origin (`kind`,
 *   `namespace`, `name`, `cluster`), its `dnsName` and its params.
 *
 * @public
 */
export interface Reason {
  state:
    | 'works'
    | 'updating'
    | 'waits'
    | 'blocked'
    | 'conflict'
    | 'foreign'
    | 'filtered';
  holds: boolean;
  sentence: string;
  fix: string;
}

/**
 * Every way in which a wish can end, with the sentence and the fix that people
 * read. API, tab, command line and docs use this one table.
 *
 * @public
 */
export const reasons = {
  published: {
    state: 'works',
    holds: false,
    sentence: '{dnsName} stands in zone {zone}.',
    fix: 'Nothing to do.',
  },
  creating: {
    state: 'updating',
    holds: false,
    sentence: '{dnsName} is about to be created in zone {zone}.',
    fix: 'Wait for the next sync.',
  },
  updating: {
    state: 'updating',
    holds: false,
    sentence: '{dnsName} is about to be changed in zone {zone}.',
    fix: 'Wait for the next sync.',
  },
  'no-gateway-accepted': {
    state: 'blocked',
    holds: true,
    sentence: 'No Gateway has accepted {kind} {namespace}/{name}.',
    fix: 'Look at status.parents of the route: the Gateway must exist, allow the namespace {namespace}, and have a listener for {dnsName}.',
  },
  'targets-lost': {
    state: 'waits',
    holds: true,
    sentence:
      '{kind} {namespace}/{name} has no address at the moment; what stands for {dnsName} stays as it is.',
    fix: 'Give the object its address back (see its status), or delete it if the name is no longer wanted.',
  },
  'outside-domain-filter': {
    state: 'filtered',
    holds: false,
    sentence: '{dnsName} is outside of the domains that this portal manages.',
    fix: 'Use a hostname below {domains}, or ask an admin to widen externalDns.domainFilter.',
  },
  conflict: {
    state: 'conflict',
    holds: false,
    sentence:
      '{dnsName} belongs to {winnerKind} {winnerNamespace}/{winnerName} in {winnerCluster}, which claimed it first.',
    fix: 'Use another hostname, remove the other object, or ask an admin to share the name (externalDns.sharedNames).',
  },
  'owned-by-another': {
    state: 'foreign',
    holds: true,
    sentence: '{dnsName} exists already and belongs to somebody else: {txt}.',
    fix: 'Remove the existing record, or let an admin adopt it.',
  },
} satisfies Record<string, Reason>;

/** The closed list of reasons. @public */
export type ReasonId = keyof typeof reasons;
