import { DesiredRecordSet } from '@openova/dns-engine';
import { googleSemantics } from '../semantics';
import {
  standingSet,
  toRecordSet,
  toServiceSet,
  UnusableRecord,
} from './recordSets';
import { joinedText, storedText } from './textValue';
import { fromServiceValue, toServiceValue } from './values';

const zone = { name: 'openova.io' };

function wanted(
  recordType: string,
  targets: string[],
  more: Partial<DesiredRecordSet> = {},
): DesiredRecordSet {
  return {
    zone: 'openova.io',
    dnsName: 'Bücher.openova.io',
    recordType,
    targets,
    ...more,
  };
}

it.each([
  ['A', '192.0.2.1', '192.0.2.1', '192.0.2.1'],
  ['CNAME', 'www.example.org', 'www.example.org.', 'www.example.org'],
  ['CNAME', 'www.example.org.', 'www.example.org.', 'www.example.org'],
  ['NS', 'ns1.example.org', 'ns1.example.org.', 'ns1.example.org'],
  ['PTR', 'host.example.org', 'host.example.org.', 'host.example.org'],
  ['MX', '10  mail.example.org', '10 mail.example.org.', '10 mail.example.org'],
  ['MX', '0 .', '0 .', '0 .'],
  [
    'SRV',
    '10 5 443 host.example.org',
    '10 5 443 host.example.org.',
    '10 5 443 host.example.org.',
  ],
  [
    'NAPTR',
    '100 10 "u" "E2U+sip" "!^.*$!sip:my desk@example.org!" .',
    '100 10 "u" "E2U+sip" "!^.*$!sip:my desk@example.org!" .',
    '100 10 "u" "E2U+sip" "!^.*$!sip:my desk@example.org!" .',
  ],
  [
    'HTTPS',
    '1 svc.example.org alpn="h2,h3"',
    '1 svc.example.org. alpn="h2,h3"',
    '1 svc.example.org. alpn="h2,h3"',
  ],
  ['CAA', '0 issue ";"', '0 issue ";"', '0 issue ";"'],
  ['TXT', 'plain text', '"plain text"', '"plain text"'],
])('%s %s is sent as %s and read as %s', (type, target, sent, read) => {
  expect(toServiceValue(type, target)).toBe(sent);
  expect(fromServiceValue(type, sent)).toBe(read);
  // What is wanted is compared in the spelling in which it is read.
  expect(
    googleSemantics.adjustEndpoint?.({
      dnsName: 'a.openova.io',
      recordType: type,
      targets: [target, target],
    }).targets,
  ).toEqual([read]);
});

describe('texts', () => {
  it('are cut into strings of 255 bytes, and read as one', () => {
    const long = `"${'ü'.repeat(200)}"`;
    const stored = storedText(long);
    const strings = stored.match(/"[^"]*"/g) ?? [];
    expect(strings).toHaveLength(2);
    for (const string of strings) {
      expect(string.replace(/\\\d{3}/g, 'x').length).toBeLessThanOrEqual(257);
    }
    expect(joinedText(stored)).toBe(joinedText(long));
    expect(joinedText('"a" "b"')).toBe('"ab"');
  });

  it('escape what a zone file would not take', () => {
    expect(storedText('say "yes" \\ ü')).toBe(
      '"say \\"yes\\" \\\\ \\195\\188"',
    );
    expect(storedText('"\\195\\188 \\; \\999"')).toBe('"\\195\\188 ; 999"');
    expect(storedText('')).toBe('""');
  });
});

describe('record sets', () => {
  it('are sent with absolute names in punycode, and 300 seconds where none are asked for', () => {
    expect(toServiceSet(wanted('A', ['192.0.2.1']))).toEqual({
      name: 'xn--bcher-kva.openova.io.',
      type: 'A',
      ttl: 300,
      rrdatas: ['192.0.2.1'],
    });
  });

  it('are deleted exactly as they were read', () => {
    const told = {
      name: 'mail.openova.io.',
      type: 'TXT',
      ttl: 77,
      rrdatas: ['"cut " "in two"', 'unquoted'],
    };
    const record = toRecordSet(told, zone);
    expect(record).toMatchObject({
      dnsName: 'mail.openova.io',
      recordTTL: 77,
      targets: ['"cut in two"', '"unquoted"'],
    });
    expect(standingSet(record)).toEqual(told);
    // As it went into the database and came back.
    expect(standingSet(JSON.parse(JSON.stringify(record)))).toEqual(told);
  });

  it('that were just written are deleted as they were sent', () => {
    const desired = wanted('MX', ['10 mail.example.org']);
    expect(standingSet(desired)).toEqual(toServiceSet(desired));
  });

  it('with a routing policy show all that it may answer, and are not touched', () => {
    const record = toRecordSet(
      {
        name: 'geo.openova.io.',
        type: 'A',
        ttl: 30,
        routingPolicy: {
          primaryBackup: {
            primaryTargets: {
              internalLoadBalancers: [{ ipAddress: '192.0.2.9', port: '80' }],
            },
            backupGeoTargets: {
              items: [
                { location: 'us-east1', rrdatas: ['192.0.2.1', '192.0.2.2'] },
                { location: 'europe-west1', rrdatas: ['192.0.2.1'] },
              ],
            },
          },
        },
      },
      zone,
    );
    expect(record.targets).toEqual(['192.0.2.9', '192.0.2.1', '192.0.2.2']);
    expect(() => standingSet(record)).toThrow(UnusableRecord);
  });

  it('have no set identifiers', () => {
    expect(() =>
      toServiceSet(wanted('A', ['192.0.2.1'], { setIdentifier: 'eu' })),
    ).toThrow('it has the set identifier eu, and Google Cloud DNS has none');
  });
});
