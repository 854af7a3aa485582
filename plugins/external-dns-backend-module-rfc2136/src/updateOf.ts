import { Change } from '@openova/dns-engine';
import {
  addRecord,
  deleteRecord,
  deleteRrset,
  Name,
  nameNotInUse,
  rdataToTarget,
  ResourceRecord,
  rrsetAbsent,
  rrsetEquals,
  SectionRecord,
} from '@openova/dns-wire';
import { RefusedChange, StaleChange } from './refusals';
import { toWire, WireRecordSet } from './recordSets';
import {
  Rfc2136RecordType,
  rfc2136RecordTypes,
  unmanagedTypes,
} from './semantics';

/*
 * A batch as one UPDATE message, which a server takes as a whole or not at all.
 *
 * The prerequisites say what has to stand before: each set that is changed or deleted
 * has exactly the values that were read, each set that is made is absent. So nobody's
 * change is lost. They also say what a server would otherwise pass over in silence
 * and answer NOERROR to (RFC 2136 section 3.4.2.2): an alias beside other records.
 *
 * The updates delete all that changes first and add after that, so that a name turns
 * from address to alias in one message, whichever order the changes have.
 *
 * The outcome says what has to stand afterwards, again as prerequisites: a second
 * message with them and no updates asks the server whether it did what it said.
 */

/** @internal */
export interface UpdateContents {
  prerequisites: SectionRecord[];
  updates: SectionRecord[];
  /** True once the update was done, as prerequisites. */
  outcome: SectionRecord[];
}

/** One set of a batch, from before to after. */
interface Transition {
  name: Name;
  type: Rfc2136RecordType;
  before: WireRecordSet | undefined;
  after: WireRecordSet | undefined;
}

/**
 * @param minTtl - Seconds below which no TTL is written.
 * @throws RefusedChange where a change asks for what no zone may hold.
 * @throws StaleChange where two changes of the batch contradict each other.
 * @internal
 */
export function updateOf(
  zone: Name,
  changes: readonly Change[],
  minTtl = 0,
): UpdateContents {
  const transitions = new Map<string, Transition>();
  for (const change of changes) {
    if (change.action !== 'create') {
      take(transitions, toWire(zone, change.old));
    }
    if (change.action !== 'delete') {
      put(transitions, toWire(zone, change.new, minTtl));
    }
  }
  const all = [...transitions.values()];
  const byName = new Map<Name, Transition[]>();
  for (const each of all) {
    byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  }
  for (const [name, atName] of byName) checkName(zone, name, atName);
  const apexNameServers = (each: Transition) =>
    each.name === zone && each.type === 'NS';
  return {
    prerequisites: [
      ...all.flatMap(each => stands(each, each.before)),
      ...[...byName].flatMap(([name, atName]) => roomFor(name, atName)),
    ],
    updates: [
      ...all
        .filter(each => each.before && !apexNameServers(each))
        .map(({ name, type }) => deleteRrset(name, type)),
      ...all.flatMap(({ after }) => after?.records.map(addRecord) ?? []),
      // A server keeps the zone's own name servers when asked to delete them all
      // (RFC 2136 section 3.4.2.3): the new ones come first, then the others go.
      ...all.filter(apexNameServers).flatMap(withdrawn),
    ],
    outcome: all.flatMap(each => stands(each, each.after)),
  };
}

function take(
  transitions: Map<string, Transition>,
  before: WireRecordSet,
): void {
  const key = keyOf(before);
  const known = transitions.get(key);
  if (!known) {
    const { name, type } = before;
    transitions.set(key, { name, type, before, after: undefined });
  } else if (known.after && sameValues(known.after, before)) {
    known.after = undefined;
  } else {
    throw new StaleChange(`${key} was changed since it was read`);
  }
}

function put(transitions: Map<string, Transition>, after: WireRecordSet): void {
  const key = keyOf(after);
  const known = transitions.get(key);
  if (!known) {
    const { name, type } = after;
    transitions.set(key, { name, type, before: undefined, after });
  } else if (known.after) {
    throw new StaleChange(`${key} is made twice in one batch`);
  } else {
    known.after = after;
  }
}

function keyOf({ name, type }: WireRecordSet): string {
  return `${type} ${name}`;
}

function sameValues(left: WireRecordSet, right: WireRecordSet): boolean {
  const values = (set: WireRecordSet) =>
    set.records.map(valueOf).sort().join('\n');
  return values(left) === values(right);
}

/** Host names have no case (RFC 4343). */
function valueOf(record: ResourceRecord): string {
  const target = rdataToTarget(record);
  return record.type === 'NS' ? target.toLowerCase() : target;
}

/** What may stand together at one name, once the batch is done. */
function checkName(
  zone: Name,
  name: Name,
  atName: readonly Transition[],
): void {
  const types = atName.filter(each => each.after).map(each => each.type);
  const other = types.find(type => type !== 'CNAME');
  if (types.includes('CNAME') && other) {
    throw new RefusedChange(
      `CNAME ${name} cannot stand beside ${other} ${name} (RFC 1034 section 3.6.2)`,
    );
  }
  const goes = atName.find(each => each.before && !each.after);
  if (name === zone && goes?.type === 'NS') {
    throw new RefusedChange(
      `NS ${name} cannot go: a zone without name servers answers nobody`,
    );
  }
}

/** The set as a prerequisite: exactly these values, or absent. */
function stands(
  { name, type }: Transition,
  set: WireRecordSet | undefined,
): SectionRecord[] {
  return set ? rrsetEquals(set.records) : [rrsetAbsent(name, type)];
}

/**
 * Prerequisites that no alias stands where other records come, and nothing else
 * where an alias comes.
 */
function roomFor(name: Name, atName: readonly Transition[]): SectionRecord[] {
  const made = atName.filter(each => each.after && !each.before);
  if (made.length === 0) return [];
  const stated = new Set(atName.map(each => each.type));
  if (!made.some(each => each.type === 'CNAME')) {
    return stated.has('CNAME') ? [] : [rrsetAbsent(name, 'CNAME')];
  }
  if (atName.every(each => !each.before)) return [nameNotInUse(name)];
  return [
    ...rfc2136RecordTypes.filter(type => !stated.has(type)),
    ...unmanagedTypes,
  ].map(type => rrsetAbsent(name, type));
}

/** Deletions of the single records that are no longer wanted. */
function withdrawn({ before, after }: Transition): SectionRecord[] {
  const kept = new Set(after?.records.map(valueOf));
  const gone = before?.records.filter(record => !kept.has(valueOf(record)));
  return gone?.map(deleteRecord) ?? [];
}
