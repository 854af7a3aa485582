import {
  canonicalName,
  hasData,
  isAtOrBelow,
  Message,
  ResourceRecord,
  ResponseCode,
  SectionRecord,
  updateSections,
} from '@openova/dns-wire';
import { dataKey, ZoneContent } from './zoneContent';

/** An UPDATE that is not done. */
class NotDone extends Error {
  constructor(readonly rcode: ResponseCode) {
    super(rcode);
  }
}

/**
 * What a server does with an UPDATE, step by step as RFC 2136 section 3 has it,
 * including what it passes over in silence. Nothing of `content` is changed: the zone
 * afterwards is in the answer.
 */
export function applyUpdate(
  content: ZoneContent,
  message: Message,
): { rcode: ResponseCode; content: ZoneContent } {
  const { prerequisites, updates } = updateSections(message);
  try {
    checkPrerequisites(content, prerequisites);
    for (const update of updates) prescan(content, update);
  } catch (error) {
    if (error instanceof NotDone) return { rcode: error.rcode, content };
    throw error;
  }
  const after = content.copy();
  for (const update of updates) apply(after, update);
  if (updates.length > 0) after.countUp();
  return { rcode: 'NOERROR', content: after };
}

/** Section 3.2. */
function checkPrerequisites(
  content: ZoneContent,
  prerequisites: readonly SectionRecord[],
): void {
  const equal = new Map<string, ResourceRecord[]>();
  for (const each of prerequisites) {
    if (each.ttl !== 0) throw new NotDone('FORMERR');
    if (!isAtOrBelow(each.name, content.zone)) throw new NotDone('NOTZONE');
    const { name, type } = each;
    const inUse = content.types(name).length > 0;
    const exists = content.records(name, type).length > 0;
    if (each.class === 'IN') {
      if (!hasData(each)) throw new NotDone('FORMERR');
      const key = `${canonicalName(name)} ${type}`;
      equal.set(key, [...(equal.get(key) ?? []), each]);
    } else if (hasData(each)) {
      throw new NotDone('FORMERR');
    } else if (each.class === 'ANY') {
      if (type === 'ANY' && !inUse) throw new NotDone('NXDOMAIN');
      if (type !== 'ANY' && !exists) throw new NotDone('NXRRSET');
    } else if (each.class === 'NONE') {
      if (type === 'ANY' && inUse) throw new NotDone('YXDOMAIN');
      if (type !== 'ANY' && exists) throw new NotDone('YXRRSET');
    } else {
      throw new NotDone('FORMERR');
    }
  }
  for (const records of equal.values()) {
    const [{ name, type }] = records;
    const keys = (set: readonly ResourceRecord[]) =>
      set.map(dataKey).sort().join('\n');
    if (keys(records) !== keys(content.records(name, type))) {
      throw new NotDone('NXRRSET');
    }
  }
}

/** Section 3.4.1. */
function prescan(content: ZoneContent, update: SectionRecord): void {
  if (!isAtOrBelow(update.name, content.zone)) throw new NotDone('NOTZONE');
  const isMeta = ['ANY', 'AXFR', 'IXFR'].includes(update.type);
  if (update.class === 'IN') {
    if (isMeta || !hasData(update)) throw new NotDone('FORMERR');
  } else if (update.class === 'ANY') {
    const wrongType = isMeta && update.type !== 'ANY';
    if (update.ttl !== 0 || hasData(update) || wrongType) {
      throw new NotDone('FORMERR');
    }
  } else if (update.class === 'NONE') {
    if (update.ttl !== 0 || isMeta || !hasData(update)) {
      throw new NotDone('FORMERR');
    }
  } else {
    throw new NotDone('FORMERR');
  }
}

/** Section 3.4.2. */
function apply(content: ZoneContent, update: SectionRecord): void {
  const { name, type } = update;
  const isApex = canonicalName(name) === content.zone;
  const isGuarded = (each: string) =>
    isApex && (each === 'SOA' || each === 'NS');
  if (update.class === 'IN' && hasData(update)) {
    const types = content.types(name);
    const others = types.filter(each => each !== 'CNAME');
    if (type === 'CNAME' ? others.length > 0 : types.includes('CNAME')) return;
    if (type === 'SOA') return;
    if (type === 'CNAME') content.remove(name, 'CNAME');
    content.put(update);
  } else if (update.class === 'ANY') {
    const gone = type === 'ANY' ? content.types(name) : [type];
    for (const each of gone) {
      if (!isGuarded(each)) content.remove(name, each);
    }
  } else if (hasData(update)) {
    const last = content.records(name, type).length === 1;
    if (type === 'SOA' || (isGuarded(type) && last)) return;
    content.remove(name, type, dataKey(update));
  }
}
