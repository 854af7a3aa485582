import {
  annotatedTargets,
  annotatedTtl,
  annotationReader,
  splitList,
} from './annotations';

const current = 'external-dns.kubernetes.io/';
const alpha = 'external-dns.alpha.kubernetes.io/';
const read = annotationReader([current, alpha]);

describe('annotations', () => {
  it('are read under the first prefix that has them', () => {
    const annotations = read({
      [`${alpha}hostname`]: 'old.openova.io',
      [`${alpha}ttl`]: '60',
      [`${current}hostname`]: 'new.openova.io',
    });
    expect(annotations.get('hostname')).toBe('new.openova.io');
    expect(annotations.get('ttl')).toBe('60');
    expect(annotations.get('target')).toBeUndefined();
    expect(annotations.differing()).toEqual(['hostname']);
  });

  it('become properties of the provider that they are for', () => {
    const annotations = read({
      [`${current}aws-weight`]: '10',
      [`${alpha}aws-weight`]: '20',
      [`${alpha}cloudflare-proxied`]: 'true',
      [`${current}azure-tags`]: 'a=b',
      [`${current}webhook-x`]: 'y',
      [`${current}alias`]: 'true',
      [`${current}record-type`]: 'ptr',
      [`${current}unknown`]: 'z',
    });
    expect(annotations.properties()).toEqual([
      { name: 'alias', value: 'true' },
      { name: 'record-type', value: 'ptr' },
      { name: 'aws/weight', value: '10' },
      { name: 'azure/tags', value: 'a=b' },
      { name: 'webhook/x', value: 'y' },
      { name: `${current}cloudflare-proxied`, value: 'true' },
    ]);
  });

  it('that are no text are named', () => {
    expect(() => read({ [`${current}hostname`]: 7 }).get('hostname')).toThrow(
      `metadata.annotations["${current}hostname"] must be text`,
    );
    expect(() => read(['a'])).toThrow('metadata.annotations must be an object');
  });

  it.each([
    ['60', 60],
    ['+60', 60],
    ['10m', 600],
    ['1h30m', 5400],
    ['1.9s', 1],
    ['.5h', 1800],
    ['2147483647', 2147483647],
    ['2147483648', 'invalid'],
    ['0', undefined],
    ['0s', undefined],
    ['500ms', undefined],
    ['', undefined],
    ['-5m', 'invalid'],
    ['1.5', 'invalid'],
    ['0x10', 'invalid'],
    [' 60', 'invalid'],
    ['soon', 'invalid'],
    ['9999999999h', 'invalid'],
  ])('ttl %j is %j', (value, seconds) => {
    expect(annotatedTtl(read({ [`${current}ttl`]: value }))).toBe(seconds);
  });

  it('hold lists: spaces removed, a dot less at the end of a target', () => {
    expect(splitList(' a.openova.io, b c ,\n')).toEqual([
      'a.openova.io',
      'bc',
      '',
    ]);
    const targets = read({
      [`${current}target`]: '192.0.2.1, lb.example.org.',
    });
    expect(annotatedTargets(targets)).toEqual(['192.0.2.1', 'lb.example.org']);
    expect(annotatedTargets(read({ [`${current}target`]: '' }))).toEqual([]);
  });
});
