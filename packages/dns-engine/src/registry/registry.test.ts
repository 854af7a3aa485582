import * as fc from 'fast-check';
import { nameMapper } from './nameMapper';
import { labelDefect, parseLabels, serialiseLabels } from './txtValue';

const mapper = (options: {
  txtPrefix?: string;
  txtSuffix?: string;
  txtWildcardReplacement?: string;
}) =>
  nameMapper({
    txtPrefix: '',
    txtSuffix: '',
    txtWildcardReplacement: '',
    ...options,
  });

describe('names of ownership TXT records', () => {
  it.each([
    [
      { txtPrefix: '_externaldns.' },
      '_externaldns.a-api.example.org',
      '_externaldns.api.example.org',
    ],
    [
      { txtPrefix: 'x-%{record_type}.' },
      'x-a.api.example.org',
      'x-.api.example.org',
    ],
    [{ txtSuffix: '-x' }, 'a-api-x.example.org', 'api-x.example.org'],
    [{ txtSuffix: '._x' }, 'a-api._x.example.org', 'api._x.example.org'],
    [{}, 'a-api.example.org', 'api.example.org'],
  ])('%j', (options, typed, old) => {
    const names = mapper(options);
    expect(names.typedName('api.example.org', 'A')).toBe(typed);
    expect(names.oldName('api.example.org')).toBe(old);
    expect(names.read(typed)).toEqual({
      dnsName: 'api.example.org',
      recordType: 'A',
    });
    expect(names.read(old)).toEqual({
      dnsName: 'api.example.org',
      recordType: '',
    });
  });

  it('replace a leading asterisk, and only that', () => {
    const names = mapper({ txtWildcardReplacement: 'any' });
    expect(names.typedName('*.example.org', 'A')).toBe('a-any.example.org');
    expect(names.lookupName('*.example.org')).toBe('any.example.org');
    expect(names.wildcardOf('any.example.org')).toBe('*.example.org');
    expect(names.lookupName('a.*.example.org')).toBe('a.*.example.org');
  });

  it('say nothing without the affix', () => {
    expect(
      mapper({ txtPrefix: 'x.' }).read('a-api.example.org'),
    ).toBeUndefined();
  });
});

describe('values of ownership TXT records', () => {
  it('are written with sorted labels, in quotes', () => {
    expect(
      serialiseLabels({ resource: 'httproute/default/api', owner: 'openova' }),
    ).toBe(
      '"heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/default/api"',
    );
  });

  it('are not ours without the heritage', () => {
    expect(parseLabels('v=spf1 -all')).toBeUndefined();
    expect(parseLabels('heritage=other,external-dns/owner=me')).toBeUndefined();
  });

  it('read back whatever is not refused', () => {
    const text = fc.string({ maxLength: 30, unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, (owner, key, value) => {
        const labels = { owner, [`x${key}`]: value };
        fc.pre(labelDefect(labels) === undefined);
        expect(parseLabels(serialiseLabels(labels))).toEqual(labels);
      }),
    );
  });

  it('are never read with an error, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const labels = parseLabels(
          `heritage=external-dns,external-dns/${text}`,
        );
        expect(typeof labels).toMatch(/object|undefined/);
        expect(Object.getPrototypeOf(labels ?? {})).toBe(Object.prototype);
      }),
      { numRuns: 1000 },
    );
  });
});
