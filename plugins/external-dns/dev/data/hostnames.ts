import { HostnameView } from '@openova/backstage-plugin-external-dns-common';
import { ago, chain, check, object, record } from './building';

const dig = (dnsName: string, type = 'A') => [
  {
    server: '192.0.2.53',
    port: 53,
    command: `dig @192.0.2.53 ${dnsName} ${type}`,
  },
];

const nothingAfterwards = {
  address: { status: 'unknown', title: 'Address', values: [] },
  record: { status: 'unknown', title: 'No record', values: [] },
  ownership: { status: 'unknown', title: 'No ownership TXT', values: [] },
  answer: { status: 'unknown', title: 'Nothing to ask for', values: [] },
} as const;

const unreached = Object.fromEntries(
  Object.entries(nothingAfterwards).map(([id, link]) => [
    id,
    { ...link, values: [] },
  ]),
);

function works(): HostnameView {
  const records = [record('shop.openova.io', 'A', ['192.0.2.10'])];
  return {
    dnsName: 'shop.openova.io',
    state: 'works',
    sentence: 'shop.openova.io stands in zone openova.io.',
    zone: 'openova.io',
    records,
    verdicts: [],
    branches: [chain(object('HTTPRoute', 'web'), records)],
    dig: dig('shop.openova.io'),
  };
}

function worksInTwoClusters(): HostnameView {
  const records = [
    record('api.openova.io', 'A', ['192.0.2.10', '198.51.100.20'], {
      ttl: 60,
    }),
    record('api.openova.io', 'AAAA', ['2001:db8::10'], { ttl: 60 }),
  ];
  return {
    dnsName: 'api.openova.io',
    state: 'works',
    sentence: 'api.openova.io stands in zone openova.io.',
    zone: 'openova.io',
    records,
    verdicts: [],
    branches: [
      chain(object('HTTPRoute', 'api'), [
        record('api.openova.io', 'A', ['192.0.2.10'], { ttl: 60 }),
        records[1],
      ]),
      chain(object('HTTPRoute', 'api', 'us-east'), [
        record('api.openova.io', 'A', ['198.51.100.20'], { ttl: 60 }),
      ]),
    ],
    dig: [...dig('api.openova.io'), ...dig('api.openova.io', 'AAAA')],
  };
}

function blocked(): HostnameView {
  const origin = object('HTTPRoute', 'checkout');
  const sentence = 'No Gateway has accepted HTTPRoute shop/checkout.';
  const fix =
    'Look at status.parents of the route: the Gateway must exist, allow the namespace shop, and have a listener for checkout.openova.io.';
  return {
    dnsName: 'checkout.openova.io',
    state: 'blocked',
    sentence,
    fix,
    zone: 'openova.io',
    records: [],
    verdicts: [
      {
        dnsName: 'checkout.openova.io',
        recordType: '',
        setIdentifier: '',
        origin,
        reason: 'no-gateway-accepted',
        sentence,
        fix,
      },
    ],
    branches: [
      chain(origin, [], {
        ...unreached,
        gateway: {
          status: 'broken',
          title: 'Gateway infra/internal',
          sentence,
          fix,
        },
      }),
    ],
    dig: dig('checkout.openova.io'),
  };
}

function conflict(): HostnameView {
  const origin = object('HTTPRoute', 'status', 'us-east');
  const sentence =
    'status.openova.io belongs to HTTPRoute ops/status in eu-central, which claimed it first.';
  const fix =
    'Use another hostname, remove the other object, or ask an admin to share the name (externalDns.sharedNames).';
  const records = [record('status.openova.io', 'A', ['192.0.2.44'])];
  return {
    dnsName: 'status.openova.io',
    state: 'conflict',
    sentence,
    fix,
    zone: 'openova.io',
    records,
    verdicts: [
      {
        dnsName: 'status.openova.io',
        recordType: 'A',
        setIdentifier: '',
        origin,
        reason: 'conflict',
        sentence,
        fix,
      },
    ],
    branches: [
      chain(origin, records, {
        address: {
          status: 'ok',
          title: 'Address of the Gateway',
          values: ['198.51.100.20'],
        },
        record: {
          status: 'broken',
          title: 'A, TTL 300 of HTTPRoute ops/status',
          values: ['192.0.2.44'],
          sentence,
          fix,
        },
      }),
    ],
    dig: dig('status.openova.io'),
  };
}

function waits(): HostnameView {
  const origin = object('Service', 'payments');
  const sentence =
    'Service shop/payments has no address at the moment; what stands for payments.openova.io stays as it is.';
  const fix =
    'Give the object its address back (see its status), or delete it if the name is no longer wanted.';
  const records = [record('payments.openova.io', 'A', ['192.0.2.31'])];
  return {
    dnsName: 'payments.openova.io',
    state: 'waits',
    sentence,
    fix,
    zone: 'openova.io',
    records,
    verdicts: [
      {
        dnsName: 'payments.openova.io',
        recordType: 'A',
        setIdentifier: '',
        origin,
        reason: 'targets-lost',
        sentence,
        fix,
      },
    ],
    branches: [
      chain(origin, records, {
        gateway: { status: 'ok', title: 'Type LoadBalancer' },
        address: {
          status: 'waiting',
          title: 'No address',
          values: [],
          sentence,
          fix,
        },
      }),
    ],
    dig: dig('payments.openova.io'),
  };
}

