import {
  changesOf,
  dnsEndpoint,
  owned,
  replay,
  txt,
  verdictsOf,
} from '../__testUtils__/worlds';

/* DESIGN's rules for live DNS, each as a small story. */

const web = 'A web.openova.io 192.0.2.1';
const moved = 'A web.openova.io 192.0.2.9';

describe('a record and its TXT', () => {
  it('are created together', () => {
    const result = replay({ clusters: { eu: [dnsEndpoint('web', [web])] } });
    expect(changesOf(result)).toEqual([
      '+ A web.openova.io 192.0.2.1',
      '+ TXT _externaldns.a-web.openova.io me',
    ]);
    expect(verdictsOf(result)).toEqual(['eu/web web.openova.io A creating']);
  });

  it('are deleted together when the object is gone', () => {
    const result = replay({ clusters: { eu: [] }, records: owned(web) });
    expect(changesOf(result)).toEqual([
      '- A web.openova.io 192.0.2.1',
      '- TXT _externaldns.a-web.openova.io me',
    ]);
  });

  it('keep the TXT as it is when only the value changes', () => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', [moved])] },
      records: owned(web),
    });
    expect(changesOf(result)).toEqual(['~ A web.openova.io 192.0.2.9']);
  });

  it('heal after a crash between the two writes', () => {
    const created = replay({
      clusters: { eu: [dnsEndpoint('web', [web])] },
      records: [txt('_externaldns.a-web.openova.io')],
    });
    expect(changesOf(created)).toEqual(['+ A web.openova.io 192.0.2.1']);
    const deleted = replay({
      clusters: { eu: [] },
      records: [txt('_externaldns.a-web.openova.io')],
    });
    expect(changesOf(deleted)).toEqual([
      '- TXT _externaldns.a-web.openova.io me',
    ]);
  });

  it('change type in one unit', () => {
    const result = replay({
      clusters: {
        eu: [dnsEndpoint('web', ['CNAME web.openova.io lb.example.org'])],
      },
      records: owned(web),
    });
    expect(changesOf(result)).toEqual([
      '+ CNAME web.openova.io lb.example.org',
      '+ TXT _externaldns.cname-web.openova.io me',
      '- A web.openova.io 192.0.2.1',
      '- TXT _externaldns.a-web.openova.io me',
    ]);
  });
});

describe('a broken wish', () => {
  const broken = dnsEndpoint('web', ['A web.openova.io not-an-address']);

  it('holds its row', () => {
    const result = replay({ clusters: { eu: [broken] }, records: owned(web) });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toEqual([
      'eu/web web.openova.io A broken-target',
    ]);
  });

  it('holds the rows of its TXT where it names nothing any more', () => {
    const result = replay({
      clusters: {
        eu: [{ ...dnsEndpoint('web', []), spec: { endpoints: 'broken' } }],
      },
      records: owned(web),
    });
    expect(changesOf(result)).toEqual([]);
  });

  it('does not hold the row that somebody else holds in another cluster', () => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', [moved])], us: [broken] },
      records: owned(web),
      claims: { 'web.openova.io': 'eu' },
    });
    expect(changesOf(result)).toEqual(['~ A web.openova.io 192.0.2.9']);
  });

  it('holds the row that its cluster is remembered to hold', () => {
    const claims = [
      { dnsName: 'web.openova.io', cluster: 'us' },
      {
        dnsName: 'web.openova.io',
        origin: {
          cluster: 'us',
          kind: 'DNSEndpoint',
          namespace: 'shop',
          name: 'web',
        },
      },
    ];
    for (const claim of claims) {
      const result = replay({
        clusters: { eu: [dnsEndpoint('web', [moved])], us: [broken] },
        records: owned(web),
        claims: [claim],
      });
      expect(changesOf(result)).toEqual([]);
      expect(verdictsOf(result)).toEqual([
        'eu/web web.openova.io A held',
        'us/web web.openova.io A broken-target',
      ]);
    }
  });

  it('keeps the targets that it may have contributed', () => {
    const result = replay({
      clusters: {
        eu: [
          dnsEndpoint('web', [web]),
          dnsEndpoint('second', ['A web.openova.io not-an-address']),
        ],
      },
      records: owned('A web.openova.io 192.0.2.1,192.0.2.2'),
    });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toContain('eu/web web.openova.io A held');
  });

  it('of one type leaves the other types free', () => {
    const result = replay({
      clusters: {
        eu: [dnsEndpoint('web', [moved, 'AAAA web.openova.io 192.0.2.1'])],
      },
      records: [...owned(web), ...owned('AAAA web.openova.io 2001:db8::1')],
    });
    expect(changesOf(result)).toEqual(['~ A web.openova.io 192.0.2.9']);
  });
});

