import {
  driftedRecords,
  factsOf,
  HealthFacts,
  isBlocked,
  isDesired,
  isPublished,
  recordsWithoutOwnership,
} from './health/facts';
import { HealthHostname, HealthInput, HealthWish } from './health/input';
import { worstGrade } from './health/rollUp';
import {
  HealthGrade,
  HealthRule,
  HealthRuleId,
  healthRules,
} from './health/rules';

/** Why an entity's DNS is less than healthy. @public */
export interface HealthReason {
  rule: HealthRuleId;
  severity: HealthRule['severity'];
  /** Absent where the reason is about no single hostname. */
  hostname?: string;
  sentence: string;
  fix: string;
}

/** The DNS health of one entity. Plain JSON. @public */
export interface Health {
  grade: HealthGrade;
  /** The worst first, then by hostname; empty where the grade is `healthy`. */
  reasons: HealthReason[];
  facts: HealthFacts;
}

/**
 * The DNS health of one entity: the worst of the severities of all rules that apply.
 * The same everywhere: tab, REST, scorecards and assistants call this.
 *
 * @public
 */
export function healthOf(input: HealthInput): Health {
  const desired = input.hostnames.filter(isDesired);
  const reasons = [
    ...desired.flatMap(reasonsOfHostname),
    ...input.delegations.flatMap(reasonsOfDelegation),
    ...input.clusters.flatMap(reasonsOfCluster),
    ...(desired.length === 0 ? [reason('nothing-desired', {})] : []),
    ...(input.lastReconciledAt === null
      ? [reason('never-reconciled', {})]
      : []),
  ].sort(worstFirst);
  return { grade: gradeOf(reasons), reasons, facts: factsOf(input) };
}

/** What the grade is with these reasons. @public */
export function gradeOf(
  reasons: readonly Pick<HealthReason, 'severity'>[],
): HealthGrade {
  return worstGrade(reasons.map(({ severity }) => severity)) ?? 'healthy';
}

function reasonsOfHostname(hostname: HealthHostname): HealthReason[] {
  return [
    ...reasonsOfWishes(hostname),
    ...reasonsOfDrift(hostname),
    ...reasonsOfAnswers(hostname),
  ];
}

/** Each rule once: many wishes for a name often fail for one cause. */
function reasonsOfWishes(hostname: HealthHostname): HealthReason[] {
  const byRule = new Map<HealthRuleId, HealthReason>();
  for (const wish of hostname.wishes) {
    const rule = ruleOfWish(hostname, wish);
    if (rule === undefined || byRule.has(rule)) continue;
    const { dnsName } = hostname;
    const { sentence, fix } = wish;
    const [unowned] = recordsWithoutOwnership(hostname);
    const recordType = unowned?.recordType ?? wish.recordType;
    byRule.set(rule, reason(rule, { dnsName, sentence, fix, recordType }));
  }
  return [...byRule.values()];
}

function ruleOfWish(
  hostname: HealthHostname,
  wish: HealthWish,
): HealthRuleId | undefined {
  switch (wish.state) {
    case 'blocked':
      return isPublished(hostname) ? 'hostname-held' : 'hostname-blocked';
    case 'conflict':
      return isBlocked(hostname) ? 'name-conflict' : 'name-conflict-within';
    case 'foreign':
      return recordsWithoutOwnership(hostname).length > 0
        ? 'ownership-missing'
        : 'foreign-owner';
    case 'waits':
      return 'hostname-waiting';
    case 'updating':
      return isPublished(hostname) ? undefined : 'hostname-pending';
    default:
      return undefined;
  }
}

function reasonsOfDrift(hostname: HealthHostname): HealthReason[] {
  const { dnsName } = hostname;
  return driftedRecords(hostname).length > 0
    ? [reason('record-drifted', { dnsName })]
    : [];
}

/** That no server could be asked is no fault of the record's. */
function reasonsOfAnswers({
  dnsName,
  records,
}: HealthHostname): HealthReason[] {
  const answers = records.flatMap(({ ours, answer }) => (ours ? [answer] : []));
  if (answers.includes('absent')) return [reason('answer-absent', { dnsName })];
  if (answers.includes('differs'))
    return [reason('answer-differs', { dnsName })];
  return [];
}

function reasonsOfDelegation({
  findings,
}: HealthInput['delegations'][0]): HealthReason[] {
  return findings.flatMap(({ severity, sentence, fix }) => {
    if (severity === 'info') return [];
    const isError = severity === 'error';
    return [
      reason(isError ? 'delegation-broken' : 'delegation-degraded', {
        sentence,
        fix,
      }),
    ];
  });
}

function reasonsOfCluster({
  name,
  state,
  sentence = 'its objects are not known.',
}: HealthInput['clusters'][0]): HealthReason[] {
  if (state === 'unread') {
    return [reason('cluster-unread', { cluster: name, sentence })];
  }
  return state === 'stale' || state === 'gone'
    ? [reason('cluster-stale', { cluster: name, sentence })]
    : [];
}

function reason(
  rule: HealthRuleId,
  found: Readonly<Record<string, string>>,
): HealthReason {
  const { severity, sentence, fix } = healthRules[rule];
  const { dnsName } = found;
  return {
    rule,
    severity,
    ...(dnsName !== undefined && { hostname: dnsName }),
    sentence: fill(sentence, found),
    fix: fill(fix, found),
  };
}

function fill(text: string, found: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (all, key) => found[key] ?? all);
}

function worstFirst(a: HealthReason, b: HealthReason): number {
  return (
    rank(a) - rank(b) ||
    compare(a.hostname ?? '', b.hostname ?? '') ||
    compare(a.rule, b.rule) ||
    compare(a.sentence, b.sentence)
  );
}

const ranks = { broken: 0, degraded: 1, unknown: 2 };

function rank({ severity }: HealthReason): number {
  return ranks[severity];
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
