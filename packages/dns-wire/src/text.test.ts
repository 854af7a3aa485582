import fc from 'fast-check';
import { octets } from './__testUtils__/arbitraries';
import { octetsOf, stringsToText, textOf, textToStrings } from './text';

const strings = fc.array(fc.oneof(octets(255), octets(255, 255), octets(3)), {
  minLength: 1,
  maxLength: 5,
});

describe('TXT values', () => {
  it('keep every octet and every cut through text and back', () => {
    fc.assert(
      fc.property(strings, list => {
        const text = stringsToText(list);
        expect(text).toMatch(/^[\x20-\x7e]+$/);
        expect(textToStrings(text)).toEqual(list);
      }),
      { numRuns: 3000 },
    );
  });

  it('are quoted as ExternalDNS holds them', () => {
    const heritage = '"heritage=external-dns,external-dns/owner=openova"';
    expect(textToStrings(heritage)).toEqual([octetsOf(heritage.slice(1, -1))]);
    expect(stringsToText(textToStrings(heritage))).toBe(heritage);
    expect(stringsToText([octetsOf('a"b\\c\u00e9')])).toBe(
      '"a\\"b\\\\c\\195\\169"',
    );
    expect(stringsToText([octetsOf('one'), octetsOf('two')])).toBe(
      '"one" "two"',
    );
    expect(stringsToText([octetsOf('')])).toBe('""');
  });

  it('are cut at 255 octets and joined again', () => {
    const long = `"${'x'.repeat(600)}"`;
    expect(textToStrings(long).map(string => string.length)).toEqual([
      255, 255, 90,
    ]);
    expect(stringsToText(textToStrings(long))).toBe(long);
  });

  it('without quotes are taken as they are', () => {
    expect(textToStrings('v=spf1 include:\\x "-all').map(textOf)).toEqual([
      'v=spf1 include:\\x "-all',
    ]);
    expect(textToStrings('')).toEqual([octetsOf('')]);
  });

  it.each([
    ['"open', 'a quote that is not closed'],
    ['"one" two', 'text outside of its quotes'],
    ['"a\\', 'a lone backslash'],
    ['"\\999"', 'three digits up to 255'],
  ])('refuse %s', (text, sentence) => {
    expect(() => textToStrings(text)).toThrow(sentence);
  });
});
