import { Change, DesiredRecordSet, RecordSet } from '@openova/dns-engine';
import { HeldRecordSet } from '@openova/provider-fakes/google';
import {
  createHarness,
  createOf,
  GoogleHarness,
  providerFor,
  readZone,
  unlimited,
} from './__testUtils__/harness';

let harness: GoogleHarness;

beforeEach(async () => {
  harness = await createHarness();
  harness.fake.calls.length = 0;
});

afterEach(() => harness.stop?.());

const read = (names?: string[]) => readZone(harness, names);

function wanted(more: Partial<DesiredRecordSet> = {}): DesiredRecordSet {
  return {
    zone: 'openova.io',
    dnsName: 'web.openova.io',
    recordType: 'A',
    targets: ['192.0.2.1'],
    ...more,
  };
}

function write(...changes: Change[]) {
  return harness.provider.writeBatch(harness.zone, changes, unlimited);
}

async function standing(dnsName: string): Promise<RecordSet> {
  const [old] = await read([dnsName]);
  harness.fake.calls.length = 0;
  return old;
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
    await write(createOf({ recordType: 'TXT', targets: [text('a')] }));
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
    await expect(write(createOf())).rejects.toMatchObject({
      kind: 'Rejected',
      message: expect.stringContaining('may hold 2 record sets'),
    });
    harness.fake.quota.rrsetAdditionsPerChange = 1;
    await expect(
      write(createOf(), createOf({ dnsName: 'b.openova.io' })),
    ).rejects.toMatchObject({ kind: 'Rejected' });
  });
});

describe('writing', () => {
  it('deletes exactly what was read and adds, in one request', async () => {
    await write(createOf({ recordTTL: 60 }));
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
    await write(createOf());
    const old = await standing('web.openova.io');
    const beside = createOf({ dnsName: 'beside.openova.io' });
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
      createOf(),
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
    await write(createOf({ dnsName: 'taken.openova.io' }));
    const changes = [
      createOf({ dnsName: 'good.openova.io' }),
      createOf({ dnsName: 'bad.openova.io', targets: ['192.0.2.1', 'none'] }),
      createOf({ dnsName: 'other.example.org' }),
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
      createOf({
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
    const error = await write(
      createOf(),
      { role: 'record', action: 'delete', old },
      { role: 'record', action: 'update', old, new: wanted() },
    ).catch(each => each);
    expect(error).toMatchObject({ kind: 'Rejected' });
    expect([...error.refusedChanges]).toEqual([
      [
        1,
        'A geo.openova.io: it was given a routing policy at Google, so it is left alone',
      ],
      [2, expect.stringContaining('routing policy')],
    ]);
    // Nor is it taken for a free name.
    const results = await write(createOf({ dnsName: 'geo.openova.io' }));
    expect(results).toMatchObject([{ outcome: 'unknown' }]);
    expect(zone.records).toContainEqual(held);
  });

  it('retries nothing by itself', async () => {
    harness.fake.faults.set({ kind: 'fails before write' });
    await expect(write(createOf())).rejects.toMatchObject({
      kind: 'Unavailable',
      message: 'Google Cloud DNS failed with status 503 at the zone openova.io',
    });
    expect(harness.fake.operations).toEqual(['dns.changes.create']);
  });
});
