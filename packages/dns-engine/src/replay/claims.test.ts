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

/* Merge over clusters: who gets a name that several of them ask for. */

const one = 'A web.openova.io 192.0.2.1';
const two = 'A web.openova.io 192.0.2.2';
const three = 'A web.openova.io 192.0.2.3';
const early = { creationTimestamp: '2020-01-01T00:00:00Z' };
const late = { creationTimestamp: '2025-01-01T00:00:00Z' };

/** The old object of `eu` asks for the first line, the new one of `us` for the second. */
const rivals = (eu: string, us: string) => ({
  eu: [dnsEndpoint('old', [eu], early)],
  us: [dnsEndpoint('new', [us], late)],
});

function winnerOf(result: ReturnType<typeof replay>): string {
  const winners = result.verdicts.filter(each => each.reason !== 'conflict');
  return winners.map(({ origin }) => origin.cluster).join();
}

describe('on first sight a name goes to', () => {
  it.each([
    ['the claim that equals what stands', one, two, owned(two), 'us'],
    [
      'that claim even where the TXT names another object',
      one,
      two,
      owned(two, 'me', 'crd/shop/old'),
      'us',
    ],
    [
      'else the object that the TXT names',
      one,
      two,
      owned(three, 'me', 'crd/shop/new'),
      'us',
    ],
    ['else the earliest object', one, two, [], 'eu'],
  ])('%s', (_, eu, us, records, winner) => {
    const result = replay({ clusters: rivals(eu, us), records });
    expect(winnerOf(result)).toBe(winner);
    // Whoever lost is told who won.
    const [loser] = result.verdicts.filter(each => each.reason === 'conflict');
    expect(loser.detail).toContain(
      `shop/${winner === 'us' ? 'new' : 'old'} in ${winner}`,
    );
  });

  it('the one whose owner id the TXT names', () => {
    const result = replay({
      config: {
        instances: [
          { name: 'eu', clusters: ['eu'] },
          { name: 'us', clusters: ['us'], registry: { txtOwnerId: 'us' } },
        ],
      },
      clusters: rivals(one, two),
      records: owned(three, 'us', 'crd/shop/gone'),
    });
    expect(winnerOf(result)).toBe('us');
    // The record keeps the owner that it was read with.
    expect(changesOf(result)).toEqual([
      '~ A web.openova.io 192.0.2.2',
      '~ TXT _externaldns.a-web.openova.io us',
    ]);
  });

  it.each([
    [
      'cluster',
      { us: [dnsEndpoint('a', [one])], eu: [dnsEndpoint('b', [two])] },
    ],
    [
      'cluster, with equal times',
      {
        us: [dnsEndpoint('a', [one], early)],
        eu: [dnsEndpoint('b', [two], early)],
      },
    ],
  ])('the first by %s where nothing else tells them apart', (_, clusters) => {
    expect(winnerOf(replay({ clusters }))).toBe('eu');
  });
});

describe('a claim that is remembered', () => {
  it.each([
    ['by name', { 'web.openova.io': 'us' }],
    ['spelled otherwise', { 'WEB.openova.io.': 'us' }],
    ['as a list', [{ dnsName: 'web.openova.io', cluster: 'us' }]],
    [
      'with its object',
      [
        {
          dnsName: 'web.openova.io',
          origin: {
            cluster: 'us',
            kind: 'DNSEndpoint',
            namespace: 'shop',
            name: 'new',
          },
          contributors: ['crd/shop/new'],
        },
      ],
    ],
  ])('%s stands above what stands, the TXT and age', (_, claims) => {
    const result = replay({
      clusters: rivals(one, two),
      claims,
      records: owned(one, 'me', 'crd/shop/old'),
    });
    expect(winnerOf(result)).toBe('us');
  });

  it('ends when its cluster, which is read, asks for the name no more', () => {
    const clusters = { ...rivals(one, two), us: [] };
    const result = replay({
      clusters,
      claims: { 'web.openova.io': 'us' },
      records: owned(two, 'me', 'crd/shop/new'),
    });
    expect(changesOf(result)[0]).toBe('~ A web.openova.io 192.0.2.1');
  });
});

describe('the key of a claim', () => {
  it('is the name: another type of it is a conflict, too', () => {
    const clusters = rivals(one, 'AAAA web.openova.io 2001:db8::1');
    expect(verdictsOf(replay({ clusters }))).toEqual([
      'eu/old web.openova.io A creating',
      'us/new web.openova.io AAAA conflict',
    ]);
  });

  it('is the set identifier, too: two of them are no conflict', () => {
    const result = replay({
      clusters: rivals(`${one} set=eu`, `${two} set=us`),
    });
    expect(result.verdicts.map(each => each.reason)).toEqual([
      'creating',
      'creating',
    ]);
    expect(
      result.changes.create.map(each => each.setIdentifier).sort(),
    ).toEqual(['eu', 'eu', 'us', 'us']);
  });

  it('equal claims are no conflict', () => {
    const result = replay({ clusters: rivals(one, one) });
    expect(result.verdicts.map(each => each.reason)).toEqual([
      'creating',
      'creating',
    ]);
  });
});

