import fc from 'fast-check';
import { labels } from './__testUtils__/arbitraries';
import { DnsValueError } from './errors';
import {
  canonicalName,
  compareNames,
  formatName,
  isAtOrBelow,
  namesEqual,
  normalizeName,
  parseName,
} from './name';

const octetsOf = (text: string) => Uint8Array.from(Buffer.from(text));

describe('names', () => {
  it('keep every octet through text and back', () => {
    fc.assert(
      fc.property(labels, list => {
        expect(parseName(formatName(list))).toEqual(list);
      }),
      { numRuns: 2000 },
    );
  });

  it('are normalized and canonical after one step', () => {
    fc.assert(
      fc.property(labels, list => {
        const name = formatName(list);
        const canonical = canonicalName(name);
        expect(normalizeName(name)).toBe(name);
        expect(canonicalName(canonical)).toBe(canonical);
        expect(namesEqual(name, `${canonical}.`)).toBe(true);
        expect(compareNames(name, canonical)).toBe(0);
      }),
    );
  });

  it('read and write the escapes of RFC 1035', () => {
    expect(parseName('a\\.b.example.org.')).toEqual([
      octetsOf('a.b'),
      octetsOf('example'),
      octetsOf('org'),
    ]);
    expect(parseName('\\000\\255.org')[0]).toEqual(Uint8Array.of(0, 255));
    expect(normalizeName('\\097\\046\\032.ORG')).toBe('a\\.\\032.ORG');
    expect(normalizeName('*._tcp.example.org.')).toBe('*._tcp.example.org');
    expect(normalizeName('.')).toBe('');
    // The last dot belongs to the label, it does not end the name.
    expect(parseName('a\\.')).toEqual([octetsOf('a.')]);
  });

  it.each([
    ['a..b', 'has an empty label'],
    ['.a', 'has an empty label'],
    ['a..', 'has an empty label'],
    [`${'a'.repeat(64)}.org`, 'a label of 64 octets'],
    [`${'a.'.repeat(126)}bb`, 'takes 256 octets'],
    [`${`${'a'.repeat(63)}.`.repeat(4)}`, 'takes 257 octets'],
    ['a b.org', 'has a space'],
    ['a\\', 'lone backslash'],
    ['a\\25', 'three digits up to 255'],
    ['a\\256', 'three digits up to 255'],
    ['b\u00fccher.example', 'outside of ASCII'],
    ['a\\\u00fc', 'outside of ASCII'],
  ])('refuse %j', (text, sentence) => {
    expect(() => parseName(text)).toThrow(DnsValueError);
    expect(() => parseName(text)).toThrow(sentence);
    expect(() => canonicalName(text)).toThrow(sentence);
  });

  it('accept the longest label and the longest name', () => {
    const longest = [...Array(3).fill('a'.repeat(63)), 'b'.repeat(61)].join(
      '.',
    );
    expect(longest).toHaveLength(253);
    expect(canonicalName(longest.toUpperCase())).toBe(longest);
    expect(() => canonicalName(`${longest}b`)).toThrow('takes 256 octets');
  });

  it('sort as RFC 4034 section 6.1 shows', () => {
    const sorted = [
      'example',
      'a.example',
      'yljkjljk.a.example',
      'Z.a.example',
      'zABC.a.EXAMPLE',
      'z.example',
      '\\001.z.example',
      '*.z.example',
      '\\200.z.example',
    ];
    expect([...sorted].reverse().sort(compareNames)).toEqual(sorted);
  });

  it('know what is below a zone', () => {
    expect(isAtOrBelow('WWW.openova.io', 'openova.IO')).toBe(true);
    expect(isAtOrBelow('openova.io', 'openova.io.')).toBe(true);
    expect(isAtOrBelow('notopenova.io', 'openova.io')).toBe(false);
    expect(isAtOrBelow('www\\.openova.io', 'openova.io')).toBe(false);
    expect(isAtOrBelow('io', '')).toBe(true);
  });
});
