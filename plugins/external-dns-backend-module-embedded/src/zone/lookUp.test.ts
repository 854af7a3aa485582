import { decodeMessage, encodeMessage, RecordType } from '@openova/dns-wire';
import { query } from '../__testUtils__/ask';
import { serving, told, zoneOf } from '../__testUtils__/servedZone';
import { answerMessage } from '../server/answerMessage';

const zones = serving(
  zoneOf('openova.io', [
    '@ NS ns1.openova.io',
    '@ NS ns.example.org',
    '@ MX 10 mail.openova.io',
    'ns1 A 192.0.2.53',
    'mail A 203.0.113.25',
    'mail AAAA 2001:db8::25',
    '_sip._tcp SRV 10 5 5060 mail.openova.io.',
    'web A 192.0.2.1',
    'web TXT "hello"',
    'www CNAME web.openova.io',
    'chain CNAME www.openova.io',
    'out CNAME www.example.org',
    'nowhere CNAME absent.openova.io',
    'into-sub CNAME www.sub.openova.io',
    'to-wild CNAME any.wild.openova.io',
    'a-loop CNAME b-loop.openova.io',
    'b-loop CNAME a-loop.openova.io',
    'self CNAME self.openova.io',
    'deep.in.tree A 192.0.2.9',
    '*.wild A 192.0.2.77',
    'host.under.wild A 192.0.2.78',
    '*.alias CNAME web.openova.io',
    'sub NS ns.sub.openova.io',
    'sub NS ns.example.org',
    'ns.sub A 192.0.2.54',
    'ns.sub AAAA 2001:db8::54',
    'hidden.sub A 192.0.2.55',
    'child NS ns1.openova.io',
  ]),
  zoneOf('child.openova.io', ['@ NS ns1.openova.io', 'web A 192.0.2.99']),
);

function ask(name: string, type: RecordType): string[] {
  const answer = answerMessage(zones, encodeMessage(query(name, type)), 'tcp');
  return answer ? told(decodeMessage(answer)) : [];
}

const soa = 'authority openova.io SOA';