function foreign(): HostnameView {
  const origin = object('HTTPRoute', 'legacy');
  const txt =
    '"heritage=external-dns,external-dns/owner=old-cluster,external-dns/resource=ingress/legacy/web"';
  const sentence = `legacy.openova.io exists already and belongs to somebody else: ${txt}.`;
  const fix = 'Remove the existing record, or let an admin adopt it.';
  const records = [
    record('legacy.openova.io', 'CNAME', ['lb.old.example.org'], {
      owner: 'old-cluster',
      ours: false,
      ttl: undefined,
      txt: [{ name: '_externaldns.cname-legacy.openova.io', value: txt }],
    }),
  ];
  return {
    dnsName: 'legacy.openova.io',
    state: 'foreign',
    sentence,
    fix,
    zone: 'openova.io',
    records,
    verdicts: [
      {
        dnsName: 'legacy.openova.io',
        recordType: 'A',
        setIdentifier: '',
        origin,
        reason: 'owned-by-another',
        sentence,
        fix,
      },
    ],
    branches: [
      chain(origin, records, {
        address: {
          status: 'ok',
          title: 'Address of the Gateway',
          values: ['192.0.2.10'],
        },
        record: { title: 'CNAME, TTL auto' },
        ownership: {
          status: 'broken',
          title: 'Owner old-cluster',
          sentence,
          fix,
        },
      }),
    ],
  };
}

function drifted(): HostnameView {
  const dnsName =
    'a-very-long-name-of-a-preview-environment-that-somebody-made-for-branch-4711.preview.openova.io';
  const records = [
    record(dnsName, 'A', ['192.0.2.10'], {
      check: {
        ...check(dnsName, 'A', ['192.0.2.10'], 'differs'),
        servers: [
          {
            server: 'ns1.openova.io',
            answer: ['192.0.2.10'],
            milliseconds: 4,
          },
          {
            server: 'ns2.openova.io',
            answer: ['203.0.113.99'],
            milliseconds: 11,
          },
          {
            server: 'ns3.openova.io',
            answer: [],
            error: 'no answer within 2 s',
            milliseconds: 2000,
          },
        ],
      },
    }),
  ];
  const sentence =
    'ns2.openova.io answers 203.0.113.99, and the record says 192.0.2.10.';
  const fix =
    'Wait for the zone transfer; if it stays, look at the serial of the zone on ns2.openova.io.';
  return {
    dnsName,
    state: 'drifted',
    sentence,
    fix,
    zone: 'preview.openova.io',
    records,
    verdicts: [],
    branches: [
      chain(object('HTTPRoute', 'preview-4711'), records, {
        answer: {
          status: 'broken',
          title: '1 of 3 servers answers as recorded',
          values: ['203.0.113.99'],
          sentence,
          fix,
        },
      }),
    ],
    dig: dig(dnsName),
  };
}

function updating(): HostnameView {
  const origin = object('GRPCRoute', 'orders', 'us-east');
  return {
    dnsName: 'orders.openova.io',
    state: 'updating',
    sentence: 'orders.openova.io is about to be created in zone openova.io.',
    fix: 'Wait for the next sync.',
    zone: 'openova.io',
    records: [],
    verdicts: [
      {
        dnsName: 'orders.openova.io',
        recordType: 'A',
        setIdentifier: '',
        origin,
        reason: 'creating',
        sentence:
          'orders.openova.io is about to be created in zone openova.io.',
        fix: 'Wait for the next sync.',
      },
    ],
    branches: [
      chain(origin, [], {
        ...unreached,
        address: {
          status: 'ok',
          title: 'Address of the Gateway',
          values: ['198.51.100.20'],
        },
        record: {
          status: 'waiting',
          title: 'A, not written yet',
          values: [],
          sentence: 'The next sync creates it.',
        },
      }),
    ],
  };
}

function several(): HostnameView {
  const records = [
    record(
      'cdn.openova.io',
      'A',
      ['192.0.2.11', '192.0.2.12', '192.0.2.13', '192.0.2.14'],
      { observedAt: ago(70) },
    ),
  ];
  return {
    dnsName: 'cdn.openova.io',
    state: 'works',
    sentence: 'cdn.openova.io stands in zone openova.io.',
    zone: 'openova.io',
    records,
    verdicts: [],
    branches: [chain(object('Service', 'cdn'), records)],
    dig: dig('cdn.openova.io'),
  };
}

/** A hostname in every state that a component can have. */
export function hostnames(): HostnameView[] {
  return [
    works(),
    worksInTwoClusters(),
    several(),
    blocked(),
    conflict(),
    waits(),
    foreign(),
    drifted(),
    updating(),
  ];
}
