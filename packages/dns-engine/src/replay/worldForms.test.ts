import {
  config,
  dnsEndpoint,
  owned,
  record,
  txt,
} from '../__testUtils__/worlds';
import { replayWorld } from '../replay';

/* The forms that a world may have, and what is said of one that is broken. */

const web = 'A web.openova.io 192.0.2.1';
const world = (more: Record<string, unknown> = {}) => ({
  id: 'one',
  config,
  clusters: { eu: [dnsEndpoint('web', [web])] },
  ...more,
});

describe('a world', () => {
  it('is answered with exactly the parts of the contract', () => {
    const result = replayWorld(world());
    expect(Object.keys(result)).toEqual([
      'id',
      'endpoints',
      'changes',
      'verdicts',
      'findings',
      'holds',
    ]);
    expect(result).toEqual({
      id: 'one',
      endpoints: [{ ...record(web), labels: { resource: 'crd/shop/web' } }],
      changes: {
        create: [
          {
            ...txt('_externaldns.a-web.openova.io'),
            labels: { ownedRecord: 'web.openova.io' },
          },
          {
            ...record(web),
            labels: { owner: 'me', resource: 'crd/shop/web' },
          },
        ],
        updateOld: [],
        updateNew: [],
        delete: [],
      },
      verdicts: [
        {
          dnsName: 'web.openova.io',
          recordType: 'A',
          setIdentifier: '',
          origin: {
            cluster: 'eu',
            kind: 'DNSEndpoint',
            namespace: 'shop',
            name: 'web',
          },
          reason: 'creating',
          detail: 'web.openova.io is about to be created in zone openova.io.',
        },
      ],
      findings: [],
      holds: [],
    });
  });

  it('may have its keys in any order', () => {
    const turned = Object.fromEntries(Object.entries(world()).reverse());
    expect(replayWorld(turned)).toEqual(replayWorld(world()));
  });

  it('may have a single text for a list', () => {
    const single = {
      ...config,
      sources: 'crd',
      domainFilter: 'openova.io',
      managedRecordTypes: 'A',
      annotationPrefixes: 'external-dns.kubernetes.io/',
      clusters: 'eu',
      providers: 'webhook',
    };
    const answer = replayWorld(world({ config: single, zones: 'openova.io' }));
    expect(answer.changes).toEqual(replayWorld(world()).changes);
    const [standing, ownership] = owned(web);
    const records = [
      { ...standing, targets: standing.targets[0] },
      { ...ownership, targets: ownership.targets[0] },
    ];
    expect(replayWorld(world({ records })).verdicts).toMatchObject([
      { reason: 'published' },
    ]);
  });

  it('without ownership has no TXT', () => {
    const noop = {
      ...config,
      policy: 'upsert-only',
      registry: { type: 'noop' },
    };
    const { changes } = replayWorld(world({ config: noop }));
    expect(changes.create.map(each => each.recordType)).toEqual(['A']);
  });

  it('is sorted: lists by name, type, set identifier and targets, targets by text', () => {
    const lines = [
      'A web.openova.io 192.0.2.9,192.0.2.10 set=us',
      'AAAA web.openova.io 2001:db8::1',
      'A web.openova.io 192.0.2.1 set=eu',
      'A api.openova.io 192.0.2.1',
    ];
    const { endpoints } = replayWorld(
      world({ clusters: { eu: [dnsEndpoint('web', lines)] } }),
    );
    expect(
      endpoints.map(each => [each.dnsName, each.recordType, each.targets]),
    ).toEqual([
      ['api.openova.io', 'A', ['192.0.2.1']],
      ['web.openova.io', 'A', ['192.0.2.1']],
      ['web.openova.io', 'A', ['192.0.2.10', '192.0.2.9']],
      ['web.openova.io', 'AAAA', ['2001:db8::1']],
    ]);
  });

  it('may hold things among its objects that are none', () => {
    const objects = [null, 7, 'x', [], {}, dnsEndpoint('web', [web])];
    expect(replayWorld(world({ clusters: { eu: objects } })).changes).toEqual(
      replayWorld(world()).changes,
    );
  });
});

describe('a broken world is told in one sentence', () => {
  const withConfig = (more: Record<string, unknown>) =>
    world({ config: { ...config, ...more } });
  it.each([
    ['no object', 7, 'A world must be an object.'],
    ['without id', { config }, 'id must be a text.'],
    [
      'without configuration',
      { id: 'one' },
      'config must be the externalDns section.',
    ],
    [
      'records of another type',
      world({ records: 7 }),
      'records must be a list.',
    ],
    [
      'clusters in a list',
      world({ clusters: [] }),
      'clusters must be an object of lists of Kubernetes objects.',
    ],
    [
      'a cluster that is no list',
      world({ clusters: { eu: {} } }),
      'clusters.eu must be a list of Kubernetes objects, or null.',
    ],
    [
      'a clock that is none',
      world({ now: 'noon' }),
      'now must be a time as in RFC 3339.',
    ],
    [
      'a claim of nobody',
      world({ claims: [{ dnsName: 'web.openova.io' }] }),
      'Each claim needs a dnsName and a cluster.',
    ],
    [
      'no policy',
      withConfig({ policy: undefined }),
      'externalDns.policy must be given: sync (also deletes), upsert-only or create-only.',
    ],
    [
      'no owner id',
      withConfig({ registry: { type: 'txt' } }),
      'externalDns.registry.txtOwnerId must be given',
    ],
    [
      'sync without ownership',
      withConfig({ registry: { type: 'noop' } }),
      'externalDns.registry.type must be txt where policy is sync',
    ],
    [
      'an owner id that a TXT cannot hold',
      withConfig({ registry: { type: 'txt', txtOwnerId: 'a,b' } }),
      'externalDns.registry.txtOwnerId cannot be used',
    ],
    [
      'a regular expression that is not RE2',
      withConfig({ regexDomainFilter: '(?=a)' }),
      'externalDns.regexDomainFilter must be a regular expression of RE2',
    ],
    [
      'a misspelt key',
      withConfig({ domainFliter: 'openova.io' }),
      'externalDns.domainFliter is not known: did you mean domainFilter?',
    ],
    [
      'a source that nobody knows',
      withConfig({ sources: ['gateway'] }),
      'externalDns.sources has no source "gateway"',
    ],
    [
      'two clusters in compat',
      {
        ...withConfig({ compat: 'external-dns' }),
        clusters: { eu: [], us: [] },
      },
      'compat takes one cluster: leave out all but one.',
    ],
  ])('%s', (_, broken, sentence) => {
    expect(() => replayWorld(broken)).toThrow(sentence);
  });

  it('that never holds a secret', () => {
    const secret = 'not-32-bytes-but-secret';
    const broken = withConfig({
      registry: { type: 'txt', txtOwnerId: 'me', txtEncryptAesKey: secret },
    });
    expect(() => replayWorld(broken)).toThrow('txtEncryptAesKey');
    expect(() => replayWorld(broken)).not.toThrow(secret);
  });
});
