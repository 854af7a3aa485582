import fc from 'fast-check';
import { azurePrivateSemantics, azurePublicSemantics } from '../semantics';
import { metadataWith, tagProperties, tagPropertiesOf } from './tags';
import { quotedText, stringsOfText, textOfStrings } from './text';
import { canonicalTarget, toAzureRecord, toTarget } from './values';
import { AzureRecordType } from './services';

describe('texts', () => {
  it('come back as they were wished, however they are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), text => {
        const wished = quotedText(`"${text.replace(/["\\]/g, '\\$&')}"`);
        const strings = stringsOfText(wished);
        for (const string of strings) {
          expect(new TextEncoder().encode(string).length).toBeLessThan(256);
        }
        expect(strings.join('')).toBe(text);
        // Ownership texts lose quotes that are content, see there.
        fc.pre(!/^"(heritage=|[A-Za-z0-9+/]{40})/.test(text));
        expect(textOfStrings(strings)).toBe(wished);
      }),
    );
  });

  it.each([
    ['plain', '"plain"', ['plain']],
    ['"two" "parts"', '"twoparts"', ['twoparts']],
    ['"say \\"yes\\""', '"say \\"yes\\""', ['say "yes"']],
    ['"a\\032b"', '"a b"', ['a b']],
    ['""', '""', ['']],
  ])('%s', (target, canonical, strings) => {
    expect(quotedText(target)).toBe(canonical);
    expect(stringsOfText(target)).toEqual(strings);
  });

  it('encrypted ownership with quotes as content is read without them', () => {
    const secret = `"${'QUJD'.repeat(20)}=="`;
    expect(textOfStrings([secret])).toBe(secret);
    expect(textOfStrings(['"abc"'])).toBe('"\\"abc\\""');
  });
});

describe('values', () => {
  it.each<[AzureRecordType, string, object, string]>([
    ['A', '192.0.2.1', { ipv4Address: '192.0.2.1' }, '192.0.2.1'],
    ['AAAA', '2001:0DB8::0:1', { ipv6Address: '2001:db8::1' }, '2001:db8::1'],
    [
      'CNAME',
      'www.example.org.',
      { cname: 'www.example.org' },
      'www.example.org',
    ],
    [
      'NS',
      'ns1.example.org.',
      { nsdname: 'ns1.example.org' },
      'ns1.example.org',
    ],
    [
      'PTR',
      'host.example.org',
      { ptrdname: 'host.example.org' },
      'host.example.org',
    ],
    [
      'MX',
      '010  mail.example.org.',
      { preference: 10, exchange: 'mail.example.org' },
      '10 mail.example.org',
    ],
    ['MX', '0 .', { preference: 0, exchange: '.' }, '0 .'],
    [
      'SRV',
      '1 2 443 host.example.org',
      { priority: 1, weight: 2, port: 443, target: 'host.example.org' },
      '1 2 443 host.example.org.',
    ],
    [
      'CAA',
      '0 issue ca.example.org',
      { flags: 0, tag: 'issue', value: 'ca.example.org' },
      '0 issue "ca.example.org"',
    ],
    ['CAA', '0 issue ""', { flags: 0, tag: 'issue', value: '' }, '0 issue ""'],
    ['TXT', '"one"', { value: ['one'] }, '"one"'],
  ])('%s %s', (type, target, record, canonical) => {
    expect(canonicalTarget(type, target)).toBe(canonical);
    expect(canonicalTarget(type, canonical)).toBe(canonical);
    expect(toAzureRecord(type, target)).toEqual(record);
    expect(toTarget(type, { ...record })).toBe(canonical);
  });

  it.each<[AzureRecordType, string]>([
    ['MX', 'mail.example.org'],
    ['SRV', '1 2 host.example.org.'],
    ['CAA', 'issue'],
  ])('%s %s is told with an example', (type, target) => {
    expect(canonicalTarget(type, target)).toBe(target);
    expect(() => toAzureRecord(type, target)).toThrow(
      `"${target}" is no such value: write it as `,
    );
  });
});

describe('tags', () => {
  const asked = (value: string) => [{ name: 'azure/tags', value }];

  it('have one spelling, and are all of an endpoint that is kept', () => {
    expect(
      azurePublicSemantics.adjustEndpoint?.({
        dnsName: 'web.openova.io',
        recordType: 'A',
        targets: ['192.0.2.1', '192.0.2.1'],
        providerSpecific: [
          ...asked('team=shop, env = a=b,,mark'),
          { name: 'alias', value: 'true' },
        ],
      }),
    ).toEqual({
      dnsName: 'web.openova.io',
      recordType: 'A',
      targets: ['192.0.2.1'],
      providerSpecific: asked('env=a=b,mark=,team=shop'),
    });
  });

  it('that were written are read again, beside any other metadata', () => {
    const key = fc.stringMatching(/^[a-z]{1,5}$/);
    const dictionary = fc.dictionary(key, fc.stringMatching(/^[a-z]{0,5}$/));
    fc.assert(
      fc.property(dictionary, dictionary, (standing, tags) => {
        const value = Object.entries(tags)
          .map(pair => pair.join('='))
          .join(',');
        const written = metadataWith(asked(value), standing);
        expect(tagPropertiesOf(written)).toEqual(tagProperties(asked(value)));
        const others = Object.entries(standing).filter(
          ([name]) => !Object.hasOwn(tags, name),
        );
        expect(metadataWith(undefined, written)).toEqual(
          Object.fromEntries(others),
        );
      }),
    );
  });
});

it('private zones hold no CAA and no NS', () => {
  const missing = azurePublicSemantics.recordTypes.filter(
    type => !azurePrivateSemantics.recordTypes.includes(type),
  );
  expect(missing).toEqual(['CAA', 'NS']);
});
