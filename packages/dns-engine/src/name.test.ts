import { isWithin, nameDefect, normaliseName } from './name';
import { domainFilter } from './domainFilter';

describe('normaliseName', () => {
  it.each([
    ['API.Example.org.', 'api.example.org'],
    ['straße.example', 'strasse.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['api。example.org', 'api.example.org'],
    ['*._tcp.example.org', '*._tcp.example.org'],
    ['XN--A.example.org', 'xn--a.example.org'],
    ['0/25.2.0.192.in-addr.arpa', '0/25.2.0.192.in-addr.arpa'],
    ['', ''],
  ])('%s is %s', (name, expected) => {
    expect(normaliseName(name)).toBe(expected);
    expect(normaliseName(expected)).toBe(expected);
  });
});

describe('isWithin', () => {
  it('holds for the domain and what is below it', () => {
    expect(isWithin('example.org', 'example.org')).toBe(true);
    expect(isWithin('a.example.org', 'example.org')).toBe(true);
    expect(isWithin('aexample.org', 'example.org')).toBe(false);
    expect(isWithin('anything', '')).toBe(true);
  });
});

describe('nameDefect', () => {
  it('takes names of 63 bytes a label and 255 in all', () => {
    expect(nameDefect(`${'a'.repeat(63)}.example.org`)).toBeUndefined();
    expect(nameDefect(`${'a'.repeat(64)}.example.org`)).toContain('64 bytes');
    expect(nameDefect(`${'a.'.repeat(126)}a`)).toBeUndefined();
    expect(nameDefect(`${'a.'.repeat(127)}a`)).toContain('257 bytes');
    expect(nameDefect('a..b')).toContain('empty label');
    expect(nameDefect('a b.example.org')).toContain('character');
    expect(nameDefect('')).toBe('it is empty');
  });
});

describe('domainFilter', () => {
  const filter = (options: Partial<Parameters<typeof domainFilter>[0]>) =>
    domainFilter({
      domainFilter: [],
      excludeDomains: [],
      regexDomainFilter: '',
      regexDomainExclusion: '',
      ...options,
    });

  it('takes everything where nothing is configured', () => {
    expect(filter({})('anything.example')).toBe(true);
  });

  it('reads a leading dot as: below only', () => {
    const passes = filter({ domainFilter: ['.Example.org.'] });
    expect(passes('example.org')).toBe(false);
    expect(passes('a.EXAMPLE.org')).toBe(true);
  });

  it('lets exclusion win', () => {
    const passes = filter({
      domainFilter: ['example.org'],
      excludeDomains: ['dev.example.org'],
    });
    expect(passes('a.dev.example.org')).toBe(false);
    expect(passes('a.example.org')).toBe(true);
  });

  it('switches the lists off where a regular expression is given, and never hangs', () => {
    const passes = filter({
      domainFilter: ['example.com'],
      regexDomainFilter: '^(a+)+\\.example\\.org$',
    });
    expect(passes('aa.example.org')).toBe(true);
    expect(passes(`${'a'.repeat(5000)}.example.net`)).toBe(false);
  });
});
