import { createMockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { isLoopback, reachableAddress, readEntry } from './embeddedEntry';
import { firstRecords } from './firstRecords';

const path = 'externalDns.providers[1]';
const plain = {
  type: 'embedded',
  zones: ['openova.io'],
  listen: { port: 5353 },
};

async function seeded(seed: JsonObject['seed'], zones = ['openova.io']) {
  const entry = await readEntry({ ...plain, zones, seed }, path);
  return entry.zones.map(zone =>
    firstRecords(zone, entry).map(
      set => `${set.dnsName} ${set.ttl} ${set.recordType} ${set.targets}`,
    ),
  );
}

describe('an entry of type embedded', () => {
  it('needs little', async () => {
    expect(await readEntry(plain, path)).toEqual({
      path,
      zones: [{ name: 'openova.io', nameServers: [], visibility: 'public' }],
      listen: { address: '127.0.0.1', port: 5353 },
      seed: [],
    });
  });

  it('takes names as people write them, and a port from the environment', async () => {
    const { zones, listen } = await readEntry(
      {
        ...plain,
        zones: ['OpenOva.IO.', { name: 'bücher.example.org' }],
        listen: { address: '::1', port: '5353' },
      },
      path,
    );
    expect(zones.map(({ name }) => name)).toEqual([
      'openova.io',
      'xn--bcher-kva.example.org',
    ]);
    expect(listen).toEqual({ address: '::1', port: 5353 });
  });

  it.each<[string, JsonObject]>([
    [
      '.zones must be a list of zones, for example [example.org]',
      { zones: [] },
    ],
    [
      '.zones[0] must be the name of a zone, or { name, nameServers, visibility }',
      { zones: [5] },
    ],
    [
      '.zones[1] is openova.io a second time: remove one',
      { zones: ['openova.io', 'Openova.io.'] },
    ],
    [
      '.zones[0].visibility must be public or private',
      { zones: [{ name: 'openova.io', visibility: 'secret' }] },
    ],
    [
      '.zones[0].nameserver is unknown: use name, nameServers, visibility',
      { zones: [{ name: 'openova.io', nameserver: 'ns1' }] },
    ],
    [
      '.zones[0] "a..b" is no DNS name: it has an empty label',
      { zones: ['a..b'] },
    ],
    [
      '.listen must be { address, port }, for example { address: 127.0.0.1, port: 5353 }',
      { listen: 5353 },
    ],
    [
      '.listen.address must be an IP address of this machine, for example 127.0.0.1',
      { listen: { address: 'localhost', port: 53 } },
    ],
    [
      '.listen.port must be a port from 1 to 65535, or 0 for any that is free',
      { listen: { port: 70_000 } },
    ],
    [
      '.listen.port must be a port from 1 to 65535, or 0 for any that is free',
      { listen: {} },
    ],
    [
      '.zone is unknown: use type, name, account, domainFilter, excludeDomains, zoneIdFilter, limits, zones, listen, seed',
      { zone: 'openova.io' },
    ],
    [
      '.seed must be a list of { zone, records }, or the path of a YAML file with one',
      { seed: {} },
    ],
    [
      '.seed[0].records must be a list of records',
      { seed: [{ zone: 'openova.io' }] },
    ],
    [
      '.seed[0].records[0].targets must be a list of texts',
      {
        seed: [
          {
            zone: 'openova.io',
            records: [
              { dnsName: 'openova.io', recordType: 'A', targets: '192.0.2.1' },
            ],
          },
        ],
      },
    ],
    [
      '.seed[0].records[0]: A openova.io: "1.2" is not an IPv4 address.',
      {
        seed: [
          {
            zone: 'openova.io',
            records: [
              { dnsName: 'openova.io', recordType: 'A', targets: ['1.2'] },
            ],
          },
        ],
      },
    ],
    ['.seed: the file absent.yaml cannot be read', { seed: 'absent.yaml' }],
  ])('says: %s', async (sentence, change) => {
    await expect(
      readEntry({ ...plain, ...change }, path),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(`${path}${sentence}`),
    });
  });

  it('gives new zones name servers with addresses', async () => {
    expect(await seeded(undefined)).toEqual([
      ['openova.io 3600 NS ns1.openova.io', 'ns1.openova.io 3600 A 127.0.0.1'],
    ]);
  });

  it('reads the records of a file, for the zones that it serves', async () => {
    const folder = createMockDirectory();
    folder.setContent({
      'records.yaml': [
        '- zone: openova.io',
        '  records:',
        '    - { dnsName: openova.io, recordType: NS, targets: [ns1.example.org], recordTTL: 86400 }',
        '    - { dnsName: Web.openova.io, recordType: TXT, targets: ["hello"] }',
        '- zone: example.org',
        '  records: []',
      ].join('\n'),
      'broken.yaml': '- zone: [',
    });
    expect(
      await seeded(folder.resolve('records.yaml'), [
        'openova.io',
        'openova.dev',
      ]),
    ).toEqual([
      ['openova.io 86400 NS ns1.example.org', 'web.openova.io 300 TXT "hello"'],
      [
        'openova.dev 3600 NS ns1.openova.dev',
        'ns1.openova.dev 3600 A 127.0.0.1',
      ],
    ]);
    await expect(seeded(folder.resolve('broken.yaml'))).rejects.toThrow(
      /seed: .*broken\.yaml is no YAML: /,
    );
  });

  it('knows loopback and where it can be reached', () => {
    const addresses = [
      '127.0.0.1',
      '127.9.0.1',
      '::1',
      '0.0.0.0',
      '::',
      '192.0.2.1',
    ];
    expect(addresses.filter(isLoopback)).toEqual([
      '127.0.0.1',
      '127.9.0.1',
      '::1',
    ]);
    expect(addresses.map(reachableAddress)).toEqual([
      '127.0.0.1',
      '127.9.0.1',
      '::1',
      '127.0.0.1',
      '::1',
      '192.0.2.1',
    ]);
  });
});