describe('several clusters', () => {
  const ofEu = dnsEndpoint('web', [web]);
  const ofUs = dnsEndpoint('web', ['A web.openova.io 198.51.100.1']);

  it('on first sight the claim that equals what stands wins', () => {
    const result = replay({
      clusters: { eu: [ofEu], us: [ofUs] },
      records: owned('A web.openova.io 198.51.100.1'),
    });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toEqual([
      'eu/web web.openova.io A conflict',
      'us/web web.openova.io A published',
    ]);
    expect(
      result.verdicts.find(each => each.reason === 'conflict')?.detail,
    ).toContain('DNSEndpoint shop/web in us');
  });

  it('then the one that the TXT names', () => {
    const result = replay({
      clusters: {
        eu: [dnsEndpoint('old', ['A web.openova.io 192.0.2.7'])],
        us: [ofUs],
      },
      records: owned(web),
    });
    expect(changesOf(result)).toEqual(['~ A web.openova.io 198.51.100.1']);
  });

  it('then the oldest object', () => {
    const result = replay({
      clusters: {
        eu: [
          dnsEndpoint('web', [web], {
            creationTimestamp: '2026-02-01T00:00:00Z',
          }),
        ],
        us: [
          dnsEndpoint('web', ['A web.openova.io 198.51.100.1'], {
            creationTimestamp: '2026-01-01T00:00:00Z',
          }),
        ],
      },
    });
    expect(changesOf(result)).toContain('+ A web.openova.io 198.51.100.1');
  });

  it('a remembered claim stands above all of these', () => {
    const result = replay({
      clusters: { eu: [ofEu], us: [ofUs] },
      records: owned('A web.openova.io 198.51.100.1'),
      claims: [{ dnsName: 'web.openova.io', cluster: 'eu' }],
    });
    expect(changesOf(result)).toEqual(['~ A web.openova.io 192.0.2.1']);
  });

  it('equal claims are no conflict', () => {
    const result = replay({ clusters: { eu: [ofEu], us: [ofEu] } });
    expect(verdictsOf(result)).toEqual([
      'eu/web web.openova.io A creating',
      'us/web web.openova.io A creating',
    ]);
  });

  it('share the names of the configuration, and withdraw their own targets only', () => {
    const shared = { sharedNames: { union: ['*.openova.io'] } };
    const both = replay({
      config: shared,
      clusters: { eu: [ofEu], us: [ofUs] },
    });
    expect(changesOf(both)).toContain(
      '+ A web.openova.io 192.0.2.1,198.51.100.1',
    );
    const one = replay({
      config: shared,
      clusters: { eu: [ofEu], us: [] },
      records: owned('A web.openova.io 192.0.2.1,198.51.100.1'),
    });
    expect(changesOf(one)).toEqual(['~ A web.openova.io 192.0.2.1']);
  });

  it('have owner ids of their own: an owned record keeps the one it has', () => {
    const result = replay({
      config: {
        instances: [
          { name: 'eu', clusters: ['eu'], registry: { txtOwnerId: 'eu' } },
          { name: 'us', clusters: ['us'], registry: { txtOwnerId: 'us' } },
        ],
      },
      clusters: {
        eu: [dnsEndpoint('new', ['A new.openova.io 192.0.2.3'])],
        us: [ofUs],
      },
      records: owned(web, 'eu'),
    });
    expect(result.changes.updateNew).toMatchObject([
      { dnsName: 'web.openova.io', labels: { owner: 'eu' } },
    ]);
    expect(changesOf(result)).toContain(
      '+ TXT _externaldns.a-new.openova.io eu',
    );
  });
});

