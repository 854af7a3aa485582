import { HeldSets } from './heldSets';
import { HeldRecordSet, policiesOf, storedName } from './recordSet';
import { Refusal } from './refusal';
import { valueDefect } from './values';

/** As much of a zone as an alias may point into. */
interface AliasZone {
  readonly id: string;
  readonly name: string;
  readonly records: readonly HeldRecordSet[];
}

/** Domains under which AWS runs endpoints, each with hosted zones of its own. */
const domainsOfAws = [
  '.amazonaws.com.',
  '.amazonaws.com.cn.',
  '.awsglobalaccelerator.com.',
  '.cloudfront.net.',
  '.elasticbeanstalk.com.',
];

/**
 * Why a record set cannot be created beside what stands; undefined where it can.
 *
 * @throws Refusal where the service does not even look at the batch.
 */
export function decideCreation(
  set: HeldRecordSet,
  standing: HeldSets,
  zone: AliasZone,
  zoneOf: (id: string) => AliasZone | undefined,
): string | undefined {
  checkFields(set);
  const name = storedName(set.Name);
  if (name !== zone.name && !name.endsWith(`.${zone.name}`)) {
    return `RRSet with DNS name ${name} is not permitted in zone ${zone.name}`;
  }
  const longLabel = name
    .replace(/\\[0-3][0-7]{2}/g, 'x')
    .split('.')
    .find(label => label.length > 63);
  if (longLabel || name.length > 256) {
    return `FATAL problem: DomainLabelTooLong (Domain label is too long) encountered with '${name}'`;
  }
  if (set.Type === 'SOA')
    return `RRSet of type SOA is not permitted in ${name}`;
  if (set.Type === 'CNAME' && name === zone.name) {
    return `RRSet of type CNAME with DNS name ${name} is not permitted at apex in zone ${zone.name}`;
  }
  return (
    besideOthers(set, name, standing.at(name), zone) ??
    wrongValue(set) ??
    wrongAlias(set, name, standing, zone, zoneOf)
  );
}

/** Which fields have to be there, and which exclude each other. */
function checkFields(set: HeldRecordSet): void {
  const change = `Change with [Action=CREATE, Name=${set.Name}, Type=${
    set.Type
  }, SetIdentifier=${set.SetIdentifier ?? 'null'}]`;
  const invalid = (why: string) =>
    new Refusal('InvalidInput', `Invalid request: ${why} in ${change}`);
  const { AliasTarget, TTL, ResourceRecords, TrafficPolicyInstanceId } = set;
  const isAlias = AliasTarget !== undefined;
  const isPlain = TTL !== undefined || ResourceRecords !== undefined;
  const isComplete = TTL !== undefined && ResourceRecords !== undefined;
  const kinds = [isAlias, isPlain, TrafficPolicyInstanceId !== undefined];
  const found = kinds.filter(Boolean).length;
  if (found !== 1 || (isPlain && !isComplete)) {
    throw invalid(
      `Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found ${
        found > 1 ? 'more than one' : 'none'
      }`,
    );
  }
  const policies = policiesOf(set);
  if (set.SetIdentifier === undefined && policies.length > 0) {
    throw invalid(`Missing field 'SetIdentifier'`);
  }
  if (set.SetIdentifier !== undefined && policies.length !== 1) {
    throw invalid(
      `Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer, CidrRoutingConfig, or GeoProximityLocation], but found ${
        policies.length > 1 ? 'more than one' : 'none'
      }`,
    );
  }
  const place = set.GeoLocation;
  if (place) {
    if (place.ContinentCode !== undefined && place.CountryCode !== undefined) {
      throw invalid('Expected either ContinentCode or CountryCode, not both');
    }
    if (
      place.SubdivisionCode !== undefined &&
      place.CountryCode === undefined
    ) {
      throw invalid(`Missing field 'CountryCode'`);
    }
  }
  const near = set.GeoProximityLocation;
  if (near) {
    const places = [near.AWSRegion, near.LocalZoneGroup, near.Coordinates];
    if (places.filter(each => each !== undefined).length !== 1) {
      throw invalid(
        'Expected exactly one of [AWSRegion, LocalZoneGroup, or Coordinates]',
      );
    }
  }
  if (set.MultiValueAnswer && isAlias) {
    throw invalid('Alias is not permitted with MultiValueAnswer');
  }
}

