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

/* Whose a record is, in worlds: what is not clearly ours is not written. */

const web = 'A web.openova.io 192.0.2.1';
const moved = 'A web.openova.io 192.0.2.9';
const asks = (...lines: string[]) => ({ eu: [dnsEndpoint('web', lines)] });

describe('nothing is written, and the verdict names the TXT, where', () => {
  const long = 'a'.repeat(50);
  it.each([
    ['another owner has it', owned(web, 'other'), 'owned-by-another'],
    [
      'another owner has it with equal targets',
      owned(moved, 'other'),
      'owned-by-another',
    ],
    [
      'another owner has it under another type',
      owned('CNAME web.openova.io lb.example.org', 'other'),
      'owned-by-another',
      '_externaldns.cname-web.openova.io',
    ],
    [
      'two owners are named',
      [
        record(web),
        {
          ...txt('_externaldns.a-web.openova.io'),
          targets: [txt('', 'me').targets[0], txt('', 'other').targets[0]],
        },
      ],
      'ownership-unclear',
    ],
    [
      'the TXT cannot be read',
      [
        record(web),
        {
          ...txt('_externaldns.a-web.openova.io'),
          targets: [`"${long}"`],
        },
      ],
      'ownership-unclear',
    ],
    [
      'the TXT stands under a prefix that is not configured',
      [record(web), txt('old.a-web.openova.io')],
      'not-owned',
      'old.a-web.openova.io',
    ],
    [
      'a TXT of somebody else was left over',
      [txt('_externaldns.a-web.openova.io', 'other')],
      'leftover-ownership',
    ],
    [
      'a TXT of somebody else was left over under another prefix',
      [txt('a-web.openova.io', 'other')],
      'leftover-ownership',
      'a-web.openova.io',
    ],
    [
      'a TXT of somebody else was left over in its old form',
      [txt('_externaldns.web.openova.io', 'other')],
      'leftover-ownership',
      '_externaldns.web.openova.io',
    ],
    [
      'the name of the TXT is in use for something else',
      [
        {
          ...txt('_externaldns.a-web.openova.io'),
          targets: ['"hello"'],
        },
      ],
      'ownership-name-taken',
    ],
  ])('%s', (_, records, reason, named = '_externaldns.a-web.openova.io') => {
    const result = replay({ clusters: asks(moved), records });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts).toMatchObject([
      { reason, detail: expect.stringContaining(named) },
    ]);
    // Nor is it deleted where nobody asks for it.
    expect(changesOf(replay({ clusters: { eu: [] }, records }))).toEqual([]);
  });

  it('there is no TXT at all: it is told to be nobody’s', () => {
    const result = replay({ clusters: asks(moved), records: [record(web)] });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toEqual(['eu/web web.openova.io A not-owned']);
  });

  it('what is not ours keeps our own record from taking its name', () => {
    const foreign = owned('CNAME web.openova.io lb.example.org', 'other');
    const records = [...owned('AAAA web.openova.io 2001:db8::1'), ...foreign];
    const result = replay({ clusters: asks(web), records });
    expect(changesOf(result)).toEqual([]);
  });
});

describe('a record and its TXT', () => {
  it('that a crash parted are brought together again', () => {
    const world = { clusters: asks(web) };
    // A create writes the TXT first.
    expect(
      changesOf(
        replay({ ...world, records: [txt('_externaldns.a-web.openova.io')] }),
      ),
    ).toEqual(['+ A web.openova.io 192.0.2.1']);
    // A delete takes it last.
    expect(
      changesOf(
        replay({
          clusters: { eu: [] },
          records: [txt('_externaldns.a-web.openova.io')],
        }),
      ),
    ).toEqual(['- TXT _externaldns.a-web.openova.io me']);
  });

  it('pair with a wish by the normalised name, and keep the spelling that stands', () => {
    const records = [
      record('A WEB.openova.io. 192.0.2.1'),
      txt('_EXTERNALDNS.a-web.OPENOVA.io.'),
    ];
    expect(changesOf(replay({ clusters: asks(web), records }))).toEqual([]);
    expect(changesOf(replay({ clusters: asks(moved), records }))).toEqual([
      '~ A WEB.openova.io. 192.0.2.9',
    ]);
  });

  it('change their type as one: without room for the new TXT nothing goes', () => {
    const label = 'a'.repeat(61);
    const records = owned(`A ${label}.openova.io 192.0.2.1`);
    const wanted = `CNAME ${label}.openova.io lb.example.org`;
    const result = replay({ clusters: asks(wanted), records });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts).toMatchObject([
      { reason: 'no-room-for-ownership' },
    ]);
  });
});

describe('the old form of a TXT', () => {
  const both = [...owned(web), txt('_externaldns.web.openova.io')];
  const registry = (txtNewFormatOnly: boolean) => ({
    config: {
      registry: {
        type: 'txt',
        txtOwnerId: 'me',
        txtPrefix: '_externaldns.',
        txtNewFormatOnly,
      },
    },
  });

  it('goes with the last record that it owns, not before', () => {
    const aaaa = owned('AAAA web.openova.io 2001:db8::1');
    const world = { records: [...both, ...aaaa] };
    const left = replay({ ...world, clusters: asks(web) });
    expect(changesOf(left)).toEqual([
      '- AAAA web.openova.io 2001:db8::1',
      '- TXT _externaldns.aaaa-web.openova.io me',
    ]);
    expect(
      changesOf(replay({ records: both, clusters: { eu: [] } })),
    ).toContain('- TXT _externaldns.web.openova.io me');
  });

  it('is not written, nor missed, by default', () => {
    expect(changesOf(replay({ clusters: asks(web) }))).toHaveLength(2);
    expect(
      changesOf(replay({ clusters: asks(web), records: owned(web) })),
    ).toEqual([]);
  });

  it('is written and kept with txtNewFormatOnly: false', () => {
    const world = { ...registry(false), clusters: asks(web) };
    const first = replay(world);
    expect(changesOf(first)).toEqual([
      '+ A web.openova.io 192.0.2.1',
      '+ TXT _externaldns.a-web.openova.io me',
      '+ TXT _externaldns.web.openova.io me',
    ]);
    expect(
      changesOf(replay({ ...world, records: applied([], first) })),
    ).toEqual([]);
    expect(changesOf(replay({ ...world, records: owned(web) }))).toEqual([
      '+ TXT _externaldns.web.openova.io me',
    ]);
  });

  it('is left where it stands once going back is given up', () => {
    const world = { ...registry(true), clusters: asks(web) };
    expect(changesOf(replay({ ...world, records: both }))).toEqual([]);
  });
});

