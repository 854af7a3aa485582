import { parseOptions } from './parseOptions';

const valid = {
  sources: ['crd'],
  policy: 'sync',
  registry: { txtOwnerId: 'me' },
};

const problemsOf = (config: unknown) =>
  parseOptions(config).problems.map(
    ({ path, message }) => `${path} ${message}`,
  );

describe('parseOptions', () => {
  it('fills in safe defaults', () => {
    const { options, problems } = parseOptions(valid);
    expect(problems).toEqual([]);
    expect(options).toMatchObject([
      {
        name: 'default',
        mode: 'observe',
        compat: false,
        annotationPrefixes: [
          'external-dns.kubernetes.io/',
          'external-dns.alpha.kubernetes.io/',
        ],
        managedRecordTypes: ['A', 'AAAA', 'CNAME'],
        registry: { type: 'txt', txtNewFormatOnly: true },
      },
    ]);
  });

  it('demands what nobody can guess', () => {
    const problems = problemsOf({});
    expect(problems).toEqual([
      expect.stringMatching(/^externalDns\.policy must be given/),
      expect.stringMatching(/^externalDns\.registry\.txtOwnerId must be given/),
      expect.stringMatching(/^externalDns\.sources must name at least one/),
    ]);
  });

  it('names an unknown key with the one that was meant', () => {
    expect(problemsOf({ ...valid, domainFilters: [] })).toEqual([
      'externalDns.domainFilters is not known: did you mean domainFilter?',
    ]);
    expect(problemsOf({ ...valid, txtPrefix: 'x.' })).toEqual([
      'externalDns.txtPrefix is not known: did you mean registry.txtPrefix?',
    ]);
  });

  it('passes over what the backend alone reads', () => {
    expect(
      problemsOf({
        ...valid,
        schedule: { sync: { minutes: 1 } },
        providers: [],
        clusters: { eu: {} },
        gslb: {},
      }),
    ).toEqual([]);
  });

  it.each([
    ['{ minutes: 2 }', { minutes: 2 }, 120],
    ['2m', '2m', 120],
    ['90', 90, 90],
    ['1h30m', '1h30m', 5400],
  ])('reads the duration %s', (_, minTtl, seconds) => {
    expect(parseOptions({ ...valid, minTtl }).options[0].minTtl).toBe(seconds);
  });

  it('reads a single text as a list', () => {
    const [options] = parseOptions({
      ...valid,
      domainFilter: 'openova.io',
    }).options;
    expect(options.domainFilter).toEqual(['openova.io']);
  });

  it('lets instances inherit, the registry key by key', () => {
    const { options, problems } = parseOptions({
      ...valid,
      registry: { txtOwnerId: 'me', txtPrefix: '_x.' },
      instances: [
        { name: 'eu', clusters: ['eu'], registry: { txtOwnerId: 'eu' } },
        { name: 'us', policy: 'upsert-only' },
      ],
    });
    expect(problems).toEqual([]);
    expect(options).toMatchObject([
      {
        name: 'eu',
        clusters: ['eu'],
        policy: 'sync',
        registry: { txtOwnerId: 'eu', txtPrefix: '_x.' },
      },
      { name: 'us', policy: 'upsert-only', registry: { txtOwnerId: 'me' } },
    ]);
  });

  it('never repeats a secret', () => {
    const [problem] = problemsOf({
      ...valid,
      registry: { txtOwnerId: 'me', txtEncryptAesKey: 'hunter2' },
    });
    expect(problem).toContain('registry.txtEncryptAesKey must be 32 bytes');
    expect(problem).not.toContain('hunter2');
  });

  it.each([
    [{ registry: { type: 'noop' } }, 'registry.type must be txt'],
    [{ registry: { txtOwnerId: 'a,b' } }, 'registry.txtOwnerId cannot be used'],
    [{ regexDomainFilter: '(' }, 'regexDomainFilter must be a regular'],
    [{ labelFilter: 'a in (' }, 'labelFilter cannot be read'],
    [{ mode: 'write' }, 'mode must be one of observe, sync'],
    [{ createPtr: true }, 'createPtr needs PTR'],
    [{ sources: ['gateway'] }, 'sources has no source "gateway"'],
    [{ annotationPrefix: 'a.example' }, 'annotationPrefix must be a domain'],
  ])('%j', (change, expected) => {
    const problems = problemsOf({ ...valid, ...change });
    expect(problems).toEqual([expect.stringContaining(expected)]);
    expect(parseOptions({ ...valid, ...change }).options).toEqual([]);
  });
});
