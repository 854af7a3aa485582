import {
  hasData,
  isAtOrBelow,
  Message,
  namesEqual,
  normalizeTarget,
  rdataToTarget,
  RecordType,
  SectionRecord,
} from '@openova/dns-wire';

/** What should be answered for a name and type. */
export interface Expectation {
  dnsName: string;
  recordType: RecordType;
  targets: readonly string[];
  /** Proxied and alias records answer with addresses of the service's own. */
  presenceOnly: boolean;
}

export type AnswerOutcome = 'matches' | 'differs' | 'absent';

/**
 * Compares a server's answer with what the zone should say.
 *
 * @throws an error with one sentence for an answer that tells nothing: refused,
 * failed, or a referral to other servers.
 */
export function compareAnswer(
  expected: Expectation,
  message: Message,
): { outcome: AnswerOutcome; answer: string[] } {
  if (message.rcode !== 'NOERROR' && message.rcode !== 'NXDOMAIN') {
    throw new Error(`the server answered ${message.rcode}`);
  }
  const answer = targetsOf(message.answers, expected);
  if (answer.length === 0 && isReferral(message, expected)) {
    // A delegation answers with the NS set in the authority section.
    const nameServers = targetsOf(message.authorities, expected);
    if (expected.recordType !== 'NS' || nameServers.length === 0) {
      throw new Error('the server refers to the servers of a zone below');
    }
    return verdict(expected, nameServers);
  }
  return verdict(expected, answer);
}

/** The data of the expected type at the expected name. */
function targetsOf(
  section: readonly SectionRecord[],
  expected: Expectation,
): string[] {
  return section
    .filter(
      record =>
        record.type === expected.recordType &&
        namesEqual(record.name, expected.dnsName),
    )
    .filter(hasData)
    .map(rdataToTarget)
    .sort();
}

function verdict(expected: Expectation, answer: string[]) {
  if (answer.length === 0) return { outcome: 'absent' as const, answer };
  if (expected.presenceOnly) return { outcome: 'matches' as const, answer };
  const wanted = sortedTargets(expected.recordType, expected.targets);
  const found = sortedTargets(expected.recordType, answer);
  return {
    outcome:
      JSON.stringify(wanted) === JSON.stringify(found)
        ? ('matches' as const)
        : ('differs' as const),
    answer,
  };
}

function isReferral(message: Message, expected: Expectation): boolean {
  return (
    message.rcode === 'NOERROR' &&
    !message.authoritative &&
    message.authorities.some(
      record =>
        record.type === 'NS' && isAtOrBelow(expected.dnsName, record.name),
    )
  );
}

function sortedTargets(recordType: RecordType, targets: readonly string[]) {
  return [
    ...new Set(targets.map(target => comparable(recordType, target))),
  ].sort();
}

function comparable(recordType: RecordType, target: string): string {
  try {
    const text = normalizeTarget(recordType, target);
    return recordType === 'TXT' ? text : text.toLowerCase();
  } catch {
    return target;
  }
}
