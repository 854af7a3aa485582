import fc from 'fast-check';
import { ServiceRecordSet } from '../api';
import { hetznerSemantics } from '../semantics';
import { recordsOf, relativeName, toRecordSet } from './recordSets';
import { joinedText, sentText } from './text';
import {
  hetznerRecordTypes,
  sentValue,
  storedTarget,
  targetOf,
} from './values';

const zone = 'openova.io';
const set = (more: Partial<ServiceRecordSet>): ServiceRecordSet => ({
  name: 'www',
  type: 'A',
  ttl: null,
  records: [{ value: '192.0.2.1' }],
  ...more,
});

describe('host names in values', () => {
  it.each([
    ['CNAME', 'host.example.org.', 'host.example.org'],
    ['CNAME', 'host', 'host.openova.io'],
    ['CNAME', '@', 'openova.io'],
    ['MX', '10 mail', '10 mail.openova.io'],
    ['MX', '0 .', '0 .'],
    ['NS', 'ns1.example.org.', 'ns1.example.org'],
    ['SRV', '10 5 443 host', '10 5 443 host.openova.io.'],
    ['SRV', '0 0 0 .', '0 0 0 .'],
    ['HTTPS', '1 . alpn="h2"', '1 . alpn=h2'],
    ['SVCB', '2 svc port=53 alpn="dot"', '2 svc.openova.io. alpn=dot port=53'],
  ])('%s: %s is read as %s', (type, value, target) => {
    expect(targetOf(type, value, zone)).toBe(target);
  });

  it.each([
    ['CNAME', 'host.example.org', 'host.example.org.'],
    ['CNAME', 'bücher.example.org', 'xn--bcher-kva.example.org.'],
    ['MX', '10  mail.example.org', '10 mail.example.org.'],
    ['SRV', '10 5 443 host.example.org.', '10 5 443 host.example.org.'],
    ['PTR', 'host.example.org.', 'host.example.org.'],
    [
      'HTTPS',
      '1 svc.example.org alpn="h2,h3"',
      '1 svc.example.org. alpn=h2,h3',
    ],
  ])('%s: %s is sent as %s, never relative', (type, target, value) => {
    expect(sentValue(type, target)).toBe(value);
  });

  it.each(['host.example.org', '10 mail.example.org', '1', '', '1 2 3'])(
    '%j, sent and read again, is the target that is compared',
    target => {
      for (const type of hetznerRecordTypes) {
        const stored = storedTarget(type, target);
        expect(targetOf(type, sentValue(type, target), zone)).toBe(stored);
        expect(storedTarget(type, stored)).toBe(stored);
      }
    },
  );
});

describe('texts', () => {
  it('are one string, however they are cut and escaped', () => {
    expect(joinedText('"one " "text"')).toBe('"one text"');
    expect(joinedText('one "text"')).toBe('"one \\"text\\""');
    expect(joinedText('"caf\\195\\169"')).toBe(joinedText('café'));
    expect(joinedText('')).toBe('""');
  });

  it('of any length and content come back as they were sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), text => {
        const target = `"${text.replace(/["\\]/g, '\\$&')}"`;
        const sent = sentText(target);
        expect(joinedText(sent)).toBe(joinedText(target));
        expect(sent).toMatch(/^[ -~]*$/);
        for (const [string] of sent.matchAll(/"(?:[^"\\]|\\[^])*"/g)) {
          const bytes = string.slice(1, -1).replace(/\\(?:\d{3}|.)/g, '.');
          expect(bytes.length).toBeLessThanOrEqual(255);
        }
      }),
    );
  });
});

describe('record sets', () => {
  it('have the zone in their names, and no TTL where it is the zone that has it', () => {
    expect(toRecordSet(set({ name: '@' }), zone)).toEqual({
      zone,
      dnsName: zone,
      recordType: 'A',
      targets: ['192.0.2.1'],
    });
    expect(toRecordSet(set({ ttl: 300 }), zone)).toMatchObject({
      dnsName: 'www.openova.io',
      recordTTL: 300,
    });
  });

  it('are the same in whatever order the service gives their values', () => {
    const records = [{ value: '192.0.2.2' }, { value: '192.0.2.1' }];
    expect(toRecordSet(set({ records }), zone)).toEqual(
      toRecordSet(set({ records: [...records].reverse() }), zone),
    );
  });

  it('keep the comments and spellings of the values that stay', () => {
    const type = 'CNAME';
    const records = [{ value: 'host', comment: 'the one of old' }];
    const old = toRecordSet(set({ type, records }), zone);
    const wanted = { zone, dnsName: 'www.openova.io', recordType: type };
    expect(recordsOf({ ...wanted, targets: ['HOST.openova.io'] }, old)).toEqual(
      records,
    );
    expect(
      recordsOf({ ...wanted, targets: ['other.openova.io'] }, old),
    ).toEqual([{ value: 'other.openova.io.' }]);
  });

  it('outside of the zone have no name in it', () => {
    expect(relativeName('*.WEB.openova.io.', zone)).toBe('*.web');
    expect(relativeName('openova.io', zone)).toBe('@');
    expect(() => relativeName('www.notopenova.io', zone)).toThrow(
      'www.notopenova.io is not in the zone openova.io',
    );
  });

  it('have no properties, and no TTL below 60', () => {
    expect(
      hetznerSemantics.adjustEndpoint?.({
        dnsName: 'www.openova.io',
        recordType: 'AAAA',
        targets: ['2001:0DB8::1', '2001:db8:0::1'],
        recordTTL: 5,
        providerSpecific: [{ name: 'hetzner/label-team', value: 'shop' }],
      }),
    ).toEqual({
      dnsName: 'www.openova.io',
      recordType: 'AAAA',
      targets: ['2001:db8::1'],
      recordTTL: 60,
    });
  });
});
