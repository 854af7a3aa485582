import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { DesiredRecordSet } from '@openova/dns-engine';
import { canonicalHostedZone } from './canonicalZones';
import { fromServiceName, listingKey, toServiceName } from './recordNames';
import { standingSet, toRecordSet, toServiceSet } from './recordSets';
import { joinedText, storedText } from './textValue';

const zone = { id: '/hostedzone/Z1', name: 'openova.io' };

function wanted(
  properties: Record<string, string>,
  rest: Partial<DesiredRecordSet> = {},
): DesiredRecordSet {
  return {
    zone: zone.name,
    dnsName: 'web.openova.io',
    recordType: 'A',
    targets: ['192.0.2.1'],
    setIdentifier: 'eu',
    providerSpecific: Object.entries(properties).map(([name, value]) => ({
      name,
      value,
    })),
    ...rest,
  };
}

describe('names', () => {
  it('are unescaped as far as they stay one name', () => {
    expect(fromServiceName('\\052.openova.io.')).toBe('*.openova.io');
    expect(fromServiceName('a\\057b.openova.io.')).toBe('a/b.openova.io');
    expect(fromServiceName('a\\056b.openova.io.')).toBe('a\\056b.openova.io');
    expect(fromServiceName('a\\040b.openova.io.')).toBe('a\\040b.openova.io');
    expect(toServiceName('Bücher.openova.io')).toBe(
      'xn--bcher-kva.openova.io.',
    );
  });

  it('have a place in a listing where they are plain', () => {
    expect(listingKey('a-b.openova.io')).toBe('io.openova.a-b.');
    expect(listingKey('*.openova.io')).toBeUndefined();
  });
});

describe('texts', () => {
  it.each([
    ['v=spf1 -all', '"v=spf1 -all"'],
    ['"one" "two"', '"onetwo"'],
    ['"one""two"', '"onetwo"'],
    ['"say \\"yes\\" \\\\ no"', '"say \\"yes\\" \\\\ no"'],
    ['"\\303\\274"', '"\\303\\274"'],
    ['"ü"', '"\\303\\274"'],
    ['an "inner" quote', '"an \\"inner\\" quote"'],
    ['""', '""'],
  ])('%s is told as %s', (value, text) => {
    expect(joinedText(value)).toBe(text);
    expect(joinedText(storedText(value))).toBe(text);
  });

  it('are stored in strings of at most 255 bytes', () => {
    expect(storedText(`"${'x'.repeat(300)}"`)).toBe(
      `"${'x'.repeat(255)}" "${'x'.repeat(45)}"`,
    );
  });
});

describe('routing policies', () => {
  it.each<[string, Record<string, string>, Partial<ResourceRecordSet>]>([
    ['weight', { 'aws/weight': '010' }, { Weight: 10 }],
    ['no weight', { 'aws/weight': '0' }, { Weight: 0 }],
    ['latency', { 'aws/region': 'eu-west-1' }, { Region: 'eu-west-1' }],
    ['failover', { 'aws/failover': 'PRIMARY' }, { Failover: 'PRIMARY' }],
    [
      'a continent',
      { 'aws/geolocation-continent-code': 'EU' },
      { GeoLocation: { ContinentCode: 'EU' } },
    ],
    [
      'a part of a country',
      {
        'aws/geolocation-country-code': 'US',
        'aws/geolocation-subdivision-code': 'CA',
      },
      { GeoLocation: { CountryCode: 'US', SubdivisionCode: 'CA' } },
    ],
    [
      'near a region',
      { 'aws/geoproximity-region': 'us-east-1' },
      { GeoProximityLocation: { AWSRegion: 'us-east-1', Bias: 0 } },
    ],
    [
      'near a place',
      {
        'aws/geoproximity-coordinates': '49.20, -74.00',
        'aws/geoproximity-bias': '-5',
      },
      {
        GeoProximityLocation: {
          Bias: -5,
          Coordinates: { Latitude: '49.2', Longitude: '-74' },
        },
      },
    ],
    [
      'near a local zone',
      { 'aws/geoproximity-local-zone-group': 'us-west-2-lax-1' },
      { GeoProximityLocation: { LocalZoneGroup: 'us-west-2-lax-1', Bias: 0 } },
    ],
    [
      'several values, with a health check',
      { 'aws/multi-value-answer': '', 'aws/health-check-id': 'abc' },
      { MultiValueAnswer: true, HealthCheckId: 'abc' },
    ],
  ])('%s, there and back', (_name, properties, fields) => {
    const sent = toServiceSet(wanted(properties), zone);
    expect(sent).toEqual({
      Name: 'web.openova.io.',
      Type: 'A',
      SetIdentifier: 'eu',
      TTL: 300,
      ResourceRecords: [{ Value: '192.0.2.1' }],
      ...fields,
    });
    const read = toRecordSet(sent, zone);
    expect(toServiceSet(read, zone)).toEqual(sent);
    expect(read).toMatchObject({ setIdentifier: 'eu', recordTTL: 300 });
  });

  it.each<[Record<string, string>, Partial<DesiredRecordSet>, string]>([
    [{ 'aws/weight': 'ten' }, {}, 'aws/weight is "ten": it must be a whole'],
    [{ 'aws/geoproximity-coordinates': '49' }, {}, 'write latitude and'],
    [{ 'aws/weight': '1' }, { setIdentifier: undefined }, 'set identifier'],
    [{ alias: 'true' }, { targets: ['a.io', 'b.io'] }, 'one target, not 2'],
  ])('%p cannot be sent', (properties, rest, sentence) => {
    expect(() => toServiceSet(wanted(properties, rest), zone)).toThrow(
      sentence,
    );
  });
});