function besideOthers(
  set: HeldRecordSet,
  name: string,
  atName: readonly HeldRecordSet[],
  zone: AliasZone,
): string | undefined {
  const conflicting = atName.find(
    other =>
      (set.Type === 'CNAME') !== (other.Type === 'CNAME') &&
      (set.Type === 'CNAME' || other.Type === 'CNAME'),
  );
  if (conflicting) {
    return `RRSet of type ${set.Type} with DNS name ${name} is not permitted because a conflicting RRSet of type ${conflicting.Type} with the same DNS name already exists in zone ${zone.name}`;
  }
  const [policy] = policiesOf(set);
  for (const other of atName) {
    if (other.Type !== set.Type || other.SetIdentifier === set.SetIdentifier) {
      continue;
    }
    const subject = `RRSet with DNS name ${name}, type ${
      set.Type
    }, SetIdentifier ${set.SetIdentifier ?? 'null'}`;
    const [otherPolicy] = policiesOf(other);
    if (otherPolicy !== policy) {
      return `${subject} cannot be created because a record set with another routing policy exists with the same name and type`;
    }
    const isRival =
      (policy === 'Region' && other.Region === set.Region) ||
      (policy === 'Failover' && other.Failover === set.Failover) ||
      (policy === 'GeoLocation' &&
        JSON.stringify(other.GeoLocation) === JSON.stringify(set.GeoLocation));
    if (isRival) {
      return `${subject} cannot be created because a record set with the same ${policy} exists with the same name and type`;
    }
  }
  return undefined;
}

function wrongValue(set: HeldRecordSet): string | undefined {
  const values = (set.ResourceRecords ?? []).map(({ Value }) => Value);
  const twice = values.find((value, index) => values.indexOf(value) < index);
  if (twice !== undefined) return `Duplicate Resource Record: '${twice}'`;
  if (set.Type === 'CNAME' && values.length > 1) {
    return 'Invalid Resource Record: A CNAME has exactly one value';
  }
  for (const value of values) {
    const defect = valueDefect(set.Type, value);
    if (defect !== undefined) return defect;
  }
  return undefined;
}

function wrongAlias(
  set: HeldRecordSet,
  name: string,
  standing: HeldSets,
  zone: AliasZone,
  zoneOf: (id: string) => AliasZone | undefined,
): string | undefined {
  if (!set.AliasTarget) return undefined;
  const { HostedZoneId, DNSName } = set.AliasTarget;
  const target = storedName(DNSName);
  const inTheWay = `Tried to create an alias that targets ${target}, type ${set.Type} in zone ${HostedZoneId}, but`;
  if (set.Type === 'NS' || set.Type === 'SOA') {
    return `${inTheWay} an alias of that type is not permitted`;
  }
  const held = HostedZoneId === zone.id ? zone : zoneOf(HostedZoneId);
  if (!held) {
    return domainsOfAws.some(domain => target.endsWith(domain))
      ? undefined
      : `${inTheWay} the alias target name does not lie within the target zone`;
  }
  if (target !== held.name && !target.endsWith(`.${held.name}`)) {
    return `${inTheWay} the alias target name does not lie within the target zone`;
  }
  const sets = held === zone ? standing.at(target) : held.records;
  const exists = sets.some(
    other => other.Name === target && other.Type === set.Type,
  );
  if (!exists || target === name)
    return `${inTheWay} that target was not found`;
  return undefined;
}
