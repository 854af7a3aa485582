import { Endpoint, ProviderSpecificProperty } from '@openova/dns-engine';
import { ConformanceHarness, ConformanceOptions } from './harness';
import { samples } from './samples';

/** Names in the zone of a rung. */
interface Names {
  zoneName: string;
  name(label: string): string;
}

/** States that a zone goes through, each reached by one run and left alone by a second. */
export interface ContentRung {
  name: string;
  states(zone: Names): Endpoint[][];
}

type Declared = Pick<
  ConformanceOptions<ConformanceHarness>,
  'capabilities' | 'semantics' | 'quirks'
>;

/** The rungs that are about what a zone can hold, from plain to odd. */
export function contentRungs(declared: Declared): ContentRung[] {
  const { recordTypes } = declared.semantics;
  const has = (...types: string[]) =>
    types.every(type => recordTypes.includes(type));
  return [
    ...recordTypes.map(type => lifeOf(type, declared)),
    ...(has('A') ? addressRungs : []),
    ...(has('A', 'AAAA') ? [bothFamilies] : []),
    ...(has('A', 'CNAME') ? [typeChange] : []),
    ...(has('TXT') ? textRungs : []),
    ...(has('A', 'TXT') ? [apex] : []),
    ...(declared.capabilities.setIdentifiers
      ? [setIdentifiers(declared.quirks?.setIdentifierProperties)]
      : []),
  ];
}

function lifeOf(recordType: string, { quirks }: Declared): ContentRung {
  return {
    name: `${recordType}: create, change the value, change the TTL, delete`,
    states({ name }) {
      const values = quirks?.samples?.[recordType] ?? samples[recordType];
      if (!values) {
        throw new Error(
          `There is no sample of ${recordType}: give two in quirks.samples.${recordType}`,
        );
      }
      const [first, second] = values;
      const dnsName = name(recordType === 'SRV' ? '_https._tcp' : 'life');
      return [
        [{ dnsName, recordType, targets: first, recordTTL: 300 }],
        [{ dnsName, recordType, targets: second, recordTTL: 300 }],
        [{ dnsName, recordType, targets: second, recordTTL: 3600 }],
        [],
      ];
    },
  };
}

function a(dnsName: string, ...targets: string[]): Endpoint {
  return { dnsName, recordType: 'A', targets };
}

function txt(dnsName: string, ...targets: string[]): Endpoint {
  return { dnsName, recordType: 'TXT', targets };
}

const addressRungs: ContentRung[] = [
  {
    name: 'several values: grow, other order, shrink',
    states: ({ name }) => [
      [a(name('many'), '192.0.2.1', '192.0.2.2')],
      [a(name('many'), '192.0.2.3', '192.0.2.2', '192.0.2.1')],
      [a(name('many'), '192.0.2.1', '192.0.2.2', '192.0.2.3')],
      [a(name('many'), '192.0.2.2')],
    ],
  },
  {
    name: 'a wildcard beside a name that it covers',
    states: ({ name }) => [
      [a(name('*.wild'), '192.0.2.1')],
      [a(name('*.wild'), '192.0.2.2'), a(name('www.wild'), '192.0.2.3')],
      [a(name('www.wild'), '192.0.2.3')],
    ],
  },
  {
    name: 'a name with an umlaut',
    states: ({ name }) => [
      [a(name('bücher'), '192.0.2.1')],
      [a(name('xn--bcher-kva'), '192.0.2.1')],
      [a(name('bücher'), '192.0.2.2')],
      [],
    ],
  },
  {
    name: 'a name in capitals is the same name',
    states: ({ name }) => [
      [a(name('web'), '192.0.2.1')],
      [a(name('WEB'), '192.0.2.1')],
      [a(name('Web'), '192.0.2.2')],
    ],
  },
  {
    name: 'TTL: lowest, raised, left to the service',
    states: ({ name }) =>
      [1, 7200, undefined].map(recordTTL => [
        { ...a(name('ttl'), '192.0.2.1'), recordTTL },
      ]),
  },
  {
    name: 'names above and below each other come and go',
    states: ({ name }) => [
      [a(name('a.b.c'), '192.0.2.1')],
      [a(name('a.b.c'), '192.0.2.1'), a(name('c'), '192.0.2.2')],
      [a(name('c'), '192.0.2.2')],
      [],
    ],
  },
];

const bothFamilies: ContentRung = {
  name: 'A and AAAA at one name are two record sets',
  states({ name }) {
    const dnsName = name('dual');
    const aaaa = { dnsName, recordType: 'AAAA', targets: ['2001:db8::1'] };
    return [
      [a(dnsName, '192.0.2.1'), aaaa],
      [a(dnsName, '192.0.2.2'), aaaa],
      [aaaa],
      // The same address in a longer spelling.
      [{ ...aaaa, targets: ['2001:0DB8:0:0::1'] }],
    ];
  },
};

const typeChange: ContentRung = {
  name: 'A becomes CNAME and A again, in one run each',
  states({ name }) {
    const alias = {
      dnsName: name('turn'),
      recordType: 'CNAME',
      targets: ['target.example.org'],
    };
    const address = a(name('turn'), '192.0.2.1');
    return [[address], [alias], [address]];
  },
};

const textRungs: ContentRung[] = [
  {
    name: 'ownership texts at underscore names',
    states({ name }) {
      const label = (resource: string) =>
        `"heritage=external-dns,external-dns/owner=openova,external-dns/resource=${resource}"`;
      return [
        [txt(name('_externaldns.a-web'), label('httproute/shop/web'))],
        [txt(name('_externaldns.a-web'), label('service/shop/web'))],
        [
          txt(name('_externaldns.a-web'), label('service/shop/web')),
          txt(name('_externaldns.cname-www'), label('ingress/shop/www')),
        ],
      ];
    },
  },
  {
    name: 'a text of more than 255 bytes',
    states: ({ name }) => [
      [txt(name('long'), `"${'long '.repeat(120)}"`)],
      [txt(name('long'), `"${'longer '.repeat(120)}"`)],
    ],
  },
  {
    name: 'a text with quotes, backslashes and semicolons',
    states: ({ name }) => [
      [txt(name('odd'), '"v=DMARC1; p=none"')],
      [txt(name('odd'), '"say \\"yes\\" in C:\\\\dns"')],
    ],
  },
  {
    name: 'several texts at one name',
    states: ({ name }) => [
      [txt(name('texts'), '"one"', '"two"')],
      [txt(name('texts'), '"two"', '"three"')],
    ],
  },
];

const apex: ContentRung = {
  name: 'the name of the zone itself',
  states: ({ zoneName }) => [
    [a(zoneName, '192.0.2.1')],
    [a(zoneName, '192.0.2.2'), txt(zoneName, '"v=spf1 -all"')],
    [txt(zoneName, '"v=spf1 -all"')],
    [],
  ],
};

function setIdentifiers(
  providerSpecific: ProviderSpecificProperty[] | undefined,
): ContentRung {
  return {
    name: 'two record sets of one name and type, told apart by their identifiers',
    states({ name }) {
      const set = (setIdentifier: string, target: string): Endpoint => ({
        ...a(name('weighted'), target),
        setIdentifier,
        recordTTL: 60,
        providerSpecific,
      });
      return [
        [set('eu', '192.0.2.1'), set('us', '198.51.100.1')],
        [set('eu', '192.0.2.2'), set('us', '198.51.100.1')],
        [set('us', '198.51.100.1')],
      ];
    },
  };
}
