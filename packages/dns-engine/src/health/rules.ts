/**
 * How an entity's DNS is doing. `unknown`: there is no data to tell; that is not
 * healthy.
 *
 * @public
 */
export type HealthGrade = 'healthy' | 'degraded' | 'broken' | 'unknown';

/** The grades, the worst first: what rolls up, and what is listed first. @public */
export const healthGradesWorstFirst: readonly HealthGrade[] = [
  'broken',
  'degraded',
  'unknown',
  'healthy',
];

/** A row of the table of health rules. @public */
export interface HealthRule {
  /** What an entity's grade is at most while the rule applies. */
  severity: Exclude<HealthGrade, 'healthy'>;
  /** When it applies, for the documentation. */
  when: string;
  /**
   * What people read. Placeholders in braces are filled from what the rule found;
   * `{sentence}` and `{fix}` are those of the verdict, finding or cluster.
   */
  sentence: string;
  fix: string;
}

/**
 * Every reason for which DNS health is less than healthy. REST, tab, scorecards and
 * `docs/health.md` use this one table. The ids are stable: scorecards name them.
 *
 * @public
 */
export const healthRules = {
  'hostname-blocked': {
    severity: 'broken',
    when: 'A hostname that an object asks for has no record, because a gate failed.',
    sentence: '{sentence}',
    fix: '{fix}',
  },
  'hostname-held': {
    severity: 'degraded',
    when: 'A gate failed for a hostname, and its earlier record was left in place.',
    sentence: 'The record of {dnsName} is kept as it was: {sentence}',
    fix: '{fix}',
  },
  'name-conflict': {
    severity: 'broken',
    when: 'Somebody else claimed the hostname first, and no object of the entity has it.',
    sentence: '{sentence}',
    fix: '{fix}',
  },
  'name-conflict-within': {
    severity: 'degraded',
    when: 'Two objects of the entity claim one hostname with different targets; one of them has it.',
    sentence: '{sentence}',
    fix: '{fix}',
  },
  'foreign-owner': {
    severity: 'broken',
    when: 'The record at the hostname belongs to another owner id, or its ownership cannot be read.',
    sentence: '{sentence}',
    fix: '{fix}',
  },
  'ownership-missing': {
    severity: 'broken',
    when: 'A record stands at the hostname, and no TXT says whose it is, so that it is left alone.',
    sentence:
      'The {recordType} record of {dnsName} has no ownership TXT, so that it is left alone.',
    fix: '{fix}',
  },
  'hostname-waiting': {
    severity: 'degraded',
    when: 'The object is there and has no address at the moment.',
    sentence: '{sentence}',
    fix: '{fix}',
  },
  'hostname-pending': {
    severity: 'degraded',
    when: 'The record of a hostname is planned and not written yet.',
    sentence: '{dnsName} has no record yet.',
    fix: 'Wait for the next sync; in observe mode nothing is written until an admin sets externalDns.mode to sync.',
  },
  'record-drifted': {
    severity: 'degraded',
    when: 'A record of ours was different from what is asked for when its zone was last read.',
    sentence: 'The record of {dnsName} is not what was asked for.',
    fix: 'Wait for the next sync, or resync the record; in observe mode nothing is written.',
  },
  'answer-absent': {
    severity: 'broken',
    when: "The record stands at the DNS service, and the zone's servers do not know it.",
    sentence:
      'The record of {dnsName} stands at the DNS service, but the servers of its zone answer that there is none.',
    fix: 'Check that the zone is delegated to the name servers that its DNS service names.',
  },
  'answer-differs': {
    severity: 'degraded',
    when: "The zone's servers answer something other than the record.",
    sentence: "The servers of {dnsName}'s zone answer something else.",
    fix: 'Wait for the TTL and check again; if it stays, compare the name servers of the zone with those of its DNS service.',
  },
  'delegation-broken': {
    severity: 'broken',
    when: 'A finding of severity error about a delegated zone that answers for the entity.',
    sentence: '{sentence}',
    fix: '{fix}',
  },
  'delegation-degraded': {
    severity: 'degraded',
    when: 'A finding of severity warning about a delegated zone that answers for the entity.',
    sentence: '{sentence}',
    fix: '{fix}',
  },
  'cluster-stale': {
    severity: 'degraded',
    when: 'A cluster with objects of the entity cannot be read now; what it asked for stays.',
    sentence: 'Cluster {cluster} cannot be read: {sentence}',
    fix: 'Tell the admins of the cluster; the records stay as they are until it can be read again.',
  },
  'cluster-unread': {
    severity: 'unknown',
    when: 'A cluster was never read in full, so that nobody knows what is asked for.',
    sentence: 'Cluster {cluster} was not read yet: {sentence}',
    fix: 'Wait for its first full list, or see on the DNS page why it cannot be read.',
  },
  'nothing-desired': {
    severity: 'unknown',
    when: 'No object of the entity asks for a hostname that this portal manages.',
    sentence: 'No hostname is asked for.',
    fix: 'Check the kubernetes annotations of the entity, and the hostnames of its routes and services.',
  },
  'never-reconciled': {
    severity: 'unknown',
    when: 'No sync has ended yet.',
    sentence: 'There was no sync yet.',
    fix: 'Wait for the first sync.',
  },
} as const satisfies Record<string, HealthRule>;

/** @public */
export type HealthRuleId = keyof typeof healthRules;
