import {
  applied,
  changesOf,
  dnsEndpoint,
  owned,
  record,
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

describe('what is not ours', () => {
  it('is never changed, and the verdict names the TXT', () => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', [moved])] },
      records: owned(web, 'other'),
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts[0]).toMatchObject({
      reason: 'owned-by-another',
      detail: expect.stringContaining('_externaldns.a-web.openova.io'),
    });
  });

  it('blocks a change of type as a whole: nothing is deleted without a replacement', () => {
    const result = replay({
      clusters: {
        eu: [dnsEndpoint('web', ['CNAME web.openova.io lb.example.org'])],
      },
      records: [
        ...owned(web),
        ...owned('AAAA web.openova.io 2001:db8::1', 'other'),
      ],
    });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toEqual([
      'eu/web web.openova.io CNAME owned-by-another',
    ]);
  });

  it.each([
    ['a leftover TXT', '_externaldns.a-web.openova.io'],
    ['a leftover TXT of another type', '_externaldns.cname-web.openova.io'],
    ['a leftover old form', '_externaldns.web.openova.io'],
    ['a leftover under another prefix', 'elsewhere.a-web.openova.io'],
  ])('%s keeps the name from being created', (_, name) => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', [web])] },
      records: [txt(name, 'other')],
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts[0]).toMatchObject({
      reason: 'leftover-ownership',
      detail: expect.stringContaining(name),
    });
  });

  it('is not adopted after the prefix has changed', () => {
    const result = replay({
      config: {
        registry: { txtOwnerId: 'me', txtPrefix: 'new-%{record_type}.' },
      },
      clusters: { eu: [dnsEndpoint('web', [moved])] },
      records: owned(web),
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts[0].detail).toContain(
      '_externaldns.a-web.openova.io',
    );
  });

  it('stays unclear where two owners are named', () => {
    const both = txt('_externaldns.a-web.openova.io');
    both.targets = [
      ...both.targets,
      ...txt('_externaldns.a-web.openova.io', 'other').targets,
    ];
    const result = replay({
      clusters: { eu: [] },
      records: [record(web), both],
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.findings).toMatchObject([{ id: 'ownership-unclear' }]);
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

describe('registry', () => {
  it('owns the apex through the old form inside of the zone', () => {
    const apex = 'A openova.io 192.0.2.1';
    const created = replay({ clusters: { eu: [dnsEndpoint('web', [apex])] } });
    expect(changesOf(created)).toEqual([
      '+ A openova.io 192.0.2.1',
      '+ TXT _externaldns.openova.io me',
    ]);
    const records = [record(apex), txt('_externaldns.openova.io')];
    expect(
      changesOf(
        replay({ clusters: { eu: [dnsEndpoint('web', [apex])] }, records }),
      ),
    ).toEqual([]);
    expect(changesOf(replay({ clusters: { eu: [] }, records }))).toEqual([
      '- A openova.io 192.0.2.1',
      '- TXT _externaldns.openova.io me',
    ]);
  });

  it('lets an old-form TXT go with the last record that it owns', () => {
    const both = [
      ...owned(web),
      ...owned('MX web.openova.io 10'),
      txt('_externaldns.web.openova.io'),
    ].map(each =>
      each.recordType === 'MX'
        ? { ...each, targets: ['10 mail.openova.io'] }
        : each,
    );
    const types = { managedRecordTypes: ['A', 'MX'] };
    const first = replay({
      config: types,
      clusters: { eu: [dnsEndpoint('web', [web])] },
      records: both,
    });
    expect(changesOf(first)).toEqual([
      '- MX web.openova.io 10 mail.openova.io',
      '- TXT _externaldns.mx-web.openova.io me',
    ]);
    const last = replay({
      config: types,
      clusters: { eu: [] },
      records: [...owned(web), txt('_externaldns.web.openova.io')],
    });
    expect(changesOf(last)).toEqual([
      '- A web.openova.io 192.0.2.1',
      '- TXT _externaldns.a-web.openova.io me',
      '- TXT _externaldns.web.openova.io me',
    ]);
  });

  it('writes both forms until going back is given up', () => {
    const both = {
      registry: {
        txtOwnerId: 'me',
        txtPrefix: '_externaldns.',
        txtNewFormatOnly: false,
      },
    };
    const result = replay({
      config: both,
      clusters: {
        eu: [dnsEndpoint('web', [web, 'AAAA web.openova.io 2001:db8::1'])],
      },
      records: owned(web),
    });
    expect(changesOf(result)).toEqual([
      '+ AAAA web.openova.io 2001:db8::1',
      '+ TXT _externaldns.aaaa-web.openova.io me',
      '+ TXT _externaldns.web.openova.io me',
    ]);
  });

  it('migrates what an object wants, and deletes nothing of the old owner', () => {
    const result = replay({
      config: {
        registry: {
          txtOwnerId: 'me',
          txtPrefix: '_externaldns.',
          migrateFromTxtOwner: 'old',
        },
      },
      clusters: { eu: [dnsEndpoint('web', [web])] },
      records: [
        ...owned(web, 'old'),
        ...owned('A gone.openova.io 192.0.2.4', 'old'),
      ],
    });
    expect(changesOf(result)).toEqual([
      '~ TXT _externaldns.a-web.openova.io me',
    ]);
  });

  it('keeps the other values of a TXT that somebody added to', () => {
    const [made, ownership] = owned(web);
    const shared = {
      ...ownership,
      targets: [...ownership.targets, 'somebody was here'],
    };
    const result = replay({ clusters: { eu: [] }, records: [made, shared] });
    expect(result.changes.delete.map(each => each.recordType)).toEqual(['A']);
    expect(result.changes.updateNew).toMatchObject([
      { targets: ['somebody was here'] },
    ]);
  });

  it('creates nothing that it could not own', () => {
    const long = `A ${'a'.repeat(62)}.openova.io 192.0.2.1`;
    const result = replay({ clusters: { eu: [dnsEndpoint('web', [long])] } });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts[0].reason).toBe('no-room-for-ownership');
  });

  it('refuses labels that would not read back', () => {
    const hostile = dnsEndpoint('web', []);
    const result = replay({
      clusters: {
        eu: [
          {
            ...hostile,
            spec: {
              endpoints: [
                { ...record(web), labels: { team: 'a,external-dns/owner=x' } },
              ],
            },
          },
        ],
      },
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts[0].reason).toBe('labels-unwritable');
  });

  it('refuses a wish that looks like an ownership TXT', () => {
    const result = replay({
      config: { managedRecordTypes: ['A', 'TXT'] },
      clusters: {
        eu: [
          {
            ...dnsEndpoint('web', []),
            spec: { endpoints: [txt('_externaldns.a-api.openova.io')] },
          },
        ],
      },
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts[0].reason).toBe('broken-target');
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

describe('the apex', () => {
  const apex = 'A openova.io 192.0.2.1';
  const people = [
    record('NS openova.io ns1.example.net,ns2.example.net'),
    { ...record('MX openova.io x'), targets: ['10 mail.openova.io'] },
    { ...record('TXT openova.io x'), targets: ['"v=spf1 -all"'] },
    { ...record('CAA openova.io x'), targets: ['0 issue "example.net"'] },
    {
      ...record('SOA openova.io x'),
      targets: ['ns1.example.net. mail.example.net. 1 2 3 4 5'],
    },
  ];

  it('takes our addresses beside what is not ours', () => {
    const wishes = [apex, 'AAAA openova.io 2001:db8::1'];
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', wishes)] },
      records: people,
    });
    expect(changesOf(result)).toEqual([
      '+ A openova.io 192.0.2.1',
      '+ AAAA openova.io 2001:db8::1',
      '+ TXT _externaldns.openova.io me',
    ]);
    const standing = [...people, ...applied([], result)];
    expect(
      changesOf(
        replay({
          clusters: { eu: [dnsEndpoint('web', wishes)] },
          records: standing,
        }),
      ),
    ).toEqual([]);
    const gone = replay({ clusters: { eu: [] }, records: standing });
    expect(changesOf(gone)).toEqual([
      '- A openova.io 192.0.2.1',
      '- AAAA openova.io 2001:db8::1',
      '- TXT _externaldns.openova.io me',
    ]);
  });

  it('keeps the TXT until the last of its records goes', () => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', [apex])] },
      records: [
        record(apex),
        record('AAAA openova.io 2001:db8::1'),
        txt('_externaldns.openova.io'),
      ],
    });
    expect(changesOf(result)).toEqual(['- AAAA openova.io 2001:db8::1']);
  });

  it('takes no CNAME, and loses nothing to one', () => {
    const wanted = dnsEndpoint('web', ['CNAME openova.io lb.example.org']);
    const result = replay({
      clusters: { eu: [wanted] },
      records: [record(apex), txt('_externaldns.openova.io')],
    });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toEqual([
      'eu/web openova.io CNAME cname-at-apex',
    ]);
    // Where the service follows a CNAME by itself, it is as good as an address.
    const flattened = replay({
      config: { providers: [{ type: 'cloudflare' }] },
      clusters: { eu: [wanted] },
      records: people,
    });
    expect(changesOf(flattened)).toContain('+ CNAME openova.io lb.example.org');
  });
});

describe('a delegation below the apex', () => {
  const delegation = record('NS dev.openova.io ns1.example.net');

  it.each([
    ['A dev.openova.io 192.0.2.1', 'not-owned'],
    ['A web.dev.openova.io 192.0.2.1', 'delegated'],
    ['A a.web.dev.openova.io 192.0.2.1', 'delegated'],
  ])('of somebody else keeps %s out', (line, reason) => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', [line])] },
      records: [delegation],
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts[0]).toMatchObject({
      reason,
      detail: expect.not.stringContaining('unknown'),
    });
  });

  it('does not concern its siblings, nor what stands below ours', () => {
    const result = replay({
      clusters: {
        eu: [dnsEndpoint('web', ['A webdev.openova.io 192.0.2.1'])],
      },
      records: [delegation],
    });
    expect(changesOf(result)).toContain('+ A webdev.openova.io 192.0.2.1');
    const glue = replay({
      config: { managedRecordTypes: ['A', 'NS'] },
      clusters: {
        eu: [
          dnsEndpoint('web', [
            'NS gslb.openova.io ns1.gslb.openova.io',
            'A ns1.gslb.openova.io 192.0.2.1',
          ]),
        ],
      },
      records: owned('NS gslb.openova.io ns1.gslb.openova.io'),
    });
    expect(changesOf(glue)).toContain('+ A ns1.gslb.openova.io 192.0.2.1');
  });
});

describe('an old-form TXT alone', () => {
  const standing = [record(web), txt('_externaldns.web.openova.io')];

  it('owns what its object wants, which gets its typed TXT at once', () => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', [moved])] },
      records: standing,
    });
    expect(changesOf(result)).toEqual([
      '+ TXT _externaldns.a-web.openova.io me',
      '~ A web.openova.io 192.0.2.9',
    ]);
  });

  it('may be left over: what nobody wants is deleted only if we remember it', () => {
    const unknown = replay({ clusters: { eu: [] }, records: standing });
    expect(changesOf(unknown)).toEqual([]);
    expect(unknown.findings).toMatchObject([{ id: 'ownership-unsure' }]);
    const remembered = replay({
      clusters: { eu: [] },
      records: standing,
      claims: [
        {
          dnsName: 'web.openova.io',
          cluster: 'eu',
          origin: { kind: 'DNSEndpoint', namespace: 'shop', name: 'web' },
        },
      ],
    });
    expect(changesOf(remembered)).toEqual([
      '- A web.openova.io 192.0.2.1',
      '- TXT _externaldns.web.openova.io me',
    ]);
  });

  it('is never a reason to delete where it reads as the TXT of another name', () => {
    const result = replay({
      clusters: { eu: [] },
      records: [
        record('A a-foo.openova.io 192.0.2.1'),
        record('A foo.openova.io 192.0.2.7'),
        txt('_externaldns.a-foo.openova.io'),
      ],
    });
    expect(changesOf(result)).toEqual([]);
  });
});

describe('two zones that are held, one below the other', () => {
  it('keep the TXT by which ExternalDNS owns the lower apex from above', () => {
    const result = replay({
      zones: ['openova.io', 'dev.openova.io'],
      clusters: { eu: [] },
      records: [
        record('A dev.openova.io 192.0.2.1'),
        txt('_externaldns.a-dev.openova.io'),
      ],
    });
    expect(changesOf(result)).toEqual([]);
  });
});