describe('a cluster that cannot be read', () => {
  it('loses nothing: no deletion, no handing over, free names only', () => {
    const result = replay({
      clusters: {
        eu: [
          dnsEndpoint('web', [moved]),
          dnsEndpoint('new', ['A new.openova.io 192.0.2.3']),
        ],
        us: null,
      },
      records: [...owned(web), ...owned('A gone.openova.io 192.0.2.4')],
    });
    expect(changesOf(result)).toEqual([
      '+ A new.openova.io 192.0.2.3',
      '+ TXT _externaldns.a-new.openova.io me',
    ]);
    expect(verdictsOf(result)).toContain(
      'eu/web web.openova.io A waits-for-cluster',
    );
    expect(result.findings).toMatchObject([
      { id: 'deletion-waits', subject: 'us' },
    ]);
  });

  it('goes on wishing what was stored of it', () => {
    const result = replay({
      clusters: { eu: [], us: null },
      last: { us: [dnsEndpoint('web', [web])] },
      records: [...owned(web), ...owned('A gone.openova.io 192.0.2.4')],
    });
    expect(changesOf(result)).toEqual([
      '- A gone.openova.io 192.0.2.4',
      '- TXT _externaldns.a-gone.openova.io me',
    ]);
    expect(verdictsOf(result)).toEqual(['us/web web.openova.io A published']);
  });

  it('does not stop the records of other owners', () => {
    const result = replay({
      config: {
        instances: [
          { name: 'eu', clusters: ['eu'], registry: { txtOwnerId: 'eu' } },
          { name: 'us', clusters: ['us'], registry: { txtOwnerId: 'us' } },
        ],
      },
      clusters: { eu: [], us: null },
      records: [
        ...owned(web, 'eu'),
        ...owned('A kept.openova.io 192.0.2.4', 'us'),
      ],
    });
    expect(changesOf(result)).toEqual([
      '- A web.openova.io 192.0.2.1',
      '- TXT _externaldns.a-web.openova.io eu',
    ]);
  });
});

describe('policies', () => {
  it('upsert-only leaves no two types at one name', () => {
    const result = replay({
      config: { policy: 'upsert-only' },
      clusters: {
        eu: [dnsEndpoint('web', ['CNAME web.openova.io lb.example.org'])],
      },
      records: [...owned(web), ...owned('A gone.openova.io 192.0.2.4')],
    });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toEqual([
      'eu/web web.openova.io CNAME policy-forbids',
    ]);
  });

  it('create-only changes nothing that stands', () => {
    const result = replay({
      config: { policy: 'create-only' },
      clusters: { eu: [dnsEndpoint('web', [moved])] },
      records: owned(web),
    });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toEqual([
      'eu/web web.openova.io A policy-forbids',
    ]);
  });
});

describe('names', () => {
  it('are published in lower case and without a trailing dot', () => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', ['A WEB.openova.io. 192.0.2.1'])] },
      records: owned(web),
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.endpoints).toMatchObject([{ dnsName: 'web.openova.io' }]);
  });

  it('that records point to lose their trailing dot', () => {
    const result = replay({
      clusters: {
        eu: [dnsEndpoint('web', ['CNAME web.openova.io LB.example.org.'])],
      },
      records: owned('CNAME web.openova.io lb.example.org'),
    });
    expect(changesOf(result)).toEqual([]);
  });

  it('outside of every zone get a verdict', () => {
    const result = replay({
      config: { domainFilter: [] },
      zones: ['openova.io'],
      clusters: { eu: [dnsEndpoint('web', ['A web.example.org 192.0.2.1'])] },
    });
    expect(verdictsOf(result)).toEqual(['eu/web web.example.org A no-zone']);
  });

  it('belong to the longest zone', () => {
    const result = replay({
      zones: ['openova.io', 'dev.openova.io'],
      clusters: { eu: [dnsEndpoint('web', ['A dev.openova.io 192.0.2.1'])] },
    });
    expect(changesOf(result)).toEqual([
      '+ A dev.openova.io 192.0.2.1',
      '+ TXT _externaldns.dev.openova.io me',
    ]);
  });
});
