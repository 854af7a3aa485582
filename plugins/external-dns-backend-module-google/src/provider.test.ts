import {
  AccountBudget,
  ProviderContext,
} from '@openova/backstage-plugin-external-dns-node';
import { Change, DesiredRecordSet, RecordSet } from '@openova/dns-engine';
import { HeldRecordSet } from '@openova/provider-fakes/google';
import {
  createHarness,
  GoogleHarness,
  providerFor,
  unlimited,
} from './__testUtils__/harness';

let harness: GoogleHarness;

beforeEach(async () => {
  harness = await createHarness();
  harness.fake.calls.length = 0;
});

afterEach(() => harness.stop?.());

async function read(
  names?: string[],
  context = unlimited,
): Promise<RecordSet[]> {
  const found: RecordSet[] = [];
  const { provider, zone } = harness;
  for await (const page of provider.listRecordSets(zone, { names }, context)) {
    found.push(...page);
  }
  return found;
}

function wanted(more: Partial<DesiredRecordSet> = {}): DesiredRecordSet {
  return {
    zone: 'openova.io',
    dnsName: 'web.openova.io',
    recordType: 'A',
    targets: ['192.0.2.1'],
    ...more,
  };
}

function create(more: Partial<DesiredRecordSet> = {}): Change {
  return { role: 'record', action: 'create', new: wanted(more) };
}

function write(...changes: Change[]) {
  return harness.provider.writeBatch(harness.zone, changes, unlimited);
}

async function standing(dnsName: string): Promise<RecordSet> {
  const [old] = await read([dnsName]);
  harness.fake.calls.length = 0;
  return old;
}

/** A name and the text that says whose it is. */
function pairs(count: number): HeldRecordSet[] {
  return Array.from({ length: count }, (_, index) => index).flatMap(index => [
    {
      name: `host-${index}.openova.io.`,
      type: 'A',
      ttl: 300,
      rrdatas: ['192.0.2.1'],
    },
    {
      name: `_externaldns.a-host-${index}.openova.io.`,
      type: 'TXT',
      ttl: 300,
      rrdatas: [
        `"heritage=external-dns,external-dns/owner=openova,external-dns/resource=httproute/shop/web-${index}"`,
      ],
    },
  ]);
}

describe('zones', () => {
  it('are public or private, may share a name, and hold records', async () => {
    const { fake } = harness;
    fake.addZone({
      name: 'inside',
      dnsName: 'openova.io',
      visibility: 'private',
    });
    for (const answeredBy of [
      'peering',
      'forwarding',
      'serviceDirectory',
    ] as const) {
      fake.addZone({
        name: answeredBy.toLowerCase(),
        dnsName: 'openova.io',
        visibility: 'private',
        answeredBy,
      });
    }
    expect(await harness.provider.listZones(unlimited)).toEqual([
      {
        id: 'openova-io',
        otherIds: ['4567000000000000'],
        name: 'openova.io',
        visibility: 'public',
        nameServers: ['ns-cloud-x1.example.org', 'ns-cloud-x2.example.org'],
      },
      {
        id: 'inside',
        otherIds: ['4567000000000001'],
        name: 'openova.io',
        visibility: 'private',
        nameServers: ['ns-gcp-private.googledomains.com'],
      },
    ]);
    for (const zoneVisibility of ['public', 'private']) {
      const provider = providerFor(fake, { zoneVisibility });
      const zones = await provider.listZones(unlimited);
      expect(zones.map(zone => zone.visibility)).toEqual([zoneVisibility]);
    }
  });

  it('come in pages', async () => {
    for (let index = 0; index < 120; index += 1) {
      harness.fake.addZone({
        name: `zone-${index}`,
        dnsName: `z${index}.example.org`,
      });
    }
    expect(await harness.provider.listZones(unlimited)).toHaveLength(121);
    expect(harness.fake.operations).toEqual([
      'dns.managedZones.list',
      'dns.managedZones.list',
      'dns.projects.get',
    ]);
  });

  it('of a project whose API is switched off are told so', async () => {
    harness.fake.faults.set({ kind: 'API is switched off' });
    await expect(harness.provider.listZones(unlimited)).rejects.toMatchObject({
      kind: 'InvalidConfig',
      message: expect.stringMatching(
        /^The Cloud DNS API is switched off in the project: /,
      ),
    });
  });
});

