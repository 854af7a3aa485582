import { domainFilter, regexDefect } from './domainFilter';

const lists = { domainFilter: [], excludeDomains: [] };
const byRegex = (regexDomainFilter: string, regexDomainExclusion = '') =>
  domainFilter({ ...lists, regexDomainFilter, regexDomainExclusion });

describe('a regular expression of the configuration', () => {
  it('finds anywhere in the name, and exclusion comes first', () => {
    const passes = byRegex('openova', '^private\\.');
    expect(passes('web.openova.io')).toBe(true);
    expect(passes('private.openova.io')).toBe(false);
    expect(passes('web.example.org')).toBe(false);
  });

  it.each([['(a+)+$'], ['(a|a)*!$'], ['(.*)*(.*)*(.*)*x'], ['(a?){60}a{60}b']])(
    'takes time by the length of the name, whatever it is: %s',
    pattern => {
      // Backtracking would take longer than the world is old.
      const name = `${'a'.repeat(60)}!.${'a'.repeat(60)}.${'a'.repeat(60)}!b`;
      expect(byRegex(pattern)(name)).toBe(false);
    },
  );

  it.each([
    ['(?=a)', 'invalid or unsupported Perl syntax'],
    ['(a)\\1', 'invalid escape sequence'],
    ['((a{100}){100}){100}', 'invalid repeat count'],
    [`${'('.repeat(2000)}${')'.repeat(2000)}`, 'nests too deeply'],
    ['a'.repeat(10_001), 'longer than 10000 characters'],
  ])('is refused where it is not RE2 or too large', (pattern, defect) => {
    expect(regexDefect(pattern)).toContain(defect);
  });
});