describe('what stands', () => {
  it('is taken away exactly as it was read', () => {
    const raw: ResourceRecordSet = {
      Name: '\\052.openova.io.',
      Type: 'A',
      AliasTarget: {
        HostedZoneId: 'ZOTHER',
        DNSName: 'lb.example.org.',
        EvaluateTargetHealth: false,
      },
    };
    const read = toRecordSet(raw, zone);
    expect(read).toMatchObject({
      dnsName: '*.openova.io',
      targets: ['lb.example.org'],
      providerSpecific: [
        { name: 'alias', value: 'true' },
        { name: 'aws/evaluate-target-health', value: 'false' },
        { name: 'aws/target-hosted-zone', value: 'ZOTHER' },
      ],
    });
    expect(read.recordTTL).toBeUndefined();
    expect(standingSet(read, zone)).toBe(raw);
  });

  it('keeps policies that nobody here can ask for', () => {
    const CidrRoutingConfig = {
      CollectionId: '11111111-2222-3333-4444-555555555555',
      LocationName: '*',
    };
    const read = toRecordSet(
      {
        Name: 'web.openova.io.',
        Type: 'A',
        SetIdentifier: 'office',
        CidrRoutingConfig,
        TTL: 60,
        ResourceRecords: [{ Value: '192.0.2.1' }],
      },
      zone,
    );
    expect(read.providerSpecific).toContainEqual({
      name: 'aws/cidr-location-name',
      value: '*',
    });
  });
});

describe('hosted zones of AWS', () => {
  it.each([
    ['lb-1.eu-central-1.elb.amazonaws.com', 'Z215JYRZR1TBD5'],
    ['dualstack.lb-1.US-EAST-1.elb.amazonaws.com.', 'Z35SXDOTRQ7X7K'],
    ['net.elb.eu-central-1.amazonaws.com', 'Z3F0SRJ5LGBH90'],
    ['lb-1.cn-north-1.elb.amazonaws.com.cn', 'Z1GDH35T77C1KE'],
    ['net.elb.cn-north-1.amazonaws.com.cn', 'Z3QFB96KMJ7ED6'],
    ['d111.cloudfront.net', 'Z2FDTNDATAQYW2'],
    ['a1.awsglobalaccelerator.com', 'Z2BJ6XQ5FK7U4H'],
    ['vpce-1.svc.us-east-1.vpce.amazonaws.com', 'Z7HUB22UULQXV'],
    ['shop.eu-west-1.elasticbeanstalk.com', 'Z2NYPWQ7DFZAZH'],
    ['lb.xx-north-9.elb.amazonaws.com', undefined],
    ['eu-central-1.elb.amazonaws.com', undefined],
    ['lb.constructor.elb.amazonaws.com', undefined],
    ['www.example.org', undefined],
  ])('%s: %s', (hostName, zoneId) => {
    expect(canonicalHostedZone(hostName)).toBe(zoneId);
  });
});