describe('quotas', () => {
  it('of the project decide how large a batch is', async () => {
    const { fake, provider } = harness;
    expect(provider.capabilities.batch).toMatchObject({
      changes: 1000,
      bytes: 100_000,
    });
    fake.quota.rrsetAdditionsPerChange = 3000;
    fake.quota.rrsetDeletionsPerChange = 2000;
    fake.quota.totalRrdataSizePerChange = 500_000;
    await provider.listZones(unlimited);
    expect(provider.capabilities.batch).toMatchObject({
      changes: 2000,
      bytes: 500_000,
    });
    const smaller = providerFor(fake, { batchChangeSize: '50' });
    expect(smaller.capabilities.batch.changes).toBe(50);
    await smaller.listZones(unlimited);
    expect(smaller.capabilities.batch.changes).toBe(50);
  });

  it("are Google's usual ones where they may not be read", async () => {
    const { fake, provider } = harness;
    fake.faults.set({ kind: 'may not read the project' });
    expect(await provider.listZones(unlimited)).toHaveLength(1);
    expect(provider.capabilities.batch.changes).toBe(1000);
    fake.faults.script([{ call: 'dns.projects.get', status: 503 }]);
    await expect(provider.listZones(unlimited)).rejects.toMatchObject({
      kind: 'Unavailable',
    });
  });

  it('of bytes count what goes too, before anything is sent', async () => {
    const text = (letter: string) => `"${letter.repeat(250)}"`;
    const { fake } = harness;
    await write(create({ recordType: 'TXT', targets: [text('a')] }));
    const old = await standing('web.openova.io');
    fake.quota.totalRrdataSizePerChange = 500;
    await harness.provider.listZones(unlimited);
    fake.calls.length = 0;
    const update: Change = {
      role: 'record',
      action: 'update',
      old,
      new: wanted({ recordType: 'TXT', targets: [text('b')] }),
    };
    await expect(write(update)).rejects.toMatchObject({
      kind: 'Rejected',
      message:
        'The values that come and go have 504 bytes, and Google takes 500 at once',
    });
    expect(fake.operations).toEqual([]);
    fake.quota.totalRrdataSizePerChange = 504;
    await harness.provider.listZones(unlimited);
    expect(await write(update)).toEqual([{ outcome: 'done' }]);
  });

  it('of the service that we do not know of refuse the batch, not the account', async () => {
    harness.fake.quota.rrsetsPerManagedZone = 2;
    await expect(write(create())).rejects.toMatchObject({
      kind: 'Rejected',
      message: expect.stringContaining('may hold 2 record sets'),
    });
    harness.fake.quota.rrsetAdditionsPerChange = 1;
    await expect(
      write(create(), create({ dnsName: 'b.openova.io' })),
    ).rejects.toMatchObject({ kind: 'Rejected' });
  });
});

