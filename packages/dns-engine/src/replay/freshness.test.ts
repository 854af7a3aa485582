import {
  changesOf,
  config,
  dnsEndpoint,
  owned,
  record,
  replay,
  TestWorld,
  txt,
  verdictsOf,
} from '../__testUtils__/worlds';
import { replayInPieces } from '../replay';
import { WorldReader } from './readWorld';

/* What a cluster that is not fresh may cause, in worlds: nothing is lost. */

const web = 'A web.openova.io 192.0.2.1';
const moved = 'A web.openova.io 192.0.2.9';
const gone = owned('A gone.openova.io 192.0.2.4');

describe('a cluster without stored wishes', () => {
  const unread = (line: string, claims?: unknown) =>
    replay({
      clusters: { eu: [dnsEndpoint('web', [line])], us: null },
      records: [...owned(web), ...gone],
      claims,
    });

  it.each([
    ['hands nothing over', moved],
    ['lets nothing shrink', 'A web.openova.io 192.0.2.2'],
    ['lets nothing change its type', 'CNAME web.openova.io lb.example.org'],
    ['keeps other types away', 'AAAA web.openova.io 2001:db8::1'],
  ])('%s', (_, line) => {
    const result = unread(line);
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts).toMatchObject([
      { reason: 'waits-for-cluster', detail: expect.stringContaining('us') },
    ]);
    expect(result.findings).toMatchObject([
      { id: 'deletion-waits', subject: 'us' },
    ]);
  });

  it('leaves alone what agrees, and lets free names be created', () => {
    expect(verdictsOf(unread(web))).toEqual([
      'eu/web web.openova.io A published',
    ]);
    expect(changesOf(unread('A new.openova.io 192.0.2.3'))).toEqual([
      '+ A new.openova.io 192.0.2.3',
      '+ TXT _externaldns.a-new.openova.io me',
    ]);
  });

  it('does not stop whoever is known to hold the name', () => {
    expect(changesOf(unread(moved, { 'web.openova.io': 'eu' }))).toEqual([
      '~ A web.openova.io 192.0.2.9',
    ]);
    expect(changesOf(unread(moved, { 'web.openova.io': 'us' }))).toEqual([]);
  });

  it('is not a cluster that wants nothing, though the list was stored', () => {
    const result = replay({
      clusters: { eu: [], us: null },
      last: { us: [] },
      records: gone,
    });
    expect(changesOf(result)).toEqual([]);
  });

  it('keeps a free name that it claimed, or wrote the TXT of first', () => {
    const free = (more: object) =>
      replay({
        config: {
          instances: [
            { name: 'eu', clusters: ['eu'] },
            { name: 'us', clusters: ['us'], registry: { txtOwnerId: 'us' } },
          ],
        },
        clusters: { eu: [dnsEndpoint('web', [moved])], us: null },
        ...more,
      });
    expect(changesOf(free({}))).toHaveLength(2);
    for (const world of [
      { claims: { 'web.openova.io': 'us' } },
      { records: [txt('_externaldns.a-web.openova.io', 'us')] },
    ]) {
      expect(changesOf(free(world))).toEqual([]);
      expect(verdictsOf(free(world))).toEqual([
        'eu/web web.openova.io A waits-for-cluster',
      ]);
    }
    // A TXT that names what asks for the name now is its own.
    const own = txt('_externaldns.a-web.openova.io', 'me', 'crd/shop/web');
    expect(changesOf(free({ records: [own] }))).toEqual([
      '+ A web.openova.io 192.0.2.9',
    ]);
  });

  it('stops its own owner id only', () => {
    const result = replay({
      config: {
        instances: [
          { name: 'eu', clusters: ['eu'] },
          { name: 'us', clusters: ['us'], registry: { txtOwnerId: 'us' } },
        ],
      },
      clusters: { eu: [dnsEndpoint('web', [moved])], us: null },
      records: [
        ...owned(web, 'us'),
        ...gone,
        ...owned('A old.openova.io 192.0.2.7', 'us'),
      ],
    });
    expect(changesOf(result)).toEqual([
      '- A gone.openova.io 192.0.2.4',
      '- TXT _externaldns.a-gone.openova.io me',
    ]);
    expect(verdictsOf(result)).toEqual([
      'eu/web web.openova.io A waits-for-cluster',
    ]);
  });

  it('keeps a TXT without a record, which it may be about to complete', () => {
    const records = [txt('_externaldns.a-web.openova.io')];
    const world = { clusters: { eu: [], us: null }, records };
    expect(changesOf(replay(world))).toEqual([]);
    expect(changesOf(replay({ ...world, clusters: { eu: [] } }))).toHaveLength(
      1,
    );
  });

  it('lets a shared name grow only', () => {
    const result = replay({
      config: { sharedNames: { union: ['*.openova.io'] } },
      clusters: { eu: [dnsEndpoint('web', [moved])], us: null },
      records: owned('A web.openova.io 192.0.2.1,198.51.100.1'),
    });
    expect(changesOf(result)).toEqual([
      '~ A web.openova.io 192.0.2.1,192.0.2.9,198.51.100.1',
    ]);
  });
});

