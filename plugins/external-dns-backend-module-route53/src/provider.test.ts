import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { Change, DesiredRecordSet, RecordSet } from '@openova/dns-engine';
import { HeldRecordSet } from '@openova/provider-fakes/route53';
import {
  createHarness,
  providerFor,
  Route53Harness,
  unlimited,
} from './__testUtils__/harness';

let harness: Route53Harness;

beforeEach(async () => {
  harness = await createHarness();
});

afterEach(async () => {
  await harness.provider.close?.();
  await harness.stop?.();
});

function operations(): string[] {
  return harness.fake.calls.map(call => call.operation);
}

async function read(names?: string[]): Promise<RecordSet[]> {
  const found: RecordSet[] = [];
  const { provider, zone } = harness;
  for await (const page of provider.listRecordSets(zone, { names }, unlimited))
    found.push(...page);
  return found;
}

function create(wanted: Partial<DesiredRecordSet>): Change {
  return {
    role: 'record',
    action: 'create',
    new: {
      zone: 'openova.io',
      dnsName: 'web.openova.io',
      recordType: 'A',
      targets: ['192.0.2.1'],
      ...wanted,
    },
  };
}

function write(...changes: Change[]) {
  return harness.provider.writeBatch(harness.zone, changes, unlimited);
}

function address(name: string): HeldRecordSet {
  return {
    Name: name,
    Type: 'A',
    TTL: 300,
    ResourceRecords: [{ Value: '192.0.2.1' }],
  };
}

describe('zones', () => {
  it('are public or private, and may share a name', async () => {
    harness.fake.addZone({ id: 'Z2', name: 'openova.io', private: true });
    const zones = await harness.provider.listZones(unlimited);
    expect(zones.map(({ id, visibility }) => `${id} ${visibility}`)).toEqual([
      '/hostedzone/Z1 public',
      '/hostedzone/Z2 private',
    ]);
    for (const zoneType of ['public', 'private']) {
      const provider = providerFor(harness.fake, { zoneType });
      const [only, ...others] = await provider.listZones(unlimited);
      expect(only.visibility).toBe(zoneType);
      expect(others).toEqual([]);
    }
  });

  it('are asked for their tags ten at a time, and only where tags count', async () => {
    for (let index = 10; index < 30; index += 1) {
      harness.fake.addZone({
        id: `Z${index}`,
        name: `z${index}.example.org`,
        tags: { env: index % 2 ? 'prod' : 'dev', team: 'web' },
      });
    }
    const provider = providerFor(harness.fake, {
      zoneTags: ['env=prod', 'team'],
    });
    harness.fake.calls.length = 0;
    expect(await provider.listZones(unlimited)).toHaveLength(10);
    expect(operations()).toEqual([
      'ListHostedZones',
      'ListTagsForResources',
      'ListTagsForResources',
      'ListTagsForResources',
    ]);
  });

  it('come in pages', async () => {
    for (let index = 0; index < 120; index += 1) {
      harness.fake.addZone({ id: `P${index}`, name: `p${index}.example.org` });
    }
    expect(await harness.provider.listZones(unlimited)).toHaveLength(121);
  });

  it('tell their name servers once they were read', async () => {
    expect(harness.zone.nameServers).toEqual([]);
    await read();
    expect(harness.zone.nameServers).toEqual([
      'ns-1.awsdns-01.org',
      'ns-2.awsdns-02.com',
    ]);
  });
});

describe('reading by name', () => {
  beforeEach(() => {
    harness.fake.removeZone('Z1');
    harness.fake.addZone({
      id: 'Z1',
      name: 'openova.io',
      records: Array.from({ length: 1000 }, (_, index) =>
        address(`host-${String(index).padStart(4, '0')}.openova.io`),
      ),
    });
    harness.fake.calls.length = 0;
  });

  it.each<[string, string[], number, number]>([
    ['one name', ['host-0500.openova.io'], 1, 1],
    [
      'two that are near',
      ['host-0500.openova.io', 'host-0550.openova.io'],
      2,
      1,
    ],
    [
      'two that are far',
      ['host-0001.openova.io', 'host-0900.openova.io'],
      2,
      2,
    ],
    ['one that is not there', ['host-0500a.openova.io'], 0, 1],
    [
      'a wildcard beside a name',
      ['*.openova.io', 'host-0001.openova.io'],
      1,
      2,
    ],
    ['a name twice', ['host-0001.openova.io', 'HOST-0001.openova.io'], 1, 1],
  ])('%s', async (_name, names, count, calls) => {
    expect(await read(names)).toHaveLength(count);
    expect(operations()).toHaveLength(calls);
  });

  it('reads on where one name fills more than a page', async () => {
    harness.fake.addZone({
      id: 'Z1',
      name: 'openova.io',
      records: Array.from({ length: 250 }, (_, index) => ({
        ...address('many.openova.io'),
        SetIdentifier: `set-${index}`,
        Weight: 1,
      })),
    });
    expect(await read(['many.openova.io', 'next.openova.io'])).toHaveLength(
      250,
    );
    expect(operations()).toHaveLength(3);
  });
});

