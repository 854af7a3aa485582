import { normaliseName, RecordSet } from '@openova/dns-engine';
import {
  canonicalName,
  dataOfTarget,
  DnsValueError,
  isAtOrBelow,
  Name,
  rdataToTarget,
  ResourceRecord,
} from '@openova/dns-wire';
import { RefusedChange } from './refusals';
import {
  isRfc2136RecordType,
  Rfc2136RecordType,
  rfc2136RecordTypes,
} from './semantics';

/** Seconds, where nobody asked for another. */
const defaultTtl = 300;
/** RFC 2181 section 8. */
const largestTtl = 2 ** 31 - 1;

/** An RRset in the form in which it goes over the wire. @internal */
export interface WireRecordSet {
  name: Name;
  type: Rfc2136RecordType;
  records: ResourceRecord[];
}

/**
 * Gathers records into record sets. They may come in any order, as a transfer may
 * give them (RFC 5936 section 2.2); types that are not managed are passed over.
 *
 * @internal
 */
export class RecordSetCollector {
  readonly #sets = new Map<string, RecordSet>();

  constructor(private readonly zone: Name) {}

  add(record: ResourceRecord): void {
    const { type } = record;
    if (!isRfc2136RecordType(type) || record.class !== 'IN') return;
    const dnsName = canonicalName(record.name);
    if (!isAtOrBelow(dnsName, this.zone)) return;
    const key = `${dnsName} ${type}`;
    const target = rdataToTarget(record);
    const set = this.#sets.get(key);
    if (!set) {
      this.#sets.set(key, {
        zone: this.zone,
        dnsName,
        recordType: type,
        targets: [target],
        recordTTL: record.ttl,
      });
    } else if (!set.targets.includes(target)) {
      set.targets.push(target);
    }
  }

  /** Targets are sorted: servers give them in another order each time. */
  *pages(size: number): Generator<RecordSet[]> {
    let page: RecordSet[] = [];
    for (const set of this.#sets.values()) {
      if (set.targets.length > 1) set.targets.sort();
      page.push(set);
      if (page.length === size) {
        yield page;
        page = [];
      }
    }
    if (page.length > 0) yield page;
  }
}

/** A record set as somebody wants it, or as it was read. @internal */
export interface GivenRecordSet {
  dnsName: string;
  recordType: string;
  targets: readonly string[];
  recordTTL?: number;
  setIdentifier?: string;
}

/**
 * The records of a set.
 *
 * @throws RefusedChange with a sentence where a zone cannot hold it.
 * @internal
 */
export function toWire(
  zone: Name,
  given: GivenRecordSet,
  minTtl = 0,
): WireRecordSet {
  const what = `${given.recordType} ${given.dnsName}`;
  const name = nameInZone(zone, given);
  const { recordType: type, setIdentifier } = given;
  if (!isRfc2136RecordType(type)) {
    throw new RefusedChange(
      `${what}: only ${rfc2136RecordTypes.join(', ')} are managed here`,
    );
  }
  if (setIdentifier) {
    throw new RefusedChange(`${what}: DNS itself has no set identifiers`);
  }
  const ttl = Math.max(minTtl, given.recordTTL || defaultTtl);
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > largestTtl) {
    throw new RefusedChange(
      `${what}: the TTL ${ttl} is no whole number of seconds up to ${largestTtl}`,
    );
  }
  const records = new Map<string, ResourceRecord>();
  for (const target of given.targets) {
    const data = readable(what, () =>
      dataOfTarget(type, target, normaliseName),
    );
    records.set(rdataToTarget(data), { ...data, name, class: 'IN', ttl });
  }
  if (records.size === 0) throw new RefusedChange(`${what} has no targets`);
  if (type === 'CNAME' && records.size > 1) {
    throw new RefusedChange(
      `${what} has ${records.size} targets: an alias has one (RFC 2181 section 10.1)`,
    );
  }
  if (type === 'CNAME' && name === zone) {
    throw new RefusedChange(
      `${what}: the name of a zone has NS and SOA and can be no alias (RFC 1912 section 2.4)`,
    );
  }
  if (type === 'NS' && name.startsWith('*.')) {
    throw new RefusedChange(
      `${what}: a wildcard cannot be delegated (RFC 4592 section 4.2)`,
    );
  }
  return { name, type, records: [...records.values()] };
}

/**
 * A name as it goes over the wire.
 *
 * @throws RefusedChange where it is none, or outside of the zone.
 * @internal
 */
export function nameInZone(
  zone: Name,
  { recordType, dnsName }: { recordType: string; dnsName: string },
): Name {
  const what = `${recordType} ${dnsName}`;
  const name = readable(what, () => canonicalName(normaliseName(dnsName)));
  if (isAtOrBelow(name, zone)) return name;
  throw new RefusedChange(`${what} lies outside of the zone ${zone}`);
}

function readable<Result>(what: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DnsValueError)) throw error;
    throw new RefusedChange(`${what}: ${error.message}`);
  }
}
