import type { Zone } from '@openova/backstage-plugin-external-dns-node';
import {
  DesiredRecordSet,
  normaliseName,
  RecordSet,
} from '@openova/dns-engine';
import type { ServiceRecordSet } from '../serviceTypes';
import { fromServiceValue, toServiceValue } from './values';

/** What is stored where nobody says a TTL; ExternalDNS's default with Google. */
const defaultTtl = 300;

/** Something that Cloud DNS cannot hold, or that is not ours to touch. @internal */
export class UnusableRecord extends Error {}

/**
 * A record set that was read. `data` is it as Google told it: a deletion has to repeat
 * it exactly. Of a routing policy `data` only says that there is one, and the targets
 * are all that it may answer.
 *
 * @internal
 */
export function toRecordSet(
  set: ServiceRecordSet,
  zone: Pick<Zone, 'name'>,
): RecordSet {
  const { name, type, ttl, rrdatas = [], routingPolicy } = set;
  return {
    zone: zone.name,
    dnsName: fromServiceName(name),
    recordType: type,
    targets: (routingPolicy ? valuesWithin(routingPolicy) : rrdatas).map(
      value => fromServiceValue(type, value),
    ),
    ...(ttl !== undefined && { recordTTL: ttl }),
    data: routingPolicy
      ? { routingPolicy: true }
      : { name, type, ttl, rrdatas },
  };
}

/**
 * A record set as it is sent.
 *
 * @throws {@link UnusableRecord}
 * @internal
 */
export function toServiceSet(
  wanted: DesiredRecordSet | RecordSet,
): ServiceRecordSet {
  const { recordType, targets, recordTTL, setIdentifier } = wanted;
  if (setIdentifier) {
    throw new UnusableRecord(
      `it has the set identifier ${setIdentifier}, and Google Cloud DNS has none`,
    );
  }
  return {
    name: toServiceName(wanted.dnsName),
    type: recordType,
    ttl: recordTTL || defaultTtl,
    rrdatas: targets.map(target => toServiceValue(recordType, target)),
  };
}

/**
 * What stands, exactly as it has to be repeated to take it away.
 *
 * @throws {@link UnusableRecord} where it has a routing policy.
 * @internal
 */
export function standingSet(old: RecordSet): ServiceRecordSet {
  const { data } = old;
  if (typeof data === 'object' && data !== null) {
    if ('routingPolicy' in data) {
      throw new UnusableRecord(
        'it was given a routing policy at Google, so it is left alone',
      );
    }
    if (isServiceSet(data)) return data;
  }
  return toServiceSet(old);
}

function isServiceSet(data: object): data is ServiceRecordSet {
  return 'name' in data && 'rrdatas' in data;
}

/** `openova.io` of `openova.io.`. @internal */
export function fromServiceName(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/** A name as it is sent: punycode, absolute. @internal */
export function toServiceName(name: string): string {
  return `${normaliseName(name)}.`;
}

/** Every value anywhere within a routing policy, each once. */
function valuesWithin(policy: object): string[] {
  const found = new Set<string>();
  for (const [key, value] of Object.entries(policy)) {
    if (key === 'rrdatas' || key === 'externalEndpoints') {
      for (const each of texts(value)) found.add(each);
    } else if (key === 'ipAddress' && typeof value === 'string') {
      found.add(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const each of valuesWithin(value)) found.add(each);
    }
  }
  return [...found];
}

function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(each => typeof each === 'string')
    : [];
}
