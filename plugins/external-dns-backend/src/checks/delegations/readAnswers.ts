import {
  hasData,
  isAtOrBelow,
  Message,
  namesEqual,
  ResourceRecord,
  SectionRecord,
} from '@openova/dns-wire';
import { normaliseName, ServerAnswer } from '@openova/dns-engine';

/*
 * What an answer says of a delegation; undefined where it says nothing. AA tells the
 * parent's own servers from resolvers that sit in between and answer from a cache:
 * those would tell the NS set of the zone itself, which for k8gb is an invented one.
 * k8gb's CoreDNS never sets AA, so nothing of it is asked of the zone's servers.
 */

/** The NS set at a cut; no names: there is none. @internal */
export interface Cut {
  nsNames: string[];
  ttl?: number;
}

/** Whether a server answers for the zone with authority. @internal */
export function isServedBy(message: Message, zone: string): boolean {
  return message.authoritative && hasSoa(message, zone);
}

/** The answer to the NS of a delegated zone by the zone above. @internal */
export function readCut(message: Message, zone: string): Cut | undefined {
  if (message.rcode === 'NOERROR') {
    // Some servers put the set where an answer goes, without a claim to it.
    const own =
      message.authoritative || !message.recursionAvailable
        ? nsRecordsAt(message.answers, zone)
        : [];
    const found = own.length > 0 ? own : nsRecordsAt(message.authorities, zone);
    if (found.length > 0) {
      const targets = found.map(({ data }) => normaliseName(data.target));
      const ttl = Math.min(...found.map(record => record.ttl));
      return { nsNames: [...new Set(targets)].sort(), ttl };
    }
  }
  return isDenied(message) ? { nsNames: [] } : undefined;
}

/** The answer to the A or AAAA of a name server by the zone above. @internal */
export function readGlue(
  message: Message,
  nsName: string,
  type: 'A' | 'AAAA',
): string[] | undefined {
  if (message.authoritative && message.rcode === 'NOERROR') {
    return addressesAt(message.answers, nsName, type);
  }
  if (isDenied(message)) return [];
  // It lies below a cut: there the addresses are glue of the referral.
  if (!isReferralFor(message, nsName)) return undefined;
  const glue = addressesAt(message.additionals, nsName, type);
  return glue.length > 0 || hasGlue(message, nsName) ? glue : undefined;
}

/** The answer to the DS of a delegated zone, which is the zone above's to give. @internal */
export function readDs(message: Message, zone: string): boolean | undefined {
  if (!message.authoritative) return undefined;
  const isSigned =
    message.rcode === 'NOERROR' &&
    message.answers.some(each => each.type === 'DS' && isAt(each, zone));
  return isSigned || (isDenied(message) ? false : undefined);
}

/** Whether a server of the zone above answers itself for a name below a cut. @internal */
export function readBelow(
  message: Message,
  name: string,
  zone: string,
): boolean | undefined {
  const isOwn = message.authoritative || !message.recursionAvailable;
  if (isOwn && message.rcode === 'NOERROR' && message.answers.length > 0) {
    return true;
  }
  if (message.authoritative) return isDenied(message) || undefined;
  const isReferred = message.authorities.some(
    each =>
      each.type === 'NS' &&
      isAtOrBelow(name, each.name) &&
      isAtOrBelow(each.name, zone),
  );
  return isReferred ? false : undefined;
}

/** How a name server of a delegated zone met the question for its SOA. @internal */
export function readSoa(
  message: Message | undefined,
  zone: string,
): ServerAnswer {
  if (!message) return 'silent';
  if (message.rcode === 'NOERROR' && hasSoa(message, zone)) return 'answers';
  switch (message.rcode) {
    // Without the SOA, a referral elsewhere: the zone is not served there.
    case 'NOERROR':
    case 'NXDOMAIN':
    case 'NOTAUTH':
    case 'REFUSED':
      return 'refused';
    default:
      return 'failing';
  }
}

/** The addresses that a zone's own server answers for a host; no AA is asked. @internal */
export function readAddresses(
  message: Message | undefined,
  type: 'A' | 'AAAA',
): string[] | undefined {
  if (message?.rcode === 'NXDOMAIN') return [];
  if (message?.rcode !== 'NOERROR') return undefined;
  const found = addresses(message.answers, type);
  const isElsewhere =
    message.answers.length === 0 &&
    message.authorities.some(each => each.type === 'NS');
  return isElsewhere ? undefined : found;
}

/** An authoritative "there is none": no such name, or no such data. */
function isDenied({ authoritative, rcode }: Message): boolean {
  return authoritative && (rcode === 'NOERROR' || rcode === 'NXDOMAIN');
}

function isReferralFor(message: Message, name: string): boolean {
  return (
    message.rcode === 'NOERROR' &&
    message.answers.length === 0 &&
    message.authorities.some(
      each => each.type === 'NS' && isAtOrBelow(name, each.name),
    )
  );
}

function hasGlue(message: Message, nsName: string): boolean {
  return message.additionals.some(each => isAt(each, nsName));
}

function hasSoa({ answers }: Message, zone: string): boolean {
  return answers.some(each => each.type === 'SOA' && isAt(each, zone));
}

function nsRecordsAt(section: readonly SectionRecord[], zone: string) {
  return section.filter(
    (record): record is Extract<ResourceRecord, { type: 'NS' }> =>
      hasData(record) && record.type === 'NS' && isAt(record, zone),
  );
}

function addressesAt(
  section: readonly SectionRecord[],
  name: string,
  type: 'A' | 'AAAA',
): string[] {
  return addresses(
    section.filter(record => isAt(record, name)),
    type,
  );
}

function addresses(
  section: readonly SectionRecord[],
  type: 'A' | 'AAAA',
): string[] {
  const found = section.flatMap(record =>
    hasData(record) &&
    (record.type === 'A' || record.type === 'AAAA') &&
    record.type === type
      ? [record.data.address]
      : [],
  );
  return [...new Set(found)].sort();
}

function isAt(record: SectionRecord, name: string): boolean {
  return namesEqual(record.name, name);
}
