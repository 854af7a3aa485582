import {
  delegationEndpointName,
  geoTagOf,
  isDelegationResource,
  isK8gbResource,
  nsName,
  parentOf,
} from './nsName';

// Reference 1.3, by the formula.
const names = [
  ['eu', 'gslb.openova.io', 'openova.io', 'gslb-ns-eu-gslb.openova.io'],
  [
    'eu-west-1',
    'test.example.org',
    'example.org',
    'gslb-ns-eu-west-1-test.example.org',
  ],
  [
    'eu',
    'test-zone.gslb.example.org',
    'gslb.example.org',
    'gslb-ns-eu-test-zone.gslb.example.org',
  ],
  [
    'eu',
    'info.foo.gslb.a.example.org',
    'a.example.org',
    'gslb-ns-eu-info-foo-gslb.a.example.org',
  ],
] as const;

describe('names of name servers', () => {
  it.each(names)('of %s in %s below %s', (tag, zone, parent, name) => {
    expect(nsName(tag, zone, parent)).toBe(name);
    expect(geoTagOf(name, zone, parent)).toBe(tag);
    expect(parentOf(zone, name)).toBe(parent);
  });

  it('have the prefix of the installation, which may be empty', () => {
    expect(nsName('eu', 'gslb.openova.io', 'openova.io', '')).toBe(
      'eu-gslb.openova.io',
    );
    expect(nsName('EU', 'gslb.openova.io', 'openova.io', 'edge-')).toBe(
      'edge-eu-gslb.openova.io',
    );
    expect(
      geoTagOf(
        'gslb-ns-eu-gslb.openova.io',
        'gslb.openova.io',
        'openova.io',
        'edge-',
      ),
    ).toBe('eu');
  });

  it('collide where a dot and a hyphen change places', () => {
    expect(nsName('eu', 'a.b.openova.io', 'openova.io')).toBe(
      nsName('eu', 'a-b.openova.io', 'openova.io'),
    );
    expect(nsName('eu-a', 'b.openova.io', 'openova.io')).toBe(
      nsName('eu', 'a.b.openova.io', 'openova.io'),
    );
  });

  it('do not exist for a zone that is not below its parent', () => {
    expect(nsName('eu', 'openova.io', 'openova.io')).toBe('');
    expect(nsName('eu', 'gslbopenova.io', 'openova.io')).toBe('');
    expect(geoTagOf('web.openova.io', 'gslb.openova.io', 'openova.io')).toBe(
      undefined,
    );
    expect(parentOf('gslb.openova.io', 'ns1.example.org')).toBe(undefined);
  });
});

describe('a TXT of a delegation', () => {
  it('is known by its resource', () => {
    const endpoint = delegationEndpointName('gslb.openova.io');
    expect(endpoint).toBe('k8gb-ns-extdns-gslb-openova-io');
    expect(isK8gbResource(`crd/k8gb/${endpoint}`, 'gslb.openova.io')).toBe(
      true,
    );
    expect(isK8gbResource(`crd/k8gb/${endpoint}`, 'cdn.openova.io')).toBe(
      false,
    );
    expect(isK8gbResource('crd/k8gb/k8gb-ns-extdns', 'cdn.openova.io')).toBe(
      true,
    );
    expect(isDelegationResource('zonedelegation/gslb-openova-io')).toBe(true);
    expect(isDelegationResource('config/gslb.openova.io')).toBe(true);
    expect(isDelegationResource('crd/shop/web')).toBe(false);
  });
});
