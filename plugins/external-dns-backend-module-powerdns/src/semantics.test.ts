import { powerDnsSemantics } from './semantics';
import { sentContent, targetOf } from './targets';

const long = 'x'.repeat(255);

describe('what the server makes of a target', () => {
  it.each<[string, string, string]>([
    ['A', ' 192.0.2.1', '192.0.2.1'],
    ['A', 'x', 'x'],
    ['AAAA', '2001:0DB8:0::1', '2001:db8::1'],
    ['CNAME', 'Bücher.example.org.', 'xn--bcher-kva.example.org'],
    ['MX', '010  Mail.example.org', '10 mail.example.org'],
    ['SRV', '10 5 443 host.example.org', '10 5 443 host.example.org.'],
    ['SRV', '0 0 0 .', '0 0 0 .'],
    [
      'NAPTR',
      '100 10 "u" "E2U+sip" "!^.*$!sip:desk@example.org!" .',
      '100 10 "u" "E2U+sip" "!^.*$!sip:desk@example.org!" .',
    ],
    ['CAA', '0 issue ca.example.org', '0 issue "ca.example.org"'],
    ['TXT', 'say "yes"', '"say \\"yes\\""'],
    ['TXT', '"a"   "b"', '"a" "b"'],
    ['TXT', `"${long}" "rest"`, `"${long}rest"`],
    ['TXT', '""', '""'],
    ['TLSA', '3 1 1  ABCD', '3 1 1 abcd'],
  ])('%s %s', (recordType, target, stored) => {
    const endpoint = { dnsName: 'a.openova.io', recordType, targets: [target] };
    expect(powerDnsSemantics.adjustEndpoint?.(endpoint).targets).toEqual([
      stored,
    ]);
  });

  it('is one target where two spellings are one value', () => {
    const endpoint = {
      dnsName: 'a.openova.io',
      recordType: 'AAAA',
      targets: ['2001:db8::1', '2001:DB8:0::1'],
    };
    expect(powerDnsSemantics.adjustEndpoint?.(endpoint).targets).toHaveLength(
      1,
    );
  });

  it('goes with its dot and comes without', () => {
    expect(sentContent('MX', '10 mail.example.org')).toBe(
      '10 mail.example.org.',
    );
    expect(sentContent('CNAME', 'web.example.org')).toBe('web.example.org.');
    expect(targetOf('MX', '10 mail.example.org.')).toBe('10 mail.example.org');
    expect(targetOf('LUA', 'A "x."')).toBe('A "x."');
  });
});