describe('a shared name', () => {
  const union = {
    sharedNames: { default: 'first-claim', union: ['*.openova.io'] },
  };
  const both = 'A web.openova.io 192.0.2.1,192.0.2.2';

  it('has the targets of all, and a second plan is empty', () => {
    const world = { config: union, clusters: rivals(one, two) };
    const first = replay(world);
    expect(changesOf(first)).toContain(`+ ${both}`);
    expect(first.verdicts.map(each => each.reason)).toEqual([
      'creating',
      'creating',
    ]);
    const records = applied([], first);
    expect(changesOf(replay({ ...world, records }))).toEqual([]);
  });

  it('loses the targets of a cluster that dropped its object, and no others', () => {
    const clusters = { ...rivals(one, two), us: [] };
    expect(
      changesOf(replay({ config: union, clusters, records: owned(both) })),
    ).toContain(`~ ${one}`);
  });

  it('keeps the targets of a cluster that is stale', () => {
    const clusters = { ...rivals(one, two), us: null };
    const last = { us: [record(two)] };
    const world = { config: union, clusters, last, records: owned(both) };
    expect(changesOf(replay(world))).toEqual([]);
    // What the other one changes is changed beside them.
    const moved = { ...clusters, eu: rivals(three, two).eu };
    expect(changesOf(replay({ ...world, clusters: moved }))).toContain(
      '~ A web.openova.io 192.0.2.2,192.0.2.3',
    );
  });

  it.each([
    ['a name', { union: ['web.openova.io'] }, 2],
    ['what is below a name', { union: ['*.openova.io'] }, 2],
    ['a zone', { union: ['openova.io'] }, 2],
    ['one pattern without a list', { union: '*.openova.io' }, 2],
    ['all but a few', { default: 'union', firstClaim: ['x.openova.io'] }, 2],
    ['all but this', { default: 'union', firstClaim: ['web.openova.io'] }, 1],
    ['another name', { union: ['api.openova.io'] }, 1],
    ['none', {}, 1],
  ])('is said by %s', (_, sharedNames, targets) => {
    const { changes } = replay({
      config: { sharedNames },
      clusters: rivals(one, two),
    });
    const [address] = changes.create.filter(each => each.recordType === 'A');
    expect(address.targets).toHaveLength(targets);
  });
});

describe('several owner ids', () => {
  const config = {
    instances: [
      { name: 'eu', clusters: ['eu'], registry: { txtOwnerId: 'eu' } },
      { name: 'us', clusters: ['us'], registry: { txtOwnerId: 'us' } },
    ],
  };

  it('live in one plan: a new record gets that of its winning cluster', () => {
    const result = replay({
      config,
      clusters: {
        eu: [dnsEndpoint('a', [one])],
        us: [dnsEndpoint('b', [two, 'A api.openova.io 192.0.2.4'])],
      },
    });
    expect(changesOf(result)).toEqual([
      '+ A api.openova.io 192.0.2.4',
      '+ A web.openova.io 192.0.2.1',
      '+ TXT _externaldns.a-api.openova.io us',
      '+ TXT _externaldns.a-web.openova.io eu',
    ]);
  });

  it('are all ours: each deletes what nobody asks for, and no third one', () => {
    const result = replay({
      config,
      clusters: { eu: [], us: [] },
      records: [
        ...owned('A a.openova.io 192.0.2.1', 'eu'),
        ...owned('A b.openova.io 192.0.2.1', 'us'),
        ...owned('A c.openova.io 192.0.2.1', 'other'),
      ],
    });
    expect(result.changes.delete.map(each => each.dnsName)).toEqual([
      '_externaldns.a-a.openova.io',
      '_externaldns.a-b.openova.io',
      'a.openova.io',
      'b.openova.io',
    ]);
  });

  it('read each other under every prefix that is configured', () => {
    const [eu, us] = config.instances;
    const result = replay({
      config: {
        instances: [
          eu,
          { ...us, registry: { txtOwnerId: 'us', txtPrefix: 'us.' } },
        ],
      },
      clusters: { eu: [dnsEndpoint('a', [two])], us: [] },
      records: [record(one), txt('us.a-web.openova.io', 'us')],
    });
    expect(changesOf(result)).toEqual([
      '~ A web.openova.io 192.0.2.2',
      '~ TXT us.a-web.openova.io us',
    ]);
  });
});