describe('writing', () => {
  it('deletes exactly what was read and adds, in one request', async () => {
    await write(create({ recordTTL: 60 }));
    const old = await standing('web.openova.io');
    const update = wanted({ targets: ['192.0.2.2'] });
    await write({ role: 'record', action: 'update', old, new: update });
    const set = { name: 'web.openova.io.', type: 'A' };
    expect(harness.fake.calls.map(({ change }) => change)).toEqual([
      {
        deletions: [{ ...set, ttl: 60, rrdatas: ['192.0.2.1'] }],
        additions: [{ ...set, ttl: 300, rrdatas: ['192.0.2.2'] }],
      },
    ]);
  });

  it('does nothing where something stands otherwise: 412, 404 and 409 are read again', async () => {
    await write(create());
    const old = await standing('web.openova.io');
    const beside = create({ dnsName: 'beside.openova.io' });
    const stale: Change[] = [
      {
        role: 'record',
        action: 'update',
        old: { ...old, data: { ...(old.data as object), ttl: 1 } },
        new: wanted({ targets: ['192.0.2.2'] }),
      },
      {
        role: 'record',
        action: 'delete',
        old: { ...wanted({ dnsName: 'gone.openova.io' }) },
      },
      create(),
    ];
    for (const change of stale) {
      const results = await write(beside, change);
      expect(results.map(({ outcome }) => outcome)).toEqual([
        'unknown',
        'unknown',
      ]);
    }
    expect(harness.fake.calls.map(({ status }) => status)).toEqual([
      412, 404, 409,
    ]);
    expect(await read(['web.openova.io', 'beside.openova.io'])).toEqual([old]);
  });

  it('names the changes that Google refuses, all at once', async () => {
    await write(create({ dnsName: 'taken.openova.io' }));
    const changes = [
      create({ dnsName: 'good.openova.io' }),
      create({ dnsName: 'bad.openova.io', targets: ['192.0.2.1', 'none'] }),
      create({ dnsName: 'other.example.org' }),
    ];
    const error = await write(...changes).catch(each => each);
    expect(error).toMatchObject({ kind: 'Rejected' });
    expect([...error.refusedChanges]).toEqual([
      [1, `Invalid value for 'entity.change.additions[1].rrdata[1]': 'none'`],
      [
        2,
        `Invalid value for 'entity.change.additions[2].name': 'other.example.org.'`,
      ],
    ]);
    const conflict = await write(
      changes[0],
      create({
        dnsName: 'taken.openova.io',
        recordType: 'CNAME',
        targets: ['www.example.org'],
      }),
    ).catch(each => each);
    expect([...conflict.refusedChanges.keys()]).toEqual([1]);
  });

  it('leaves record sets with a routing policy alone', async () => {
    const held: HeldRecordSet = {
      name: 'geo.openova.io.',
      type: 'A',
      ttl: 30,
      routingPolicy: {
        geo: { items: [{ location: 'us-east1', rrdatas: ['192.0.2.1'] }] },
      },
    };
    harness.fake.removeZone('openova-io');
    const zone = harness.fake.addZone({
      name: 'openova-io',
      dnsName: 'openova.io',
      records: [held],
    });
    const old = await standing('geo.openova.io');
    expect(old.targets).toEqual(['192.0.2.1']);
    const beside = create();
    for (const change of [
      { role: 'record', action: 'delete', old },
      { role: 'record', action: 'update', old, new: wanted() },
    ] satisfies Change[]) {
      const error = await write(beside, change).catch(each => each);
      expect(error).toMatchObject({ kind: 'Rejected' });
      expect([...error.refusedChanges.keys()]).toEqual([1]);
    }
    // Nor is it taken for a free name.
    const results = await write(create({ dnsName: 'geo.openova.io' }));
    expect(results).toMatchObject([{ outcome: 'unknown' }]);
    expect(zone.records).toContainEqual(held);
  });

  it('retries nothing by itself', async () => {
    harness.fake.faults.set({ kind: 'fails before write' });
    await expect(write(create())).rejects.toMatchObject({
      kind: 'Unavailable',
      message:
        'Google Cloud DNS failed with status 503 at the zone openova.io',
    });
    expect(harness.fake.operations).toEqual(['dns.changes.create']);
  });
});

describe('a change that is pending', () => {
  beforeEach(() => {
    harness.fake.pendingAnswers = 3;
  });

  it('is asked for before the zone is read, and not before it is written', async () => {
    await write(create());
    await write(create({ dnsName: 'b.openova.io' }));
    expect(harness.fake.operations).toEqual([
      'dns.changes.create',
      'dns.changes.create',
    ]);
    harness.fake.calls.length = 0;
    expect(await read(['web.openova.io', 'b.openova.io'])).toHaveLength(2);
    expect(harness.fake.operations).toEqual([
      'dns.changes.get',
      'dns.changes.get',
      'dns.changes.get',
      'dns.resourceRecordSets.list',
      'dns.resourceRecordSets.list',
    ]);
    expect(harness.clock.pauses).toEqual([250, 500]);
    harness.fake.calls.length = 0;
    await read(['web.openova.io']);
    expect(harness.fake.operations).toEqual(['dns.resourceRecordSets.list']);
  });

  it('is found as the last one where its answer was lost', async () => {
    harness.fake.faults.set({ kind: 'cuts answer' });
    await expect(write(create())).rejects.toMatchObject({
      kind: 'Unavailable',
    });
    harness.fake.calls.length = 0;
    expect(await read(['web.openova.io'])).toHaveLength(1);
    expect(harness.fake.operations).toEqual([
      'dns.changes.list',
      'dns.changes.list',
      'dns.changes.list',
      'dns.resourceRecordSets.list',
    ]);
  });

  it('is not waited for longer than some seconds, nor asked for after a minute', async () => {
    harness.fake.pendingAnswers = 100;
    await write(create());
    expect(await read(['web.openova.io'])).toEqual([]);
    expect(harness.clock.pauses).toEqual([
      250, 500, 1000, 2000, 4000, 8000,
    ]);
    await write(create({ dnsName: 'b.openova.io' }));
    harness.clock.now = 60_001;
    harness.fake.calls.length = 0;
    await read(['b.openova.io']);
    expect(harness.fake.operations).toEqual(['dns.resourceRecordSets.list']);
  });
});

