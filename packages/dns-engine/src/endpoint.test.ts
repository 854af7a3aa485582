import fc from 'fast-check';
import {
  endpointsForHostname,
  hasLongLabel,
  newEndpoint,
  suitableType,
} from './endpoint';

describe('endpoints', () => {
  it('lose one trailing dot of the name, and of targets that may', () => {
    expect(
      newEndpoint('web.openova.io.', 'CNAME', ['lb.example.org.']),
    ).toEqual({
      dnsName: 'web.openova.io',
      recordType: 'CNAME',
      targets: ['lb.example.org'],
    });
    const srv = newEndpoint('_a._tcp.openova.io', 'SRV', ['0 50 1 a.'], 60);
    expect(srv).toMatchObject({ targets: ['0 50 1 a.'], recordTTL: 60 });
  });

  it('are not made where a label has more than 63 bytes', () => {
    expect(newEndpoint(`${'x'.repeat(63)}.io`, 'A', [])).toBeDefined();
    expect(newEndpoint(`${'x'.repeat(64)}.io`, 'A', [])).toBeUndefined();
    expect(newEndpoint(`${'ü'.repeat(32)}.io`, 'A', [])).toBeUndefined();
  });

  it('count bytes as UTF-8 does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), name => {
        const bytes = name.split('.').map(label => Buffer.from(label).length);
        expect(hasLongLabel(name)).toBe(bytes.some(length => length > 63));
      }),
    );
  });

  it('of a mixed list are up to three, each with all the settings', () => {
    const endpoints = endpointsForHostname(
      'web.openova.io',
      ['lb.example.org', '2001:db8::1', '192.0.2.1', '::ffff:192.0.2.1'],
      {
        recordTTL: 60,
        setIdentifier: 'eu',
        resource: 'service/shop/web',
        providerSpecific: [{ name: 'alias', value: 'true' }],
      },
    );
    const settings = {
      dnsName: 'web.openova.io',
      recordTTL: 60,
      setIdentifier: 'eu',
      labels: { resource: 'service/shop/web' },
      providerSpecific: [{ name: 'alias', value: 'true' }],
    };
    expect(endpoints).toEqual([
      { ...settings, recordType: 'A', targets: ['192.0.2.1'] },
      {
        ...settings,
        recordType: 'AAAA',
        targets: ['2001:db8::1', '::ffff:192.0.2.1'],
      },
      { ...settings, recordType: 'CNAME', targets: ['lb.example.org'] },
    ]);
    expect(endpoints[0].providerSpecific).not.toBe(
      endpoints[1].providerSpecific,
    );
    expect(endpointsForHostname('web.openova.io', [], {})).toEqual([]);
  });

  it('guess the type of a target', () => {
    expect(
      ['192.0.2.1', '2001:db8::1', '192.0.2.01', ''].map(suitableType),
    ).toEqual(['A', 'AAAA', 'CNAME', 'CNAME']);
  });
});
