import fc from 'fast-check';
import { recordData } from './__testUtils__/arbitraries';
import { RecordType } from './codes';
import { DnsValueError } from './errors';
import { normalizeTarget, rdataToTarget, targetToRdata } from './target';
import { octetsOf } from './text';

describe('targets', () => {
  it('hold all that record data holds', () => {
    fc.assert(
      fc.property(recordData, data => {
        const target = rdataToTarget(data);
        expect(targetToRdata(data.type, target)).toEqual(data);
        expect(normalizeTarget(data.type, target)).toBe(target);
      }),
      { numRuns: 5000 },
    );
  });

  it.each<[RecordType, string, string]>([
    ['A', '192.0.2.1', '192.0.2.1'],
    ['AAAA', '2001:DB8:0:0::1', '2001:db8::1'],
    ['AAAA', '::ffff:192.0.2.1', '::ffff:c000:201'],
    ['CNAME', 'Web.openova.io.', 'Web.openova.io'],
    ['NS', 'gslb-ns-eu.openova.io', 'gslb-ns-eu.openova.io'],
    ['MX', '10  mail.openova.io.', '10 mail.openova.io'],
    ['MX', '0 .', '0 .'],
    ['SRV', '0 5 443 web.openova.io', '0 5 443 web.openova.io.'],
    ['SRV', '0 0 0 .', '0 0 0 .'],
    ['CAA', '0 issue "example.org"', '0 issue "example.org"'],
    [
      'CAA',
      '128 iodef mailto:dns@example.org',
      '128 iodef "mailto:dns@example.org"',
    ],
    [
      'NAPTR',
      '100 10 "u" E2U+sip "!^.*$!sip:info@example.org!" .',
      '100 10 "u" "E2U+sip" "!^.*$!sip:info@example.org!" .',
    ],
    ['DS', '60485 5 1 2bb183af', '60485 5 1 2BB183AF'],
    ['HTTPS', '\\# 3 0001 00', '\\# 3 000100'],
    ['TYPE65280', '\\# 0', '\\# 0'],
    // RFC 3597 section 5: a number of a known type is that type.
    ['TYPE1', '192.0.2.1', '192.0.2.1'],
  ])('of %s: %s is %s', (type, target, normal) => {
    expect(normalizeTarget(type, target)).toBe(normal);
  });

  it.each<[RecordType, string, string]>([
    ['A', '192.0.2.256', '"192.0.2.256" is not an IPv4 address.'],
    ['A', '192.0.2', '"192.0.2" is not an IPv4 address.'],
    ['A', '2001:db8::1', '"2001:db8::1" is not an IPv4 address.'],
    ['AAAA', '192.0.2.1', '"192.0.2.1" is not an IPv6 address.'],
    ['AAAA', '::ffff:192.0.2.01', '"192.0.2.01" is not an IPv4 address.'],
    [
      'CNAME',
      'a..example.org',
      'The name "a..example.org" has an empty label.',
    ],
    [
      'MX',
      'mail.example.org',
      'The MX target "mail.example.org" has 1 fields, 2 are needed: preference, host.',
    ],
    [
      'MX',
      '65536 mail.example.org',
      'The preference of the MX target "65536 mail.example.org" must be a whole number up to 65535.',
    ],
    [
      'SRV',
      '0 5 https web.example.org.',
      'The port of the SRV target "0 5 https web.example.org." must be a whole number up to 65535.',
    ],
    [
      'CAA',
      '256 issue "x"',
      'The flags of the CAA target "256 issue \\"x\\"" must be a whole number up to 255.',
    ],
    [
      'CAA',
      '0 is-sue "x"',
      'The tag of the CAA target "0 is-sue \\"x\\"" must be made of letters and digits.',
    ],
    [
      'DS',
      '1 2 3 abc',
      'The digest of the DS target "1 2 3 abc" must be pairs of hexadecimal digits.',
    ],
    [
      'HTTPS',
      '1 . alpn=h2',
      'The HTTPS target "1 . alpn=h2" must have the form "\\# length hex" of RFC 3597.',
    ],
    ['OPT', '', 'OPT records belong to a message, not a zone.'],
  ])('of %s: %s is refused', (type, target, sentence) => {
    expect(() => targetToRdata(type, target)).toThrow(
      new DnsValueError(sentence),
    );
  });

  it('give the data of the type that was asked for', () => {
    expect(targetToRdata('MX', '10 mail.openova.io').data.exchange).toBe(
      'mail.openova.io',
    );
    expect(targetToRdata('CAA', '0 issue ";"').data.value).toEqual(
      octetsOf(';'),
    );
  });
});
