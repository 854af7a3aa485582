import { normaliseName } from '@openova/dns-engine';
import {
  canonicalName,
  DnsValueError,
  isAtOrBelow,
  Name,
} from '@openova/dns-wire';
import {
  embeddedRecordTypes,
  isEmbeddedRecordType,
  storedTarget,
} from '../semantics';
import { StoredRecordSet } from '../zone/zoneContents';
import { RefusedChange } from './refusals';

/** Seconds, where nobody asked for another. */
const defaultTtl = 300;
/** RFC 2181 section 8. */
const largestTtl = 2 ** 31 - 1;

/** A record set as somebody wants it. */
export interface WantedRecordSet {
  dnsName: string;
  recordType: string;
  targets: readonly string[];
  recordTTL?: number;
  setIdentifier?: string;
}

/**
 * The record set in the form in which it is stored.
 *
 * @throws RefusedChange with a sentence where a zone cannot hold it.
 */
export function toStored(zone: Name, wanted: WantedRecordSet): StoredRecordSet {
  const what = `${wanted.recordType} ${wanted.dnsName}`;
  const dnsName = storedName(zone, wanted);
  const { recordType, recordTTL, setIdentifier } = wanted;
  if (!isEmbeddedRecordType(recordType)) {
    throw new RefusedChange(
      `${what}: the embedded server holds ${embeddedRecordTypes.join(
        ', ',
      )} only`,
    );
  }
  if (setIdentifier) {
    throw new RefusedChange(
      `${what}: the embedded server has no set identifiers`,
    );
  }
  const ttl = recordTTL || defaultTtl;
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > largestTtl) {
    throw new RefusedChange(
      `${what}: the TTL ${ttl} is no whole number of seconds up to ${largestTtl}`,
    );
  }
  const targets = wanted.targets.map(target => {
    try {
      return storedTarget(recordType, target);
    } catch (error) {
      if (!(error instanceof DnsValueError)) throw error;
      throw new RefusedChange(`${what}: ${error.message}`);
    }
  });
  if (targets.length === 0) throw new RefusedChange(`${what} has no targets`);
  const twice = targets.find((each, index) => targets.indexOf(each) < index);
  if (twice !== undefined) {
    throw new RefusedChange(`${what} has the target ${twice} twice`);
  }
  if (recordType === 'CNAME' && targets.length > 1) {
    throw new RefusedChange(
      `${what} has ${targets.length} targets: an alias has one (RFC 2181 section 10.1)`,
    );
  }
  if (recordType === 'NS' && dnsName.startsWith('*.')) {
    throw new RefusedChange(
      `${what}: a wildcard cannot be delegated (RFC 4592 section 4.2)`,
    );
  }
  return { dnsName, recordType, ttl, targets };
}

/**
 * The name in the form in which it is stored.
 *
 * @throws RefusedChange where it is no name, or outside of the zone.
 */
export function storedName(
  zone: Name,
  { recordType, dnsName }: { recordType: string; dnsName: string },
): Name {
  try {
    const name = canonicalName(normaliseName(dnsName));
    if (isAtOrBelow(name, zone)) return name;
  } catch (error) {
    if (!(error instanceof DnsValueError)) throw error;
    throw new RefusedChange(`${recordType} ${dnsName}: ${error.message}`);
  }
  throw new RefusedChange(
    `${recordType} ${dnsName} lies outside of the zone ${zone}`,
  );
}

/**
 * What may stand together at one name, once a whole batch is done.
 *
 * @throws RefusedChange where it may not.
 */
export function checkName(
  zone: Name,
  name: Name,
  sets: readonly StoredRecordSet[],
): void {
  const types = sets.map(set => set.recordType);
  if (types.includes('CNAME')) {
    if (name === zone) {
      throw new RefusedChange(
        `CNAME ${name}: the name of a zone has NS and SOA and can be no alias (RFC 1912 section 2.4)`,
      );
    }
    const other = types.find(type => type !== 'CNAME');
    if (other) {
      throw new RefusedChange(
        `CNAME ${name} cannot stand beside ${other} ${name} (RFC 1034 section 3.6.2)`,
      );
    }
  }
  if (name === zone && !types.includes('NS')) {
    throw new RefusedChange(
      `NS ${name} cannot go: a zone without name servers answers nobody`,
    );
  }
}