describe('a world without clusters', () => {
  it.each([[null], [{}], [undefined]])(
    'has nobody who could say that nothing is wanted: %p',
    clusters => {
      const world = {
        clusters: clusters as TestWorld['clusters'],
        records: gone,
      };
      expect(changesOf(replay(world))).toEqual([]);
    },
  );

  it('nor has an instance that no cluster was found for', () => {
    const instances = [
      { name: 'eu', clusters: ['eu'] },
      { name: 'none', clusters: [], registry: { txtOwnerId: 'none' } },
    ];
    const result = replay({
      config: { instances },
      clusters: { eu: [] },
      records: [...gone, ...owned(web, 'none')],
    });
    expect(changesOf(result)).toEqual([
      '- A gone.openova.io 192.0.2.4',
      '- TXT _externaldns.a-gone.openova.io me',
    ]);
  });
});

describe('stored wishes', () => {
  it.each([
    ['endpoints', [record(web)]],
    ['one endpoint', record(web)],
    [
      'endpoints with their labels',
      [{ ...record(web), labels: { resource: 'crd/shop/web' } }],
    ],
    ['a result', { endpoints: [record(web)] }],
    [
      'wishes',
      {
        wishes: [
          {
            endpoint: record(web),
            origin: { kind: 'DNSEndpoint', namespace: 'shop', name: 'web' },
          },
        ],
      },
    ],
    ['objects', [dnsEndpoint('web', [web])]],
  ])('may be %s, and stay in the plan', (_, us) => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', [moved])], us: null },
      last: { us },
      claims: { 'web.openova.io': 'us' },
      records: [...owned(web), ...gone],
    });
    expect(changesOf(result)).toEqual([
      '- A gone.openova.io 192.0.2.4',
      '- TXT _externaldns.a-gone.openova.io me',
    ]);
    expect(result.verdicts.map(each => each.reason)).toEqual([
      'conflict',
      'published',
    ]);
  });

  it('cause no deletion where nobody who is read could have caused it', () => {
    const last = { us: [record(web)] };
    const world = { last, records: [...owned(web), ...gone] };
    expect(changesOf(replay({ ...world, clusters: { us: null } }))).toEqual([]);
    // Nor where what is read is another source than the one that made the record.
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a' },
    };
    const sources = { sources: ['crd', 'service'] };
    expect(
      changesOf(
        replay({
          ...world,
          config: sources,
          clusters: { us: [service] },
          last: { us: [dnsEndpoint('web', [web])] },
        }),
      ),
    ).toEqual([]);
    // A source that is configured no more wants nothing.
    expect(
      changesOf(
        replay({
          config: { sources: ['service'] },
          clusters: { us: [service] },
          records: gone,
        }),
      ),
    ).toHaveLength(2);
  });

  it('may be one list that names the clusters', () => {
    const origin = { cluster: 'us', kind: 'DNSEndpoint', name: 'web' };
    const result = replay({
      clusters: { us: null },
      last: [{ ...record(web), origin }],
      records: owned(web),
    });
    expect(verdictsOf(result)).toEqual(['us/web web.openova.io A published']);
  });

  it('of a shared name keep their targets', () => {
    const result = replay({
      config: { sharedNames: { union: ['*.openova.io'] } },
      clusters: { eu: [], us: null },
      last: { us: [dnsEndpoint('web', ['A web.openova.io 198.51.100.1'])] },
      records: owned('A web.openova.io 192.0.2.1,198.51.100.1'),
    });
    expect(changesOf(result)).toEqual(['~ A web.openova.io 198.51.100.1']);
  });
});

describe('what was seen before', () => {
  it.each([
    ['by its wishes', { last: { us: [record(web)] } }],
    ['by a claim', { claims: { 'web.openova.io': 'us' } }],
    [
      'by the configuration',
      {
        config: {
          instances: [
            { name: 'eu', clusters: ['eu'] },
            { name: 'us', clusters: ['us'] },
          ],
        },
      },
    ],
  ])('a cluster known %s is not gone because it is not listed', (_, known) => {
    const result = replay({
      clusters: { eu: [] },
      records: owned(web),
      ...known,
    });
    expect(changesOf(result)).toEqual([]);
  });

  it.each([
    ['nothing is stored', {}],
    ['it was read before', { last: { eu: [dnsEndpoint('web', [web])] } }],
  ])('a kind in an unknown version only is not gone where %s', (_, known) => {
    const newer = {
      ...dnsEndpoint('web', [moved]),
      apiVersion: 'externaldns.k8s.io/v9',
    };
    const world = { clusters: { eu: [newer] }, records: owned(web), ...known };
    expect(changesOf(replay(world))).toEqual([]);
    // Read part by part it is the same.
    const reader = new WorldReader();
    reader.value('id', 'test');
    reader.value('config', config);
    reader.startClusters();
    reader.startCluster('eu');
    reader.objects([newer]);
    reader.value('records', owned(web));
    for (const [key, value] of Object.entries(known)) reader.value(key, value);
    const { changes } = JSON.parse([...replayInPieces(reader)].join(''));
    expect(changes).toEqual(replay(world).changes);
  });

  it('a list that is suddenly empty does not count yet', () => {
    const last = { eu: [dnsEndpoint('web', [web])] };
    const other = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'a' },
    };
    expect(
      changesOf(
        replay({ clusters: { eu: [other] }, last, records: owned(web) }),
      ),
    ).toEqual([]);
    // With nothing stored, the list before was empty too.
    expect(
      changesOf(replay({ clusters: { eu: [other] }, records: owned(web) })),
    ).toHaveLength(2);
    // And a list that still has objects is complete.
    const rest = [dnsEndpoint('other', ['A other.openova.io 192.0.2.5'])];
    expect(
      changesOf(replay({ clusters: { eu: rest }, last, records: owned(web) })),
    ).toContain('- A web.openova.io 192.0.2.1');
  });
});
