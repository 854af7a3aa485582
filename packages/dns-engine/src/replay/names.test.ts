import {
  changesOf,
  dnsEndpoint,
  owned,
  record,
  replay,
  verdictsOf,
} from '../__testUtils__/worlds';

/* Names and targets that cannot live in DNS become a verdict, and hold what stands. */

const managedRecordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'SRV', 'TXT', 'NS'];
const entry = (value: unknown) => ({
  ...dnsEndpoint('web', []),
  spec: { endpoints: [value] },
});
const web = { dnsName: 'web.openova.io', recordType: 'A' };

describe('is not published, with a verdict', () => {
  it.each([
    [
      'a label of 64 bytes',
      `A ${'a'.repeat(64)}.openova.io 192.0.2.1`,
      'name-invalid',
    ],
    [
      'a label of 64 bytes in punycode',
      `A ${'ü'.repeat(60)}.openova.io 192.0.2.1`,
      'name-invalid',
    ],
    [
      'a name of more than 255 bytes',
      `A ${'abcdefg.'.repeat(32)}openova.io 192.0.2.1`,
      'name-invalid',
    ],
    ['an empty label', 'A web..openova.io 192.0.2.1', 'name-invalid'],
    [
      'a label with no room for its TXT',
      `A ${'a'.repeat(63)}.openova.io 192.0.2.1`,
      'no-room-for-ownership',
    ],
    ['an IPv6 address in A', 'A web.openova.io 2001:db8::1', 'broken-target'],
    [
      'an IPv4 address in AAAA',
      'AAAA web.openova.io 192.0.2.1',
      'broken-target',
    ],
    ['a name in A', 'A web.openova.io lb.example.org', 'broken-target'],
    ['an address in CNAME', 'CNAME web.openova.io 192.0.2.1', 'broken-target'],
    ['an address in NS', 'NS web.openova.io 2001:db8::1', 'broken-target'],
    [
      'itself in CNAME',
      'CNAME web.openova.io WEB.openova.io.',
      'broken-target',
    ],
    [
      'two targets in CNAME',
      'CNAME web.openova.io a.example.org,b.example.org',
      'broken-target',
    ],
    [
      'a target with a label of 64 bytes',
      `CNAME web.openova.io ${'a'.repeat(64)}.example.org`,
      'broken-target',
    ],
    ['MX without a host', 'MX web.openova.io 10', 'broken-target'],
    [
      'a text that looks like ownership',
      'TXT web.openova.io heritage=external-dns,external-dns/owner=me',
      'broken-target',
    ],
    ['a type that is not managed', 'CAA web.openova.io x', 'type-not-managed'],
  ])('%s', (_, line, reason) => {
    const { dnsName } = record(line);
    const result = replay({
      config: { managedRecordTypes },
      clusters: { eu: [dnsEndpoint('web', [line])] },
      records: owned('A other.openova.io 192.0.2.7'),
    });
    expect(result.changes.create).toEqual([]);
    expect(result.verdicts).toMatchObject([{ reason }]);
    expect(result.endpoints.map(each => each.dnsName)).not.toContain(
      reason === 'no-room-for-ownership' ? 'other.openova.io' : dnsName,
    );
  });

  it.each([
    ['no targets', { ...web, targets: [] }, 'targets-lost'],
    ['targets left out', web, 'targets-lost'],
    ['an empty target', { ...web, targets: [''] }, 'broken-target'],
    ['a number as a target', { ...web, targets: [7] }, 'broken-object'],
    ['a text as targets', { ...web, targets: '192.0.2.1' }, 'broken-object'],
    [
      'a number as a type',
      { ...web, recordType: 7, targets: [] },
      'broken-object',
    ],
    ['a text as TTL', { ...web, targets: [], recordTTL: 'x' }, 'broken-object'],
    ['a list as labels', { ...web, targets: [], labels: [] }, 'broken-object'],
    ['a number as a name', { ...web, dnsName: 7 }, 'broken-object'],
    ['no name', { recordType: 'A', targets: ['192.0.2.1'] }, 'name-invalid'],
    [
      'an empty name',
      { dnsName: '.', recordType: 'A', targets: ['192.0.2.1'] },
      'name-invalid',
    ],
    ['a number', 7, 'broken-object'],
  ])('%s, which holds what stands', (_, value, reason) => {
    const result = replay({
      clusters: { eu: [entry(value)] },
      records: owned('A web.openova.io 192.0.2.1'),
    });
    expect(changesOf(result)).toEqual([]);
    expect(result.verdicts.map(each => each.reason)).toEqual([reason]);
  });

  it('a broken one beside others costs the others nothing', () => {
    const { endpoints } = entry({ ...web, targets: ['x'] }).spec;
    const good = record('A good.openova.io 192.0.2.3');
    const result = replay({
      clusters: {
        eu: [
          {
            ...dnsEndpoint('web', []),
            spec: { endpoints: [...endpoints, good] },
          },
        ],
      },
    });
    expect(verdictsOf(result)).toEqual([
      'eu/web good.openova.io A creating',
      'eu/web web.openova.io A broken-target',
    ]);
  });
});