describe('what a zone answers', () => {
  it.each<[string, string, RecordType, string[]]>([
    [
      'a record set',
      'web.openova.io',
      'A',
      ['answer web.openova.io A 192.0.2.1'],
    ],
    [
      'in the case of the question',
      'wEb.OpenOva.io',
      'A',
      ['answer wEb.OpenOva.io A 192.0.2.1'],
    ],
    ['another type: no data', 'web.openova.io', 'MX', [soa]],
    ['a name above others: no data', 'in.tree.openova.io', 'A', [soa]],
    [
      'one set for ANY',
      'web.openova.io',
      'ANY',
      ['answer web.openova.io A 192.0.2.1'],
    ],
    ['its start of authority', 'openova.io', 'SOA', ['answer openova.io SOA']],
    [
      'an alias and where it leads',
      'chain.openova.io',
      'A',
      [
        'answer chain.openova.io CNAME www.openova.io',
        'answer www.openova.io CNAME web.openova.io',
        'answer web.openova.io A 192.0.2.1',
      ],
    ],
    [
      'an alias itself',
      'www.openova.io',
      'CNAME',
      ['answer www.openova.io CNAME web.openova.io'],
    ],
    [
      'an alias without data of the type',
      'www.openova.io',
      'MX',
      ['answer www.openova.io CNAME web.openova.io', soa],
    ],
    [
      'an alias that leaves the zone',
      'out.openova.io',
      'A',
      ['answer out.openova.io CNAME www.example.org'],
    ],
    [
      'aliases in a circle, once',
      'a-loop.openova.io',
      'A',
      [
        'answer a-loop.openova.io CNAME b-loop.openova.io',
        'answer b-loop.openova.io CNAME a-loop.openova.io',
      ],
    ],
    [
      'an alias of itself',
      'self.openova.io',
      'A',
      ['answer self.openova.io CNAME self.openova.io'],
    ],
    [
      'an alias to a wildcard',
      'to-wild.openova.io',
      'A',
      [
        'answer to-wild.openova.io CNAME any.wild.openova.io',
        'answer any.wild.openova.io A 192.0.2.77',
      ],
    ],
    [
      'a wildcard',
      'any.wild.openova.io',
      'A',
      ['answer any.wild.openova.io A 192.0.2.77'],
    ],
    [
      'a wildcard over two labels',
      'two.any.wild.openova.io',
      'A',
      ['answer two.any.wild.openova.io A 192.0.2.77'],
    ],
    ['a wildcard without the type', 'any.wild.openova.io', 'AAAA', [soa]],
    [
      'the wildcard by its own name',
      '*.wild.openova.io',
      'A',
      ['answer *.wild.openova.io A 192.0.2.77'],
    ],
    [
      'a wildcard alias',
      'x.alias.openova.io',
      'A',
      [
        'answer x.alias.openova.io CNAME web.openova.io',
        'answer web.openova.io A 192.0.2.1',
      ],
    ],
    [
      'a name above another stops the wildcard',
      'under.wild.openova.io',
      'A',
      [soa],
    ],
    [
      'hosts of a mail exchange',
      'openova.io',
      'MX',
      [
        'answer openova.io MX 10 mail.openova.io',
        'additional mail.openova.io A 203.0.113.25',
        'additional mail.openova.io AAAA 2001:db8::25',
      ],
    ],
    [
      'hosts of a service',
      '_sip._tcp.openova.io',
      'SRV',
      [
        'answer _sip._tcp.openova.io SRV 10 5 5060 mail.openova.io.',
        'additional mail.openova.io A 203.0.113.25',
        'additional mail.openova.io AAAA 2001:db8::25',
      ],
    ],
    [
      'its name servers',
      'openova.io',
      'NS',
      [
        'answer openova.io NS ns1.openova.io',
        'answer openova.io NS ns.example.org',
        'additional ns1.openova.io A 192.0.2.53',
      ],
    ],
    ['DS at a cut: the parent knows', 'sub.openova.io', 'DS', [soa]],
    [
      'DS of a zone whose parent is here: the parent knows',
      'child.openova.io',
      'DS',
      [soa],
    ],
    [
      'the closest zone',
      'web.child.openova.io',
      'A',
      ['answer web.child.openova.io A 192.0.2.99'],
    ],
  ])('%s', (_what, name, type, lines) => {
    expect(ask(name, type)).toEqual(['NOERROR aa', ...lines]);
  });

  it.each<[string, string, RecordType, string[]]>([
    ['a name that is not there', 'absent.openova.io', 'A', [soa]],
    [
      'a name below one that ends a wildcard',
      'x.under.wild.openova.io',
      'A',
      [soa],
    ],
    [
      'an alias to nowhere',
      'nowhere.openova.io',
      'A',
      ['answer nowhere.openova.io CNAME absent.openova.io', soa],
    ],
    ['a name below a host', 'x.web.openova.io', 'A', [soa]],
  ])('%s does not exist', (_what, name, type, lines) => {
    expect(ask(name, type)).toEqual(['NXDOMAIN aa', ...lines]);
  });

  const referral = [
    'authority sub.openova.io NS ns.sub.openova.io',
    'authority sub.openova.io NS ns.example.org',
    'additional ns.sub.openova.io A 192.0.2.54',
    'additional ns.sub.openova.io AAAA 2001:db8::54',
  ];

  it.each<[string, RecordType]>([
    ['sub.openova.io', 'NS'],
    ['sub.openova.io', 'A'],
    ['absent.sub.openova.io', 'A'],
    ['hidden.sub.openova.io', 'A'],
    ['ns.sub.openova.io', 'A'],
    ['absent.sub.openova.io', 'DS'],
  ])('%s %s is told by others', (name, type) => {
    expect(ask(name, type)).toEqual(['NOERROR', ...referral]);
  });

  it('follows an alias to the cut and says who goes on', () => {
    expect(ask('into-sub.openova.io', 'A')).toEqual([
      'NOERROR aa',
      'answer into-sub.openova.io CNAME www.sub.openova.io',
      ...referral,
    ]);
  });

  it.each(['example.org', 'io', '', 'penova.io'])(
    'refuses "%s", which is in no zone',
    name => {
      expect(ask(name, 'A')).toEqual(['REFUSED']);
    },
  );

  it('remembers no trace of names that went', () => {
    const zone = zoneOf('openova.io', ['a.b.c A 192.0.2.1', 'c A 192.0.2.2']);
    const kind = (name: string) => zone.place(`${name}.openova.io`, 'A').kind;
    expect(['a.b.c', 'b.c', 'c'].map(kind)).toEqual(['node', 'node', 'node']);
    zone.replace('a.b.c.openova.io', []);
    expect(['a.b.c', 'b.c', 'c'].map(kind)).toEqual([
      'absent',
      'absent',
      'node',
    ]);
    zone.replace('c.openova.io', []);
    expect(kind('c')).toBe('absent');
    expect(zone.place('openova.io', 'A').kind).toBe('node');
  });

  it('keeps a dot within a label apart from one between labels', () => {
    const zone = zoneOf('openova.io', ['first\\.part A 192.0.2.1']);
    expect(zone.place('first\\.part.openova.io', 'A').kind).toBe('node');
    expect(zone.place('part.openova.io', 'A').kind).toBe('absent');
  });
});
