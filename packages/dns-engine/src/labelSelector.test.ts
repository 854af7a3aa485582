import {
  matchesSelector,
  parseAnnotationFilter,
  parseLabelSelector,
  SelectorError,
  selectorFromJson,
} from './labelSelector';

const labels = { app: 'web', tier: '5', empty: '' };

describe('label selectors', () => {
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web,tier=5', true],
    ['app = web , tier', true],
    ['app!=web', false],
    ['other!=web', true],
    ['app in (api, web)', true],
    ['app notin (api,web)', false],
    ['other notin (api)', true],
    ['app', true],
    ['!app', false],
    ['! other', true],
    ['tier>4', true],
    ['tier<5', false],
    ['app>4', false],
    ['empty=', true],
    ['empty in (a,)', true],
    ['openova.io/app in (web)', false],
    ['in in (a)', false],
    ['constructor', false],
  ])('%s', (selector, expected) => {
    expect(matchesSelector(parseLabelSelector(selector), labels)).toBe(
      expected,
    );
  });

  it.each([
    'app in (a',
    'app in a)',
    'app=a b',
    'app,',
    ',app',
    '=a',
    'app=-a',
    'app=ü',
    'app>x',
    'a/b/c=1',
    'app~web',
    'app in',
    '!',
    `app=${'x'.repeat(64)}`,
  ])('that cannot be read are refused: %s', selector => {
    expect(() => parseLabelSelector(selector)).toThrow(SelectorError);
  });

  it('for annotations have no !=, > and <', () => {
    expect(parseAnnotationFilter('a notin (b),c=d')).toHaveLength(2);
    expect(() => parseAnnotationFilter('a!=b')).toThrow('notin');
    expect(() => parseAnnotationFilter('a>1')).toThrow(SelectorError);
    expect(() => parseAnnotationFilter('a<1')).toThrow(SelectorError);
  });

  it('of objects: absent matches nothing, empty everything', () => {
    expect(selectorFromJson(undefined, 'selector')).toBeUndefined();
    expect(selectorFromJson({}, 'selector')).toEqual([]);
    const selector = selectorFromJson(
      {
        matchLabels: { app: 'web' },
        matchExpressions: [{ key: 'other', operator: 'DoesNotExist' }],
      },
      'selector',
    );
    expect(selector && matchesSelector(selector, labels)).toBe(true);
  });

  it.each([
    { matchLabels: [] },
    { matchLabels: { app: 1 } },
    { matchExpressions: [{ key: 'a', operator: 'Like', values: ['b'] }] },
    { matchExpressions: [{ key: 'a', operator: 'In' }] },
    { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
    { matchExpressions: [{ key: 'a', operator: 'constructor' }] },
  ])('of objects that are broken are refused: %j', value => {
    expect(() => selectorFromJson(value, 'selector')).toThrow('selector');
  });
});
