import { RecordClass } from './codes';
import { createMessage, Message } from './message';
import { Name } from './name';
import { EmptyRecord, ResourceRecord, SectionRecord } from './record';

/** What an UPDATE is made of (RFC 2136 section 2). @public */
export interface UpdateFields {
  id: number;
  zone: Name;
  /** Class of the zone, IN by default. */
  class?: RecordClass;
  /** All must hold, else nothing is changed. */
  prerequisites?: SectionRecord[];
  /** Applied in order, all or none. */
  updates: SectionRecord[];
  additionals?: SectionRecord[];
}

/** An UPDATE message. @public */
export function createUpdate(fields: UpdateFields): Message {
  return createMessage({
    id: fields.id,
    opcode: 'UPDATE',
    questions: [
      { name: fields.zone, type: 'SOA', class: fields.class ?? 'IN' },
    ],
    answers: fields.prerequisites ?? [],
    authorities: fields.updates,
    additionals: fields.additionals ?? [],
  });
}

/** The sections of a message under the names that UPDATE gives them. @public */
export function updateSections(message: Message) {
  return {
    zone: message.questions,
    prerequisites: message.answers,
    updates: message.authorities,
    additionals: message.additionals,
  };
}

/** Prerequisite: the name has an RRset of the type (2.4.1). @public */
export function rrsetExists(
  name: Name,
  type: EmptyRecord['type'],
): EmptyRecord {
  return { name, type, class: 'ANY', ttl: 0, data: undefined };
}

/**
 * Prerequisite: the RRset consists of exactly these records, whatever their
 * TTL (2.4.2). All records of the RRset must be given.
 * @public
 */
export function rrsetEquals(
  records: readonly ResourceRecord[],
): ResourceRecord[] {
  return records.map(record => ({ ...record, ttl: 0 }));
}

/** Prerequisite: the name has no RRset of the type (2.4.3). @public */
export function rrsetAbsent(
  name: Name,
  type: EmptyRecord['type'],
): EmptyRecord {
  return { name, type, class: 'NONE', ttl: 0, data: undefined };
}

/** Prerequisite: the name has at least one record (2.4.4). @public */
export function nameInUse(name: Name): EmptyRecord {
  return rrsetExists(name, 'ANY');
}

/** Prerequisite: the name has no record (2.4.5). @public */
export function nameNotInUse(name: Name): EmptyRecord {
  return rrsetAbsent(name, 'ANY');
}

/**
 * Update: add a record to its RRset (2.5.1). A server gives the whole RRset
 * the TTL of what was added last.
 * @public
 */
export function addRecord(record: ResourceRecord): ResourceRecord {
  return record;
}

/** Update: delete an RRset (2.5.2). @public */
export function deleteRrset(
  name: Name,
  type: EmptyRecord['type'],
): EmptyRecord {
  return { name, type, class: 'ANY', ttl: 0, data: undefined };
}

/** Update: delete all RRsets of a name, but SOA and NS at the apex (2.5.3). @public */
export function deleteName(name: Name): EmptyRecord {
  return deleteRrset(name, 'ANY');
}

/** Update: delete one record, found by its data (2.5.4). @public */
export function deleteRecord(record: ResourceRecord): ResourceRecord {
  return { ...record, class: 'NONE', ttl: 0 };
}
