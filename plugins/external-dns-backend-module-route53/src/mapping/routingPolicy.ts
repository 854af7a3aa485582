import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { ProviderSpecificProperty } from '@openova/dns-engine';

/*
 * Routing policies and health checks: ExternalDNS's properties on one side, the
 * fields of a resource record set on the other. Both directions go through one
 * spelling of each value, so that what is wanted and what stands can be compared as
 * text.
 */

/** The part of a resource record set that says how it is chosen. @internal */
export type Routing = Pick<
  ResourceRecordSet,
  | 'Weight'
  | 'Region'
  | 'Failover'
  | 'GeoLocation'
  | 'GeoProximityLocation'
  | 'MultiValueAnswer'
  | 'CidrRoutingConfig'
  | 'HealthCheckId'
>;

/** A property that cannot be sent, as a sentence. @internal */
export class UnusableProperty extends Error {}

/** Names of all properties that become fields, in the order in which they are told. */
const names = [
  'aws/weight',
  'aws/region',
  'aws/failover',
  'aws/geolocation-continent-code',
  'aws/geolocation-country-code',
  'aws/geolocation-subdivision-code',
  'aws/geoproximity-region',
  'aws/geoproximity-bias',
  'aws/geoproximity-coordinates',
  'aws/geoproximity-local-zone-group',
  'aws/multi-value-answer',
  'aws/cidr-collection-id',
  'aws/cidr-location-name',
  'aws/health-check-id',
] as const;

type PropertyName = (typeof names)[number];
type Values = Partial<Record<PropertyName, string>>;

/** The properties of a wish that choose how it is answered, each in its one spelling. @internal */
export function routingProperties(
  properties: readonly ProviderSpecificProperty[],
): ProviderSpecificProperty[] {
  return toProperties(spelled(properties));
}

/** The properties that a record set stands for. @internal */
export function propertiesOfRouting(set: Routing): ProviderSpecificProperty[] {
  const { GeoLocation: place, GeoProximityLocation: near } = set;
  const { CidrRoutingConfig: cidr } = set;
  return toProperties({
    'aws/weight': set.Weight === undefined ? undefined : String(set.Weight),
    'aws/region': set.Region,
    'aws/failover': set.Failover,
    'aws/geolocation-continent-code': place?.ContinentCode,
    'aws/geolocation-country-code': place?.CountryCode,
    'aws/geolocation-subdivision-code': place?.SubdivisionCode,
    'aws/geoproximity-region': near?.AWSRegion,
    'aws/geoproximity-bias': near && String(near.Bias ?? 0),
    'aws/geoproximity-coordinates':
      near?.Coordinates &&
      coordinatesText([near.Coordinates.Latitude, near.Coordinates.Longitude]),
    'aws/geoproximity-local-zone-group': near?.LocalZoneGroup,
    'aws/multi-value-answer': set.MultiValueAnswer ? 'true' : undefined,
    'aws/cidr-collection-id': cidr?.CollectionId,
    'aws/cidr-location-name': cidr?.LocationName,
    'aws/health-check-id': set.HealthCheckId,
  });
}

/**
 * The fields that properties ask for.
 *
 * @throws {@link UnusableProperty} where a number is none, or a place is incomplete.
 * @internal
 */
export function routingOf(
  properties: readonly ProviderSpecificProperty[],
): Routing {
  const values = spelled(properties);
  const routing: Routing = {};
  const weight = values['aws/weight'];
  if (weight !== undefined) routing.Weight = integer('aws/weight', weight);
  const region = values['aws/region'];
  // What no region is, the service knows.
  if (region) routing.Region = region as Routing['Region'];
  const failover = values['aws/failover'];
  if (failover) routing.Failover = failover as Routing['Failover'];
  if (values['aws/multi-value-answer']) routing.MultiValueAnswer = true;
  const check = values['aws/health-check-id'];
  if (check) routing.HealthCheckId = check;
  const place = {
    ContinentCode: values['aws/geolocation-continent-code'],
    CountryCode: values['aws/geolocation-country-code'],
    SubdivisionCode: values['aws/geolocation-subdivision-code'],
  };
  if (isSomething(place)) routing.GeoLocation = place;
  const near = proximityOf(values);
  if (near) routing.GeoProximityLocation = near;
  const collection = values['aws/cidr-collection-id'];
  const location = values['aws/cidr-location-name'];
  if (collection || location) {
    routing.CidrRoutingConfig = {
      CollectionId: collection,
      LocationName: location,
    };
  }
  return routing;
}

/** Whether anything but a health check is asked for: that needs a set identifier. @internal */
export function hasPolicy({ HealthCheckId: _, ...policy }: Routing): boolean {
  return isSomething(policy);
}

function proximityOf(values: Values): Routing['GeoProximityLocation'] {
  const region = values['aws/geoproximity-region'];
  const group = values['aws/geoproximity-local-zone-group'];
  const coordinates = values['aws/geoproximity-coordinates'];
  const bias = values['aws/geoproximity-bias'];
  if (!region && !group && !coordinates && bias === undefined) return undefined;
  const near: Routing['GeoProximityLocation'] = {
    ...(region && { AWSRegion: region }),
    ...(group && { LocalZoneGroup: group }),
    Bias: integer('aws/geoproximity-bias', bias ?? '0'),
  };
  if (coordinates) {
    const [latitude, longitude, more] = coordinates.split(',');
    if (!latitude || !longitude || more !== undefined) {
      throw new UnusableProperty(
        `aws/geoproximity-coordinates is "${coordinates}": write latitude and longitude as "49.22,-74.01"`,
      );
    }
    near.Coordinates = { Latitude: latitude, Longitude: longitude };
  }
  return near;
}

/** Values as they would be read back. */
function spelled(properties: readonly ProviderSpecificProperty[]): Values {
  const values: Values = {};
  for (const name of names) {
    const value = properties.find(each => each.name === name)?.value.trim();
    if (value === undefined) continue;
    switch (name) {
      case 'aws/weight':
      case 'aws/geoproximity-bias':
        values[name] = numberText(value);
        break;
      case 'aws/multi-value-answer':
        // ExternalDNS takes the mere presence for a yes.
        if (value.toLowerCase() !== 'false') values[name] = 'true';
        break;
      case 'aws/geoproximity-coordinates':
        values[name] = coordinatesText(value.split(','));
        break;
      default:
        if (value !== '') values[name] = value;
    }
  }
  const isNear = names.some(
    name => name.startsWith('aws/geoproximity-') && values[name] !== undefined,
  );
  if (isNear) values['aws/geoproximity-bias'] ??= '0';
  return values;
}

function toProperties(values: Values): ProviderSpecificProperty[] {
  return names.flatMap(name => {
    const value = values[name];
    return value === undefined ? [] : [{ name, value }];
  });
}

function coordinatesText(parts: readonly (string | undefined)[]): string {
  return parts.map(part => numberText((part ?? '').trim())).join(',');
}

/** Without zeros and signs that mean nothing; what is no number stays as it is. */
function numberText(value: string): string {
  return /^[+-]?\d+(\.\d*)?$/.test(value) ? String(Number(value)) : value;
}

function integer(name: string, value: string): number {
  const number = Number(value);
  if (value === '' || !Number.isSafeInteger(number)) {
    throw new UnusableProperty(
      `${name} is "${value}": it must be a whole number`,
    );
  }
  return number;
}

function isSomething(values: object): boolean {
  return Object.values(values).some(value => value !== undefined);
}
