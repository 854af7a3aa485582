import fc from 'fast-check';
import { canonicalText, sentText } from './text';

describe('texts', () => {
  it('have quotes, whether they came with them or not', () => {
    expect(canonicalText('v=spf1 -all')).toBe('"v=spf1 -all"');
    expect(canonicalText('"v=spf1 -all"')).toBe('"v=spf1 -all"');
    expect(canonicalText('say "yes"')).toBe('"say \\"yes\\""');
  });

  it('keep strings that somebody wrote as two', () => {
    expect(canonicalText('"one"   "two"')).toBe('"one" "two"');
    expect(sentText('"one" "two"')).toBe('"one" "two"');
  });

  it('are joined where the service cut them', () => {
    const long = 'x'.repeat(300);
    const cut = `"${'x'.repeat(255)}" "${'x'.repeat(45)}"`;
    expect(sentText(`"${long}"`)).toBe(cut);
    expect(canonicalText(cut)).toBe(`"${long}"`);
  });

  it('are never sent in strings above 255 bytes, and read back as they were', () => {
    const texts = fc.string({
      unit: fc.constantFrom(
        'a',
        ' ',
        'ü',
        '€',
        '😀',
        '"',
        '\\',
        '\\"',
        '\\200',
      ),
      maxLength: 700,
    });
    fc.assert(
      fc.property(texts, text => {
        const target = canonicalText(text);
        const sent = sentText(target);
        const strings = sent.match(/"(?:[^"\\]|\\.)*"/gsu) ?? [];
        expect(strings.join(' ')).toBe(sent);
        for (const each of strings) {
          const bytes = each.slice(1, -1).replace(/\\[0-9]{3}|\\./gsu, 'x');
          expect(Buffer.byteLength(bytes)).toBeLessThanOrEqual(255);
        }
        expect(canonicalText(sent)).toBe(target);
        expect(canonicalText(target)).toBe(target);
      }),
    );
  });
});