describe('writing', () => {
  it('deletes exactly what was read and creates, in one request', async () => {
    await write(create({}));
    const [old] = await read(['web.openova.io']);
    harness.fake.calls.length = 0;
    await write({
      role: 'record',
      action: 'update',
      old,
      new: { ...old, targets: ['192.0.2.2'] },
    });
    expect(harness.fake.calls).toMatchObject([
      { changes: [{ Action: 'DELETE' }, { Action: 'CREATE' }] },
    ]);
  });

  it('takes away what others made in another way than we would', async () => {
    const foreign: HeldRecordSet[] = [
      {
        Name: 'a.openova.io',
        Type: 'A',
        AliasTarget: {
          HostedZoneId: 'ZOTHER',
          DNSName: 'lb-1.eu-central-1.elb.amazonaws.com.',
          EvaluateTargetHealth: false,
        },
      },
      {
        Name: '_externaldns.a-a.openova.io',
        Type: 'TXT',
        TTL: 60,
        ResourceRecords: [{ Value: '"cut" "in two"' }],
      },
      {
        Name: '*.openova.io',
        Type: 'CAA',
        TTL: 86400,
        ResourceRecords: [{ Value: '0 issue "ca.example.org"' }],
      },
    ];
    harness.fake.addZone({ id: 'Z1', name: 'openova.io', records: foreign });
    const standing = await read();
    expect(standing).toHaveLength(3);
    const results = await write(
      ...standing.map(
        (old): Change => ({ role: 'record', action: 'delete', old }),
      ),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'done',
      'done',
      'done',
    ]);
    expect(await read()).toEqual([]);
  });

  it('retries nothing by itself', async () => {
    harness.fake.faults.set({ kind: 'fails before write' });
    harness.fake.calls.length = 0;
    await expect(write(create({}))).rejects.toMatchObject({
      kind: 'Unavailable',
    });
    expect(operations()).toEqual(['ChangeResourceRecordSets']);
  });

  it('tells which record set is protected, in the words of the service', async () => {
    await write(create({}));
    const [old] = await read(['web.openova.io']);
    harness.fake.zones[0].protect('web.openova.io', 'A');
    const refused = write(
      { role: 'record', action: 'delete', old },
      create({ dnsName: 'other.openova.io' }),
    );
    await expect(refused).rejects.toMatchObject({
      kind: 'Rejected',
      message: expect.stringContaining("name='web.openova.io.', type='A'"),
      refusedChanges: new Map([
        [0, expect.stringContaining("name='web.openova.io.', type='A'")],
      ]),
    });
  });

  it('says that a change is still under way as "too many requests"', async () => {
    harness.fake.faults.set({ kind: 'prior request not complete' });
    await expect(write(create({}))).rejects.toMatchObject({
      kind: 'Throttled',
      message:
        'Route 53 has not finished the last change of the zone openova.io yet',
    });
  });

  it('sends nothing that cannot be said', async () => {
    harness.fake.calls.length = 0;
    const providerSpecific = [{ name: 'aws/weight', value: 'much' }];
    await expect(
      write(create({ setIdentifier: 'eu', providerSpecific })),
    ).rejects.toThrow(
      'A web.openova.io: aws/weight is "much": it must be a whole number',
    );
    expect(operations()).toEqual([]);
  });

  it('points an alias into its own zone where nothing else is said', async () => {
    await write(create({ dnsName: 'lb.openova.io' }));
    const alias = [{ name: 'alias', value: 'true' }];
    await write(
      create({ targets: ['lb.openova.io'], providerSpecific: alias }),
    );
    expect(await read(['web.openova.io'])).toMatchObject([
      {
        targets: ['lb.openova.io'],
        data: { AliasTarget: { HostedZoneId: 'Z1' } },
      },
    ]);
  });
});

describe('credentials', () => {
  it('that AWS does not know are told in one sentence', async () => {
    const provider = providerFor(harness.fake, {
      accessKeyId: 'AKIDWRONG',
      secretAccessKey: 'another-secret',
    });
    const error = await provider.listZones(unlimited).catch(each => each);
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({
      kind: 'InvalidConfig',
      message:
        'AWS does not accept the credentials (InvalidClientTokenId): check the keys, the profile or the role',
    });
  });
});

describe('a batch that Route 53 refuses', () => {
  it.each<[string, Partial<DesiredRecordSet>, RegExp]>([
    [
      'by the place of the change',
      {
        setIdentifier: 'eu',
        providerSpecific: [{ name: 'aws/weight', value: '300' }],
      },
      /more than 255/,
    ],
    [
      'by the name of the record set',
      { setIdentifier: 'eu' },
      /exactly one of/,
    ],
    [
      'by the target of an alias',
      {
        targets: ['nothing.openova.io'],
        providerSpecific: [{ name: 'alias', value: 'true' }],
      },
      /target was not found/,
    ],
  ])('names what it refuses %s', async (_how, refused, sentence) => {
    const batch = [
      create({ dnsName: 'a.openova.io' }),
      create({ dnsName: 'b.openova.io', ...refused }),
      create({ dnsName: 'c.openova.io' }),
    ];
    const error: ProviderError = await write(...batch).catch(each => each);
    expect(error.kind).toBe('Rejected');
    expect([...(error.refusedChanges ?? [])]).toEqual([
      [1, expect.stringMatching(sentence)],
    ]);
  });
});

it('reads a zone as a whole where that is less than its names', async () => {
  const names = ['a', 'b', 'c'].map(label => `${label}.openova.io`);
  await read(names);
  expect(harness.fake.calls.length).toBeGreaterThan(0);
  await read();
  harness.fake.calls.length = 0;
  await read(names);
  expect(harness.fake.calls).toHaveLength(1);
});
