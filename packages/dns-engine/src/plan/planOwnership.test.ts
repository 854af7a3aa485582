import {
  changesOf,
  dnsEndpoint,
  owned,
  record,
  replay,
  txt,
  verdictsOf,
} from '../__testUtils__/worlds';

/* Whose a name is: TXT in every form, ours and of others. */

const web = 'A web.openova.io 192.0.2.1';
const moved = 'A web.openova.io 192.0.2.9';

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