describe('the migration of an owner id', () => {
  const config = (policy = 'sync') => ({
    policy,
    registry: {
      type: 'txt',
      txtOwnerId: 'me',
      txtPrefix: '_externaldns.',
      migrateFromTxtOwner: 'old',
    },
  });
  const before = [
    ...owned(web, 'old'),
    ...owned('A gone.openova.io 192.0.2.4', 'old'),
    txt('_externaldns.a-left.openova.io', 'old'),
  ];

  it('rewrites the TXT of what an object wants, and touches nothing else', () => {
    const world = { config: config(), clusters: asks(web) };
    const first = replay({ ...world, records: before });
    expect(changesOf(first)).toEqual([
      '~ TXT _externaldns.a-web.openova.io me',
    ]);
    expect(
      changesOf(replay({ ...world, records: applied(before, first) })),
    ).toEqual([]);
  });

  it('may change the value with it', () => {
    const result = replay({
      config: config('upsert-only'),
      clusters: asks(moved),
      records: before,
    });
    expect(changesOf(result)).toEqual([
      '~ A web.openova.io 192.0.2.9',
      '~ TXT _externaldns.a-web.openova.io me',
    ]);
  });

  it('takes no record of the old owner away for another type', () => {
    const result = replay({
      config: config(),
      clusters: asks('CNAME web.openova.io lb.example.org'),
      records: before,
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts).toMatchObject([{ reason: 'owned-by-another' }]);
  });

  it('is no reason to take from a third owner', () => {
    const result = replay({
      config: config(),
      clusters: asks(web),
      records: owned(web, 'third'),
    });
    expect(changesOf(result)).toEqual([]);
  });
});

describe('the apex', () => {
  const apex = 'A openova.io 192.0.2.1';
  const typed = (txtPrefix: string) => ({
    registry: { type: 'txt', txtOwnerId: 'me', txtPrefix },
  });

  it.each([
    ['_externaldns.', '_externaldns.openova.io'],
    ['', 'openova.io'],
    ['%{record_type}-x.', 'a-x.openova.io'],
  ])('is owned inside of the zone with the prefix "%s"', (prefix, name) => {
    const world = { config: typed(prefix), clusters: asks(apex) };
    const first = replay(world);
    expect(
      first.changes.create
        .filter(each => each.recordType === 'TXT')
        .map(each => each.dnsName),
    ).toEqual([name]);
    const records = applied([], first);
    expect(changesOf(replay({ ...world, records }))).toEqual([]);
    expect(
      changesOf(replay({ ...world, clusters: { eu: [] }, records })),
    ).toHaveLength(2);
  });

  it('is not created where every TXT of it would lie outside', () => {
    const result = replay({ config: typed('x-'), clusters: asks(apex) });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toEqual([
      'eu/web openova.io A no-room-for-ownership',
    ]);
  });
});

describe('policies', () => {
  const standing = [...owned(web), ...owned('A gone.openova.io 192.0.2.4')];
  const changed = (policy: string, line: string) =>
    replay({ config: { policy }, clusters: asks(line), records: standing });

  it.each([
    ['upsert-only', moved, ['~ A web.openova.io 192.0.2.9'], 'updating'],
    ['create-only', moved, [], 'policy-forbids'],
    [
      'upsert-only',
      'CNAME web.openova.io lb.example.org',
      [],
      'policy-forbids',
    ],
    [
      'create-only',
      'CNAME web.openova.io lb.example.org',
      [],
      'policy-forbids',
    ],
    [
      'create-only',
      'A new.openova.io 192.0.2.5',
      [
        '+ A new.openova.io 192.0.2.5',
        '+ TXT _externaldns.a-new.openova.io me',
      ],
      'creating',
    ],
  ])('%s: %s', (policy, line, changes, reason) => {
    const result = changed(policy, line);
    expect(changesOf(result)).toEqual(changes);
    expect(result.verdicts.map(each => each.reason)).toEqual([reason]);
  });

  it.each([['upsert-only'], ['create-only']])(
    '%s deletes neither records nor TXT without one',
    policy => {
      const result = replay({
        config: { policy },
        clusters: { eu: [] },
        records: [...standing, txt('_externaldns.a-left.openova.io')],
      });
      expect(changesOf(result)).toEqual([]);
    },
  );

  it('of instances that share an owner id must agree on a deletion', () => {
    const result = replay({
      config: {
        instances: [{ name: 'one' }, { name: 'two', policy: 'upsert-only' }],
      },
      clusters: { eu: [] },
      records: standing,
    });
    expect(changesOf(result)).toEqual([]);
  });

  it('observe plans the same, and says so in the plan only', () => {
    const world = { clusters: asks(moved), records: standing };
    expect(replay({ ...world, config: { mode: 'observe' } })).toEqual(
      replay({ ...world, config: { mode: 'sync' } }),
    );
  });
});
