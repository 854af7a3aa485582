import { Message } from './message';
import { canonicalName, isAtOrBelow, namesEqual } from './name';
import { SectionRecord } from './record';

/** A section that holds records. @internal */
export type RecordSection = 'answers' | 'authorities' | 'additionals';

/** The records of one section with one name, type and class. @internal */
export interface SectionRecordSet {
  section: RecordSection;
  records: SectionRecord[];
}

/** The RRsets of a message, in the order in which they first appear. @internal */
export function recordSets(message: Message): SectionRecordSet[] {
  const sets: SectionRecordSet[] = [];
  for (const section of ['answers', 'authorities', 'additionals'] as const) {
    const byKey = new Map<string, SectionRecordSet>();
    for (const record of message[section]) {
      const name = canonicalName(record.name);
      const key = `${record.type} ${record.class} ${name}`;
      const known = byKey.get(key);
      if (known) {
        known.records.push(record);
      } else {
        const set: SectionRecordSet = { section, records: [record] };
        byKey.set(key, set);
        sets.push(set);
      }
    }
  }
  return sets;
}

/**
 * Whether leaving this RRset out must be told by TC. Answer and authority are
 * what was asked for; additional data is a courtesy (RFC 2181 section 9),
 * except for the addresses without which a referral leads nowhere: servers
 * whose names lie in the delegated zone itself (RFC 9471 section 3.1).
 * @internal
 */
export function requiresTruncation(
  set: SectionRecordSet,
  message: Message,
): boolean {
  if (set.section !== 'additionals') {
    return true;
  }
  const [{ name, type }] = set.records;
  const isReferral = message.answers.length === 0 && !message.authoritative;
  if (!isReferral || (type !== 'A' && type !== 'AAAA')) {
    return false;
  }
  return message.authorities.some(
    record =>
      record.type === 'NS' &&
      record.data !== undefined &&
      namesEqual(record.data.target, name) &&
      isAtOrBelow(name, record.name),
  );
}
