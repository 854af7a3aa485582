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

/* The apex of a zone, and what is delegated away below it. */

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