describe('calls', () => {
  async function holding(count: number): Promise<void> {
    const { fake } = harness;
    fake.removeZone('openova-io');
    fake.addZone({
      name: 'openova-io',
      dnsName: 'openova.io',
      records: pairs(count),
    });
    await harness.provider.listZones(unlimited);
    await read();
    fake.calls.length = 0;
  }

  const bothNames = (index: number) => [
    `host-${index}.openova.io`,
    `_externaldns.a-host-${index}.openova.io`,
  ];

  it('one name with its text, in a zone of any size: two reads, one write', async () => {
    await holding(2000);
    const records = await read(bothNames(7));
    expect(records).toHaveLength(2);
    const [old] = records;
    await write({
      role: 'record',
      action: 'update',
      old,
      new: { ...old, targets: ['192.0.2.2'] },
    });
    expect(harness.fake.operations).toEqual([
      'dns.resourceRecordSets.list',
      'dns.resourceRecordSets.list',
      'dns.changes.create',
    ]);
  });

  it.each([
    ['500 names of 500', 500, 500, 2],
    ['3 names of 500', 500, 3, 2],
    ['3 names of 5,000', 5000, 3, 6],
    ['100 names of 5,000', 5000, 100, 11],
  ])('%s: the cheaper of a listing and one each', async (_, size, names, reads) => {
    await holding(size);
    const wantedNames = Array.from({ length: names }, (__, index) =>
      bothNames(index),
    ).flat();
    const found = await read(wantedNames);
    expect(found.length).toBeGreaterThanOrEqual(2 * names);
    expect(harness.fake.operations).toHaveLength(reads);
  });

  it('1,000 operations are one write', async () => {
    await holding(500);
    const records = (await read()).filter(({ dnsName }) =>
      dnsName.includes('host-'),
    );
    harness.fake.calls.length = 0;
    const deletes = records.map(
      (old): Change => ({ role: 'record', action: 'delete', old }),
    );
    expect(deletes).toHaveLength(1000);
    await write(...deletes);
    expect(harness.fake.operations).toEqual(['dns.changes.create']);
    expect(await read()).toHaveLength(2);
  });

  it('50,000 record sets come in pages that are let go', async () => {
    await holding(25_000);
    const { provider, zone } = harness;
    let largest = 0;
    let count = 0;
    for await (const page of provider.listRecordSets(zone, {}, unlimited)) {
      largest = Math.max(largest, page.length);
      count += page.length;
    }
    expect({ largest, count }).toEqual({ largest: 1000, count: 50_002 });
    expect(harness.fake.operations).toHaveLength(51);
  }, 60_000);

  it('each await the budget, and say whether they write', async () => {
    const taken: boolean[] = [];
    const budget: AccountBudget = {
      take: async options => {
        taken.push(options?.write === true);
      },
      report: () => {},
    };
    const context: ProviderContext = { ...unlimited, budget };
    const { provider, zone, fake } = harness;
    await provider.listZones(context);
    fake.pendingAnswers = 1;
    await provider.writeBatch(zone, [create()], context);
    await read(['web.openova.io'], context);
    expect(taken).toEqual([false, false, true, false, false]);
    expect(fake.operations).toHaveLength(taken.length);
  });
});