describe('one name', () => {
  it.each([
    ['in upper case', 'A WEB.OpenOva.IO 192.0.2.1'],
    ['with a trailing dot', 'A web.openova.io. 192.0.2.1'],
    ['with a target twice', 'A web.openova.io 192.0.2.1,192.0.2.1'],
  ])('may be written %s', (_, line) => {
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', [line])] },
      records: owned('A web.openova.io 192.0.2.1'),
    });
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toEqual(['eu/web web.openova.io A published']);
  });

  it('may be written in Unicode or punycode, and a wildcard as a service escapes it', () => {
    const lines = ['A bücher.openova.io 192.0.2.1', 'A *.openova.io 192.0.2.2'];
    const result = replay({
      clusters: { eu: [dnsEndpoint('web', lines)] },
      records: [
        ...owned('A xn--bcher-kva.openova.io 192.0.2.1'),
        ...owned('A \\052.openova.io 192.0.2.2'),
      ],
    });
    expect(changesOf(result)).toEqual([]);
  });
});

describe('a zone', () => {
  const config = { domainFilter: [] };
  const clusters = {
    eu: [
      dnsEndpoint('web', [
        'A shop.openova.io 192.0.2.1',
        'A a.shop.openova.io 192.0.2.1',
        'A web.openova.io 192.0.2.1',
        'A web.example.org 192.0.2.1',
      ]),
    ],
  };

  it('gets the names that no longer zone gets', () => {
    const zones = ['openova.io', 'shop.openova.io'];
    const result = replay({ config, clusters, zones });
    expect(
      result.verdicts.map(each => `${each.dnsName} ${each.reason}`),
    ).toEqual([
      'a.shop.openova.io creating',
      'shop.openova.io creating',
      'web.example.org no-zone',
      'web.openova.io creating',
    ]);
    // The apex of the lower zone is owned inside of it.
    expect(result.changes.create.map(each => each.dnsName)).toContain(
      '_externaldns.shop.openova.io',
    );
  });

  it('may be one text, or be left out for those of the domain filter', () => {
    const wanted = ['a.shop.openova.io', 'shop.openova.io'];
    for (const world of [
      { config, zones: 'shop.openova.io' },
      { config: { domainFilter: 'Shop.openova.io.' } },
    ]) {
      const { endpoints } = replay({ ...world, clusters });
      expect(endpoints.map(each => each.dnsName)).toEqual(wanted);
    }
  });

  it('that is not held is not touched', () => {
    const records = owned('A gone.example.org 192.0.2.1');
    const result = replay({
      config,
      clusters: { eu: [] },
      zones: ['openova.io'],
      records,
    });
    expect(changesOf(result)).toEqual([]);
  });
});
