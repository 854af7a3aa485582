import {
  canonicalName,
  isAtOrBelow,
  Name,
  RecordType,
  ResourceRecord,
  ResponseCode,
} from '@openova/dns-wire';
import { negativeAuthority, startOfAuthority } from './startOfAuthority';
import { HeldRecordSet, ZoneContents, ZoneNode } from './zoneContents';

/** What a zone says to a question; the sections of the answer. */
export interface LookupResult {
  rcode: ResponseCode;
  authoritative: boolean;
  answers: ResourceRecord[];
  authorities: ResourceRecord[];
  additionals: ResourceRecord[];
}

/** Aliases that are followed in one answer; a loop ends sooner. */
const maxAliases = 16;
/** Server and mail hosts whose addresses go along. */
const maxHosts = 16;

/**
 * Answers a question from a zone that holds the name: RFC 1034 section 4.3.2 with
 * wildcards by RFC 4592, negative answers by RFC 2308, ANY by RFC 8482. Owner
 * names come back in the case in which they were asked.
 */
export function lookUp(
  zone: ZoneContents,
  question: { name: Name; type: RecordType },
): LookupResult {
  const result: LookupResult = {
    rcode: 'NOERROR',
    authoritative: true,
    answers: [],
    authorities: [],
    additionals: [],
  };
  const followed = new Set<Name>();
  let owner = question.name;
  for (;;) {
    const name = canonicalName(owner);
    // A name outside of the zone is somebody else's, one seen before a loop: the
    // aliases found so far are the answer.
    if (followed.size > 0 && !isAtOrBelow(name, zone.name)) break;
    if (followed.has(name) || followed.size > maxAliases) break;
    followed.add(name);
    const place = zone.place(name, question.type);
    if (place.kind === 'delegation') {
      refer(zone, place.cut, place.servers, result);
      return result;
    }
    if (place.kind === 'absent') {
      result.rcode = 'NXDOMAIN';
      result.authorities.push(negativeAuthority(zone));
      return result;
    }
    const found = recordsAt(zone, place.node, owner, question.type);
    if (found.length === 0) {
      result.authorities.push(negativeAuthority(zone));
      return result;
    }
    result.answers.push(...found);
    const [first] = found;
    const isAlias = first.type === 'CNAME' && !takesAlias(question.type);
    if (!isAlias) break;
    owner = first.data.target;
  }
  addHosts(zone, result.answers, result);
  return result;
}

/** Whether a question wants the alias itself and not what it leads to. */
function takesAlias(type: RecordType): boolean {
  return type === 'CNAME' || type === 'ANY';
}

function recordsAt(
  zone: ZoneContents,
  node: ZoneNode,
  owner: Name,
  type: RecordType,
): ResourceRecord[] {
  const isApex = canonicalName(owner) === zone.name;
  if (isApex && type === 'SOA') {
    return [{ ...startOfAuthority(zone), name: owner }];
  }
  if (type === 'ANY') {
    // One set is enough (RFC 8482 section 4.1) and of no use to an amplifier.
    const [first] = node.sets.values();
    if (first) return first.records(owner);
    return isApex ? [{ ...startOfAuthority(zone), name: owner }] : [];
  }
  const set = node.sets.get(type) ?? node.sets.get('CNAME');
  return set?.records(owner) ?? [];
}

/** A delegation: no answer, but who has it, and where they are. */
function refer(
  zone: ZoneContents,
  cut: Name,
  servers: HeldRecordSet,
  result: LookupResult,
): void {
  // AA speaks of the first name in the answer: an alias of ours keeps it.
  result.authoritative = result.answers.length > 0;
  result.authorities.push(...servers.records(cut));
  for (const host of hostsOf(result.authorities)) {
    result.additionals.push(...addressesAt(zone, host));
  }
}

/** The addresses of servers and mail hosts that this zone knows with authority. */
function addHosts(
  zone: ZoneContents,
  records: readonly ResourceRecord[],
  result: LookupResult,
): void {
  for (const host of hostsOf(records)) {
    const name = canonicalName(host);
    if (!isAtOrBelow(name, zone.name)) continue;
    if (zone.place(name, 'A').kind !== 'node') continue;
    result.additionals.push(...addressesAt(zone, host));
  }
}

function hostsOf(records: readonly ResourceRecord[]): Name[] {
  const hosts = new Map<Name, Name>();
  for (const record of records) {
    let host: Name | undefined;
    if (record.type === 'NS' || record.type === 'SRV') {
      host = record.data.target;
    } else if (record.type === 'MX') host = record.data.exchange;
    if (host) hosts.set(canonicalName(host), host);
    if (hosts.size >= maxHosts) break;
  }
  return [...hosts.values()];
}

function addressesAt(zone: ZoneContents, host: Name): ResourceRecord[] {
  const sets = zone.setsAt(canonicalName(host));
  return (['A', 'AAAA'] as const).flatMap(
    type => sets.get(type)?.records(host) ?? [],
  );
}
